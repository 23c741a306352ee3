-- An invitation has one sheet, or several where a questionnaire takes many answers of an agency.
CREATE TABLE sheets (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    removed_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, invitation_id, number),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);

-- The fields as typed. `version` counts the saves, so that no save overwrites one it has not seen.
CREATE TABLE drafts (
    network_id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    fields TEXT NOT NULL,
    version INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    -- The version that was submitted last: where it is `version`, nothing is waiting to be sent.
    submitted_version INTEGER,
    save_key TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, sheet_id),
    FOREIGN KEY (network_id, sheet_id) REFERENCES sheets (network_id, id)
);

CREATE TABLE responses (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sheet_id TEXT NOT NULL,
    -- Also reached through the sheet; kept here so that a round's answers are one index away.
    round_id TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    receipt_number TEXT NOT NULL,
    latest_revision INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, sheet_id),
    UNIQUE (network_id, receipt_number),
    FOREIGN KEY (network_id, sheet_id) REFERENCES sheets (network_id, id),
    FOREIGN KEY (network_id, round_id) REFERENCES rounds (network_id, id)
);
CREATE INDEX responses_by_round ON responses (network_id, round_id, id);

CREATE TABLE revisions (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    version_id TEXT NOT NULL,
    document TEXT NOT NULL,
    fields TEXT NOT NULL,
    channel TEXT NOT NULL,
    submitted_by TEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    submit_key TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, response_id, number),
    UNIQUE (network_id, response_id, submit_key),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id),
    FOREIGN KEY (network_id, version_id) REFERENCES questionnaire_versions (network_id, id)
);

CREATE TABLE codings (
    network_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    codebook TEXT NOT NULL,
    code TEXT NOT NULL,
    coded_by TEXT NOT NULL,
    coded_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id, codebook, code, coded_by),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
