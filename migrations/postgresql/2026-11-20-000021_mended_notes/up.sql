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
CREATE TRIGGER earlier_notes_no_change BEFORE UPDATE OR DELETE ON earlier_notes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER earlier_notes_no_truncate BEFORE TRUNCATE ON earlier_notes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
