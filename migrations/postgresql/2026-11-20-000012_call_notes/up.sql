-- What was said on the telephone with an agency about a round, or on another way beside its answers.
CREATE TABLE call_notes (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    words TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);
CREATE INDEX call_notes_by_invitation ON call_notes (network_id, invitation_id);

-- When a person last looked at the board of a round, and at which time the visit before that ended.
CREATE TABLE board_looks (
    network_id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    looked_at BIGINT NOT NULL,
    before_at BIGINT,
    PRIMARY KEY (network_id, round_id, user_id),
    FOREIGN KEY (network_id, round_id) REFERENCES rounds (network_id, id) ON DELETE CASCADE
);
