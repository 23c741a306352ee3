-- Letters go to an address. `version` counts the changes of an agency and of its contacts, so that
-- nobody overwrites what they have not seen.
ALTER TABLE agencies ADD COLUMN postal_code TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN address TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE agencies ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- The first by position is the one who is written to. A removed contact stays: mails speak of it.
ALTER TABLE contacts ADD COLUMN post TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contacts ADD COLUMN undeliverable_at BIGINT;
ALTER TABLE contacts ADD COLUMN undeliverable_reason TEXT COLLATE "C";
ALTER TABLE contacts ADD COLUMN removed_at BIGINT;

-- Kinds of agencies that a network adds to the shipped ones. A code is for ever: a kind is retired.
CREATE TABLE network_agency_kinds (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    code TEXT COLLATE "C" NOT NULL,
    label TEXT COLLATE "C" NOT NULL,
    broad_group TEXT COLLATE "C" NOT NULL,
    retired_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, code)
);

-- What was read of an uploaded register, until somebody says that it is right or the time is over.
CREATE TABLE register_imports (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    id TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    -- The rows as JSON.
    content TEXT COLLATE "C" NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id)
);
CREATE INDEX register_imports_by_expiry ON register_imports (expires_at);
