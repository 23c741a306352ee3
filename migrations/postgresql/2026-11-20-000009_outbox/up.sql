-- Mails that wait, and what became of those that were sent. A row is one mail to one recipient; it outlives the
-- contact, invitation and round it is about, so only the network is a foreign key.
CREATE TABLE outbox (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    id TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    round_id TEXT COLLATE "C",
    invitation_id TEXT COLLATE "C",
    contact_id TEXT COLLATE "C",
    to_name TEXT COLLATE "C" NOT NULL,
    to_address TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    -- With a place holder where the personal link belongs: a copy of the database must open nothing.
    body TEXT COLLATE "C" NOT NULL,
    -- Another secret for the place holder, encrypted under the server's key, until the mail is sent.
    sealed TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    -- 0 where somebody waits for it, 1 where it is one of many.
    priority INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- When a waiting mail is due; when the claim on one that is being sent ends.
    next_attempt_at BIGINT NOT NULL,
    claimed_by TEXT COLLATE "C",
    claimed_at BIGINT,
    message_id TEXT COLLATE "C",
    sent_at BIGINT,
    -- What the server said, as a code, such as `recipient 550`; never an address.
    last_error TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id)
);
-- These two serve the workers, which send for all networks.
CREATE INDEX outbox_due ON outbox (state, priority, next_attempt_at, id);
CREATE INDEX outbox_claimed ON outbox (claimed_at);
CREATE INDEX outbox_by_round ON outbox (network_id, round_id, created_at);
CREATE INDEX outbox_by_invitation ON outbox (network_id, invitation_id, created_at);
CREATE INDEX outbox_by_contact ON outbox (network_id, contact_id);
