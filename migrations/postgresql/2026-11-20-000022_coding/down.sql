DROP TABLE network_code_pairs;
DROP TABLE network_codes;
DROP TABLE suggestion_decisions;
DROP TABLE coding_suggestions;
DROP TABLE case_readings;
DROP TRIGGER codings_no_truncate ON codings;
DROP TRIGGER codings_no_delete ON codings;
DROP INDEX codings_settled;
DROP INDEX codings_in_force;
ALTER TABLE codings RENAME TO codings_of_passages;
CREATE TABLE codings (
    network_id TEXT COLLATE "C" NOT NULL,
    response_id TEXT COLLATE "C" NOT NULL,
    codebook TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    coded_by TEXT COLLATE "C" NOT NULL,
    coded_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id, codebook, code, coded_by),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
INSERT INTO codings (network_id, response_id, codebook, code, coded_by, coded_at)
SELECT network_id, response_id, codebook, code, coded_by, MIN(coded_at)
FROM codings_of_passages
WHERE kind = 'reader' AND taken_back_at IS NULL
GROUP BY network_id, response_id, codebook, code, coded_by;
DROP TABLE codings_of_passages;
