-- A note of a call can be mended; what stood before is kept for ever.
ALTER TABLE call_notes ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call_notes ADD COLUMN mended_by TEXT;
ALTER TABLE call_notes ADD COLUMN mended_at BIGINT;

CREATE TABLE earlier_notes (
    network_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    edition INTEGER NOT NULL,
    words TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, note_id, edition),
    FOREIGN KEY (network_id, note_id) REFERENCES call_notes (network_id, id)
);
CREATE TRIGGER earlier_notes_no_update BEFORE UPDATE ON earlier_notes
BEGIN
    SELECT RAISE(ABORT, 'earlier_notes: rows are kept for ever');
END;
CREATE TRIGGER earlier_notes_no_delete BEFORE DELETE ON earlier_notes
BEGIN
    SELECT RAISE(ABORT, 'earlier_notes: rows are kept for ever');
END;
