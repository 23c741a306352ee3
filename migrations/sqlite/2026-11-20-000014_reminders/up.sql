-- Between which times of a working day mails leave that nobody waits for: HH:MM in the network's zone.
ALTER TABLE networks ADD COLUMN send_from TEXT NOT NULL DEFAULT '09:00';
ALTER TABLE networks ADD COLUMN send_until TEXT NOT NULL DEFAULT '17:00';

-- Steps of the plan whose day was before this are not made up for: the round was paused, or had another plan.
ALTER TABLE rounds ADD COLUMN reminders_since BIGINT;

-- What became of a step of the plan for an agency. The key makes each step one, whichever node takes it; another due
-- date is another plan.
CREATE TABLE reminder_steps (
    network_id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- Days from the due date, negative before it.
    day INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, invitation_id, due_on, day),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);
