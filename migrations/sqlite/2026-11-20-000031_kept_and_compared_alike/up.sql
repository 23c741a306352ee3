-- Of two who change the same words, the second is told.
ALTER TABLE network_codes ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE network_code_pairs ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;

-- What readers gave is never changed: taking it back, once, is a mark on it. Versions of rules and editions of summaries
-- are kept for ever too.
CREATE TRIGGER codings_no_update BEFORE UPDATE OF
    network_id, id, response_id, revision, question, span_start, span_end, quote_hash,
    codebook, code, kind, coded_by, coded_at
ON codings
BEGIN
    SELECT RAISE(ABORT, 'codings: rows are kept for ever');
END;
CREATE TRIGGER codings_taken_back_once BEFORE UPDATE ON codings WHEN OLD.taken_back_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'codings: rows are kept for ever');
END;
CREATE TRIGGER coding_rules_no_update BEFORE UPDATE ON coding_rules
BEGIN
    SELECT RAISE(ABORT, 'coding_rules: rows are kept for ever');
END;
CREATE TRIGGER coding_rules_no_delete BEFORE DELETE ON coding_rules
BEGIN
    SELECT RAISE(ABORT, 'coding_rules: rows are kept for ever');
END;
CREATE TRIGGER theme_summaries_no_update BEFORE UPDATE ON theme_summaries
BEGIN
    SELECT RAISE(ABORT, 'theme_summaries: rows are kept for ever');
END;
CREATE TRIGGER theme_summaries_no_delete BEFORE DELETE ON theme_summaries
BEGIN
    SELECT RAISE(ABORT, 'theme_summaries: rows are kept for ever');
END;
