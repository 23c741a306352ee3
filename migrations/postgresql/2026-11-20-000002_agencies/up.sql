CREATE TABLE agencies (
    network_id TEXT COLLATE "C" NOT NULL REFERENCES networks (id),
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    -- The reading in kana, kept so that both databases sort Japanese names alike.
    kana TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    municipality TEXT COLLATE "C" NOT NULL,
    archived_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id)
);
CREATE INDEX agencies_by_kana ON agencies (network_id, kana, id);

CREATE TABLE contacts (
    network_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    mail TEXT COLLATE "C",
    telephone TEXT COLLATE "C",
    fax TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, id),
    FOREIGN KEY (network_id, agency_id) REFERENCES agencies (network_id, id)
);
CREATE INDEX contacts_by_agency ON contacts (network_id, agency_id);
