-- A coding names what it was given to: a revision, a question (blank: the whole answer) and a range of its characters
-- (0 to 0: the whole question). Taking one back is a mark on it, so that its history stays.
CREATE TABLE codings_of_passages (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    question TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    -- Of the text in the range, to find it again in a later revision; blank for the whole answer.
    quote_hash TEXT NOT NULL,
    codebook TEXT NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    coded_by TEXT NOT NULL,
    coded_at BIGINT NOT NULL,
    taken_back_by TEXT,
    taken_back_at BIGINT,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
INSERT INTO codings_of_passages (
    network_id, id, response_id, revision, question, span_start, span_end, quote_hash,
    codebook, code, kind, coded_by, coded_at
)
SELECT
    c.network_id, lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), c.response_id,
    COALESCE((
        SELECT MAX(r.number) FROM revisions r
        WHERE r.network_id = c.network_id AND r.response_id = c.response_id AND r.submitted_at <= c.coded_at
    ), 1),
    '', 0, 0, '', c.codebook, c.code, 'reader', c.coded_by, c.coded_at
FROM codings c;
DROP TABLE codings;
ALTER TABLE codings_of_passages RENAME TO codings;
CREATE UNIQUE INDEX codings_in_force ON codings
    (network_id, response_id, kind, coded_by, codebook, code, question, span_start, span_end, quote_hash)
    WHERE taken_back_at IS NULL;
-- What readers differ over is settled once: of two who settle it at the same time, the second is told.
CREATE UNIQUE INDEX codings_settled ON codings (network_id, response_id, question, codebook, code)
    WHERE kind <> 'reader' AND taken_back_at IS NULL;

-- What a reader has read. Until `finished_at` they see no other reader's codes.
CREATE TABLE case_readings (
    network_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    -- 0 once the reader has seen what others gave: agreement is counted over the others.
    independent INTEGER NOT NULL,
    begun_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (network_id, response_id, user_id),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);

-- What rules propose. A suggestion is no coding: each reader accepts or rejects it for themselves.
CREATE TABLE coding_suggestions (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    question TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote_hash TEXT NOT NULL,
    codebook TEXT NOT NULL,
    code TEXT NOT NULL,
    rule TEXT NOT NULL,
    suggested_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, response_id, revision, question, span_start, span_end, codebook, code),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
CREATE TABLE suggestion_decisions (
    network_id TEXT NOT NULL,
    suggestion_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    accepted INTEGER NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, suggestion_id, user_id),
    FOREIGN KEY (network_id, suggestion_id) REFERENCES coding_suggestions (network_id, id)
);

-- What a network changed in the shipped codebooks: codes of its own, other labels, codes that are offered no longer.
CREATE TABLE network_codes (
    network_id TEXT NOT NULL REFERENCES networks (id),
    codebook TEXT NOT NULL,
    code TEXT NOT NULL,
    -- Blank: as shipped.
    label TEXT NOT NULL,
    about TEXT NOT NULL,
    own INTEGER NOT NULL,
    retired_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, codebook, code)
);
-- Which factors of good and difficult cases mirror each other: over the shipped pairs. `none` takes one away.
CREATE TABLE network_code_pairs (
    network_id TEXT NOT NULL REFERENCES networks (id),
    good TEXT NOT NULL,
    difficult TEXT NOT NULL,
    strength TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, good, difficult)
);
CREATE TRIGGER codings_no_delete BEFORE DELETE ON codings
BEGIN
    SELECT RAISE(ABORT, 'codings: rows are kept for ever');
END;
