-- The second factor of a person who signs in: the secret that is in use and one that is being set up, each encrypted
-- under the server's key, and the last 30-second step whose code was taken (a code works once).
ALTER TABLE users ADD COLUMN totp_secret TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN totp_pending TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN totp_step BIGINT;
ALTER TABLE users ADD COLUMN last_sign_in_at BIGINT;

-- A person who leaves one network may go on in another.
ALTER TABLE memberships ADD COLUMN deactivated_at BIGINT;

-- A session in which the password was right and the second factor is still asked for opens nothing.
ALTER TABLE sessions ADD COLUMN stage TEXT COLLATE "C" NOT NULL DEFAULT 'open';

-- Only hashes: a copy of the database signs nobody in. A code that was used is gone.
CREATE TABLE recovery_codes (
    user_id TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    code_sha256 TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, code_sha256)
);

-- A person has at most one code to set a new password or to take the second factor off: a new one ends the last.
CREATE TABLE access_codes (
    user_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES users (id),
    code_sha256 TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_codes_by_code ON access_codes (code_sha256);

-- People who were asked to take part in a network and have not come yet.
CREATE TABLE user_invitations (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    id TEXT COLLATE "C" NOT NULL,
    mail TEXT COLLATE "C" NOT NULL,
    display_name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    code_sha256 TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, mail)
);
CREATE INDEX user_invitations_by_code ON user_invitations (code_sha256);
CREATE INDEX audit_log_by_actor ON audit_log (network_id, actor, at, id);
