-- That the office lets the agencies read the list of the area's resources behind their own links. No row: it does not.
CREATE TABLE shared_resource_lists (
    network_id TEXT NOT NULL PRIMARY KEY REFERENCES networks (id),
    shared_by TEXT NOT NULL REFERENCES users (id),
    shared_at BIGINT NOT NULL
);

-- What a reader makes of all agencies' words to one item of a round's sheet. Every edition stays.
CREATE TABLE theme_summaries (
    network_id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    question TEXT NOT NULL,
    edition INTEGER NOT NULL,
    words TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, round_id, question, edition),
    FOREIGN KEY (network_id, round_id) REFERENCES rounds (network_id, id) ON DELETE CASCADE
);
