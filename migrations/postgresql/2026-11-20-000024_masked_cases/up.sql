-- What is masked in a case before others than the office see it, and whether the agency that wrote it agrees.
CREATE TABLE masked_cases (
    network_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    -- The revision whose texts the passages lie in: a later one has to be agreed to anew.
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- Places in the texts, as JSON, without their words.
    passages TEXT NOT NULL,
    -- Why it is not to be shown, or how the office heard of the agency's word; empty where nothing was said.
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id),
    FOREIGN KEY (network_id, response_id) REFERENCES responses (network_id, id)
);

-- Every version that a masked case ever had, the present one too.
CREATE TABLE masked_case_steps (
    network_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    passages TEXT NOT NULL,
    note TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (network_id, response_id, version),
    FOREIGN KEY (network_id, response_id) REFERENCES masked_cases (network_id, response_id)
);
CREATE TRIGGER masked_case_steps_no_change BEFORE UPDATE OR DELETE ON masked_case_steps
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER masked_case_steps_no_truncate BEFORE TRUNCATE ON masked_case_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
