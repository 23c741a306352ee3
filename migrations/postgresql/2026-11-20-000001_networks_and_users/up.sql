-- A network is one municipality's circle of agencies: every row below it belongs to one.
-- Times are microseconds since 1970 in UTC (BIGINT), dates are YYYY-MM-DD, ids are UUIDv7 as text.
-- COLLATE "C" orders text by its bytes, as SQLite does, wherever the database was made.
CREATE TABLE networks (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    municipality TEXT COLLATE "C" NOT NULL,
    department TEXT COLLATE "C" NOT NULL,
    officer_name TEXT COLLATE "C" NOT NULL,
    telephone TEXT COLLATE "C" NOT NULL,
    mail TEXT COLLATE "C" NOT NULL,
    office_hours TEXT COLLATE "C" NOT NULL,
    time_zone TEXT COLLATE "C" NOT NULL,
    disclosure_k_inside INTEGER NOT NULL,
    disclosure_k_public INTEGER NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    mail TEXT COLLATE "C" NOT NULL UNIQUE,
    display_name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until BIGINT,
    deactivated_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id);

-- Only the SHA-256 of a session's token is kept: a copy of the database signs nobody in.
CREATE TABLE sessions (
    token_sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    csrf_secret TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
