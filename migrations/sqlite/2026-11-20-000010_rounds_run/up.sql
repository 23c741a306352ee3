-- Counts the changes of a round, so that two officers do not undo each other's work unseen.
ALTER TABLE rounds ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rounds ADD COLUMN late_due_on TEXT;
ALTER TABLE rounds ADD COLUMN paused_at BIGINT;
ALTER TABLE rounds ADD COLUMN archived_at BIGINT;
ALTER TABLE rounds ADD COLUMN document_number TEXT;
ALTER TABLE rounds ADD COLUMN mail_subject TEXT;
ALTER TABLE rounds ADD COLUMN mail_text TEXT;
ALTER TABLE rounds ADD COLUMN meeting TEXT;
ALTER TABLE rounds ADD COLUMN emergency TEXT;
-- Days from the due date as a JSON list, negative before it; NULL until somebody has decided.
ALTER TABLE rounds ADD COLUMN reminder_days TEXT;
-- The round that this one was copied from; no foreign key, since a draft may be deleted after.
ALTER TABLE rounds ADD COLUMN copied_from TEXT;

-- The agencies chosen for a round that is being prepared; opening it turns them into invitations.
CREATE TABLE round_agencies (
    network_id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    PRIMARY KEY (network_id, round_id, agency_id),
    FOREIGN KEY (network_id, round_id) REFERENCES rounds (network_id, id),
    FOREIGN KEY (network_id, agency_id) REFERENCES agencies (network_id, id)
);
CREATE INDEX round_agencies_by_agency ON round_agencies (network_id, agency_id);
