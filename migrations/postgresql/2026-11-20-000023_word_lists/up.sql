-- The words that a network counts beside the shipped ones, as its office typed them. No row: none.
CREATE TABLE word_lists (
    network_id TEXT NOT NULL PRIMARY KEY REFERENCES networks (id),
    edition INTEGER NOT NULL,
    words TEXT NOT NULL,
    synonyms TEXT NOT NULL,
    stop_words TEXT NOT NULL,
    changed_by TEXT NOT NULL REFERENCES users (id),
    changed_at BIGINT NOT NULL
);
