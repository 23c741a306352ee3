DROP TABLE case_assignments;
DROP TABLE hearing_links;
DROP TABLE hearing_assignments;
DROP TABLE entries;
ALTER TABLE responses DROP COLUMN confirmed_at;
ALTER TABLE responses DROP COLUMN confirmed_revision;
ALTER TABLE responses DROP COLUMN recheck_on;
DROP TABLE comments;
