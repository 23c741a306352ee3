CREATE TABLE questionnaire_versions (
    network_id TEXT NOT NULL REFERENCES networks (id),
    id TEXT NOT NULL,
    questionnaire_key TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- The resolved definition as JSON, with its code lists written out.
    definition TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, questionnaire_key, number)
);

CREATE TABLE rounds (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version_id TEXT NOT NULL,
    title TEXT NOT NULL,
    period_text TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    fiscal_year INTEGER,
    opens_on TEXT,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Who answers the telephone for this round, where it is not the network's officer.
    officer_name TEXT,
    officer_telephone TEXT,
    officer_mail TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, version_id) REFERENCES questionnaire_versions (network_id, id)
);
CREATE INDEX rounds_by_version ON rounds (network_id, version_id);

CREATE TABLE invitations (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    -- Counts up when a link is issued anew, which kills the old one.
    issue_number INTEGER NOT NULL,
    token_sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    declined_reason TEXT,
    first_action_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, round_id, agency_id),
    FOREIGN KEY (network_id, round_id) REFERENCES rounds (network_id, id),
    FOREIGN KEY (network_id, agency_id) REFERENCES agencies (network_id, id)
);
-- Looked up by the token alone; network_id is in it so that the table can be partitioned.
CREATE UNIQUE INDEX invitations_by_token ON invitations (token_sha256, network_id);
CREATE INDEX invitations_by_agency ON invitations (network_id, agency_id);
