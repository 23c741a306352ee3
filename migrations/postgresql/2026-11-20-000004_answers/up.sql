-- An invitation has one sheet, or several where a questionnaire takes many answers of an agency.
CREATE TABLE sheets (
    network_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    invitation_id TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    removed_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, invitation_id, number),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);

-- The fields as typed. `version` counts the saves, so that no save overwrites one it has not seen.
CREATE TABLE drafts (
    network_id TEXT COLLATE "C" NOT NULL,
    sheet_id TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    base_version INTEGER NOT NULL,
    -- The version that was submitted last: where it is `version`, nothing is waiting to be sent.
    submitted_version INTEGER,
    save_key TEXT COLLATE "C" NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, sheet_id),
    FOREIGN KEY (network_id, sheet_id) REFERENCES sheets (network_id, id)
);

CREATE TABLE responses (
    network_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    sheet_id TEXT COLLATE "C" NOT NULL,
    -- Also reached through the sheet; kept here so that a round's answers are one index away.
    round_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    state_reason TEXT COLLATE "C",
    receipt_number TEXT COLLATE "C" NOT NULL,
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
    network_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    response_id TEXT COLLATE "C" NOT NULL,
    number INTEGER NOT NULL,
    version_id TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    submitted_by TEXT COLLATE "C" NOT NULL,
    submitted_at BIGINT NOT NULL,
    submit_key TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, response_id, number),
    UNIQUE (network_id, response_id, submit_key),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id),
    FOREIGN KEY (network_id, version_id) REFERENCES questionnaire_versions (network_id, id)
);

CREATE TABLE codings (
    network_id TEXT COLLATE "C" NOT NULL,
    response_id TEXT COLLATE "C" NOT NULL,
    codebook TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    coded_by TEXT COLLATE "C" NOT NULL,
    coded_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id, codebook, code, coded_by),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);
