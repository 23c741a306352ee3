-- Of two who change the same words, the second is told.
ALTER TABLE network_codes ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE network_code_pairs ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;

-- What readers gave is never changed: taking it back, once, is a mark on it. Versions of rules and editions of summaries
-- are kept for ever too.
CREATE TRIGGER codings_no_update BEFORE UPDATE OF
    network_id, id, response_id, revision, question, span_start, span_end, quote_hash,
    codebook, code, kind, coded_by, coded_at
ON codings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER codings_taken_back_once BEFORE UPDATE ON codings
    FOR EACH ROW WHEN (OLD.taken_back_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_rules_no_change BEFORE UPDATE OR DELETE ON coding_rules
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER coding_rules_no_truncate BEFORE TRUNCATE ON coding_rules
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER theme_summaries_no_change BEFORE UPDATE OR DELETE ON theme_summaries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER theme_summaries_no_truncate BEFORE TRUNCATE ON theme_summaries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Text is compared by its bytes in every table, as SQLite does, whatever language the server speaks.
ALTER TABLE comments
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN response_id TYPE TEXT COLLATE "C",
    ALTER COLUMN question_key TYPE TEXT COLLATE "C",
    ALTER COLUMN words TYPE TEXT COLLATE "C",
    ALTER COLUMN written_by TYPE TEXT COLLATE "C";
ALTER TABLE responses
    ALTER COLUMN recheck_on TYPE TEXT COLLATE "C";
ALTER TABLE entries
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN sheet_id TYPE TEXT COLLATE "C",
    ALTER COLUMN hand TYPE TEXT COLLATE "C",
    ALTER COLUMN channel TYPE TEXT COLLATE "C",
    ALTER COLUMN entered_by TYPE TEXT COLLATE "C",
    ALTER COLUMN fields TYPE TEXT COLLATE "C",
    ALTER COLUMN save_key TYPE TEXT COLLATE "C";
ALTER TABLE hearing_assignments
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN invitation_id TYPE TEXT COLLATE "C",
    ALTER COLUMN user_id TYPE TEXT COLLATE "C";
ALTER TABLE hearing_links
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN invitation_id TYPE TEXT COLLATE "C",
    ALTER COLUMN token_sha256 TYPE TEXT COLLATE "C";
ALTER TABLE case_assignments
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN response_id TYPE TEXT COLLATE "C",
    ALTER COLUMN user_id TYPE TEXT COLLATE "C";
ALTER TABLE call_notes
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN id TYPE TEXT COLLATE "C",
    ALTER COLUMN invitation_id TYPE TEXT COLLATE "C",
    ALTER COLUMN words TYPE TEXT COLLATE "C",
    ALTER COLUMN written_by TYPE TEXT COLLATE "C",
    ALTER COLUMN mended_by TYPE TEXT COLLATE "C";
ALTER TABLE board_looks
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN round_id TYPE TEXT COLLATE "C",
    ALTER COLUMN user_id TYPE TEXT COLLATE "C";
ALTER TABLE earlier_notes
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN note_id TYPE TEXT COLLATE "C",
    ALTER COLUMN words TYPE TEXT COLLATE "C",
    ALTER COLUMN written_by TYPE TEXT COLLATE "C";
ALTER TABLE word_lists
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN words TYPE TEXT COLLATE "C",
    ALTER COLUMN synonyms TYPE TEXT COLLATE "C",
    ALTER COLUMN stop_words TYPE TEXT COLLATE "C",
    ALTER COLUMN changed_by TYPE TEXT COLLATE "C";
ALTER TABLE masked_cases
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN response_id TYPE TEXT COLLATE "C",
    ALTER COLUMN state TYPE TEXT COLLATE "C",
    ALTER COLUMN passages TYPE TEXT COLLATE "C",
    ALTER COLUMN note TYPE TEXT COLLATE "C",
    ALTER COLUMN changed_by TYPE TEXT COLLATE "C";
ALTER TABLE masked_case_steps
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN response_id TYPE TEXT COLLATE "C",
    ALTER COLUMN state TYPE TEXT COLLATE "C",
    ALTER COLUMN passages TYPE TEXT COLLATE "C",
    ALTER COLUMN note TYPE TEXT COLLATE "C",
    ALTER COLUMN changed_by TYPE TEXT COLLATE "C";
ALTER TABLE shared_resource_lists
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN shared_by TYPE TEXT COLLATE "C";
ALTER TABLE theme_summaries
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN round_id TYPE TEXT COLLATE "C",
    ALTER COLUMN question TYPE TEXT COLLATE "C",
    ALTER COLUMN words TYPE TEXT COLLATE "C",
    ALTER COLUMN written_by TYPE TEXT COLLATE "C";
ALTER TABLE coding_rules
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN codebook TYPE TEXT COLLATE "C",
    ALTER COLUMN rules TYPE TEXT COLLATE "C",
    ALTER COLUMN unit TYPE TEXT COLLATE "C",
    ALTER COLUMN written_by TYPE TEXT COLLATE "C";
ALTER TABLE networks
    ALTER COLUMN send_from TYPE TEXT COLLATE "C",
    ALTER COLUMN send_until TYPE TEXT COLLATE "C";
ALTER TABLE reminder_steps
    ALTER COLUMN network_id TYPE TEXT COLLATE "C",
    ALTER COLUMN invitation_id TYPE TEXT COLLATE "C",
    ALTER COLUMN due_on TYPE TEXT COLLATE "C",
    ALTER COLUMN outcome TYPE TEXT COLLATE "C";
