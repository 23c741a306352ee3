-- What the office asks an agency to look at again, and what an agency says to a hearing.
CREATE TABLE comments (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    -- The revision that it speaks of.
    revision INTEGER NOT NULL,
    -- Empty where it speaks of the whole answer.
    question_key TEXT NOT NULL,
    words TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    settled_at BIGINT,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
CREATE INDEX comments_by_response ON comments (network_id, response_id);

-- Until when the agency is asked to look again; the revision of a hearing that the agency has confirmed.
ALTER TABLE responses ADD COLUMN recheck_on TEXT;
ALTER TABLE responses ADD COLUMN confirmed_revision INTEGER;
ALTER TABLE responses ADD COLUMN confirmed_at BIGINT;

-- What the office types in for an agency: apart from the agency's own draft, which it never touches.
CREATE TABLE entries (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    -- `first`, or `second` for the same paper typed again by another person.
    hand TEXT NOT NULL,
    channel TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES users (id),
    -- The revision that it corrects; 0 where it is the first answer.
    base_revision INTEGER NOT NULL,
    fields TEXT NOT NULL,
    version INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    save_key TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    -- When it was handed in or given up; kept even then.
    closed_at BIGINT,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, sheet_id) REFERENCES sheets (network_id, id)
);
CREATE UNIQUE INDEX entries_open ON entries (network_id, sheet_id, hand) WHERE closed_at IS NULL;

-- Which interviewer holds the hearing of which agency.
CREATE TABLE hearing_assignments (
    network_id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, invitation_id, user_id),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);
CREATE INDEX hearing_assignments_by_user ON hearing_assignments (network_id, user_id);

-- The link of an interviewer who has no account: of the same kind as the agency's, and never the same.
CREATE TABLE hearing_links (
    network_id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    issue_number INTEGER NOT NULL,
    token_sha256 TEXT NOT NULL,
    revoked_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, invitation_id),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);
CREATE UNIQUE INDEX hearing_links_by_token ON hearing_links (token_sha256, network_id);

-- The cases that a reader is given.
CREATE TABLE case_assignments (
    network_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id, user_id),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
CREATE INDEX case_assignments_by_user ON case_assignments (network_id, user_id);
