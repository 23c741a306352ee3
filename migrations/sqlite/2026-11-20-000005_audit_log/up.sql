-- No foreign keys: the log outlives what it speaks of.
CREATE TABLE audit_log (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (network_id, id)
);
CREATE INDEX audit_log_by_time ON audit_log (network_id, at, id);
CREATE INDEX audit_log_by_subject ON audit_log (network_id, subject_type, subject_id);
