-- Rules that propose codes, one text a codebook. Each save is a version of its own: what proposed a code can be read later.
CREATE TABLE coding_rules (
    network_id TEXT NOT NULL REFERENCES networks (id),
    codebook TEXT NOT NULL,
    version INTEGER NOT NULL,
    rules TEXT NOT NULL,
    -- What a rule has to hold of: a sentence, or all that was written to a question.
    unit TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, codebook, version)
);
