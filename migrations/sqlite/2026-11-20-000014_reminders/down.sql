DROP TABLE reminder_steps;
ALTER TABLE rounds DROP COLUMN reminders_since;
ALTER TABLE networks DROP COLUMN send_until;
ALTER TABLE networks DROP COLUMN send_from;
