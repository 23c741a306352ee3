ALTER TABLE networks DROP COLUMN region_code;
