-- A network is one municipality's circle of agencies: every row below it belongs to one.
-- Times are microseconds since 1970 in UTC (BIGINT), dates are YYYY-MM-DD, ids are UUIDv7 as text.
CREATE TABLE networks (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    municipality TEXT NOT NULL,
    department TEXT NOT NULL,
    officer_name TEXT NOT NULL,
    telephone TEXT NOT NULL,
    mail TEXT NOT NULL,
    office_hours TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    disclosure_k_inside INTEGER NOT NULL,
    disclosure_k_public INTEGER NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    mail TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until BIGINT,
    deactivated_at BIGINT,
    created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
    network_id TEXT NOT NULL REFERENCES networks (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id);

-- Only the SHA-256 of a session's token is kept: a copy of the database signs nobody in.
CREATE TABLE sessions (
    token_sha256 TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    csrf_secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
