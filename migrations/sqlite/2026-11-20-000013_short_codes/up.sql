-- Codes printed in letters, for those who cannot follow a link: kept only as a hash under the server's key.
CREATE TABLE short_codes (
    network_id TEXT NOT NULL,
    invitation_id TEXT NOT NULL,
    -- The issue of the link that the code leads to: a link that is issued anew takes its code along.
    issue_number INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, invitation_id, issue_number),
    FOREIGN KEY (network_id, invitation_id) REFERENCES invitations (network_id, id)
);
-- Looked up by the code alone. Not unique: where two invitations come by the same code, it opens neither.
CREATE INDEX short_codes_by_code ON short_codes (code_hash, network_id);
