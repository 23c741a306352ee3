CREATE TABLE agencies (
    network_id TEXT NOT NULL REFERENCES networks (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The reading in kana, kept so that both databases sort Japanese names alike.
    kana TEXT NOT NULL,
    kind TEXT NOT NULL,
    municipality TEXT NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id)
);
CREATE INDEX agencies_by_kana ON agencies (network_id, kana, id);

CREATE TABLE contacts (
    network_id TEXT NOT NULL,
    id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    mail TEXT,
    telephone TEXT,
    fax TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, agency_id) REFERENCES agencies (network_id, id)
);
CREATE INDEX contacts_by_agency ON contacts (network_id, agency_id);
