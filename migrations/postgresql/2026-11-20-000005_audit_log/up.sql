-- No foreign keys: the log outlives what it speaks of.
CREATE TABLE audit_log (
    network_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject_type TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    details TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (network_id, id)
);
CREATE INDEX audit_log_by_time ON audit_log (network_id, at, id);
CREATE INDEX audit_log_by_subject ON audit_log (network_id, subject_type, subject_id);
