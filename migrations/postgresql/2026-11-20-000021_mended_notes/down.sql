DROP TABLE earlier_notes;
ALTER TABLE call_notes DROP COLUMN mended_at;
ALTER TABLE call_notes DROP COLUMN mended_by;
ALTER TABLE call_notes DROP COLUMN edition;
