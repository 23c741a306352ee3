ALTER TABLE reminder_steps
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN invitation_id TYPE TEXT,
    ALTER COLUMN due_on TYPE TEXT,
    ALTER COLUMN outcome TYPE TEXT;
ALTER TABLE networks
    ALTER COLUMN send_from TYPE TEXT,
    ALTER COLUMN send_until TYPE TEXT;
ALTER TABLE coding_rules
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN codebook TYPE TEXT,
    ALTER COLUMN rules TYPE TEXT,
    ALTER COLUMN unit TYPE TEXT,
    ALTER COLUMN written_by TYPE TEXT;
ALTER TABLE theme_summaries
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN round_id TYPE TEXT,
    ALTER COLUMN question TYPE TEXT,
    ALTER COLUMN words TYPE TEXT,
    ALTER COLUMN written_by TYPE TEXT;
ALTER TABLE shared_resource_lists
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN shared_by TYPE TEXT;
ALTER TABLE masked_case_steps
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN response_id TYPE TEXT,
    ALTER COLUMN state TYPE TEXT,
    ALTER COLUMN passages TYPE TEXT,
    ALTER COLUMN note TYPE TEXT,
    ALTER COLUMN changed_by TYPE TEXT;
ALTER TABLE masked_cases
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN response_id TYPE TEXT,
    ALTER COLUMN state TYPE TEXT,
    ALTER COLUMN passages TYPE TEXT,
    ALTER COLUMN note TYPE TEXT,
    ALTER COLUMN changed_by TYPE TEXT;
ALTER TABLE word_lists
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN words TYPE TEXT,
    ALTER COLUMN synonyms TYPE TEXT,
    ALTER COLUMN stop_words TYPE TEXT,
    ALTER COLUMN changed_by TYPE TEXT;
ALTER TABLE earlier_notes
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN note_id TYPE TEXT,
    ALTER COLUMN words TYPE TEXT,
    ALTER COLUMN written_by TYPE TEXT;
ALTER TABLE board_looks
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN round_id TYPE TEXT,
    ALTER COLUMN user_id TYPE TEXT;
ALTER TABLE call_notes
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN id TYPE TEXT,
    ALTER COLUMN invitation_id TYPE TEXT,
    ALTER COLUMN words TYPE TEXT,
    ALTER COLUMN written_by TYPE TEXT,
    ALTER COLUMN mended_by TYPE TEXT;
ALTER TABLE case_assignments
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN response_id TYPE TEXT,
    ALTER COLUMN user_id TYPE TEXT;
ALTER TABLE hearing_links
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN invitation_id TYPE TEXT,
    ALTER COLUMN token_sha256 TYPE TEXT;
ALTER TABLE hearing_assignments
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN invitation_id TYPE TEXT,
    ALTER COLUMN user_id TYPE TEXT;
ALTER TABLE entries
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN id TYPE TEXT,
    ALTER COLUMN sheet_id TYPE TEXT,
    ALTER COLUMN hand TYPE TEXT,
    ALTER COLUMN channel TYPE TEXT,
    ALTER COLUMN entered_by TYPE TEXT,
    ALTER COLUMN fields TYPE TEXT,
    ALTER COLUMN save_key TYPE TEXT;
ALTER TABLE responses
    ALTER COLUMN recheck_on TYPE TEXT;
ALTER TABLE comments
    ALTER COLUMN network_id TYPE TEXT,
    ALTER COLUMN id TYPE TEXT,
    ALTER COLUMN response_id TYPE TEXT,
    ALTER COLUMN question_key TYPE TEXT,
    ALTER COLUMN words TYPE TEXT,
    ALTER COLUMN written_by TYPE TEXT;
DROP TRIGGER theme_summaries_no_truncate ON theme_summaries;
DROP TRIGGER theme_summaries_no_change ON theme_summaries;
DROP TRIGGER coding_rules_no_truncate ON coding_rules;
DROP TRIGGER coding_rules_no_change ON coding_rules;
DROP TRIGGER codings_taken_back_once ON codings;
DROP TRIGGER codings_no_update ON codings;
ALTER TABLE network_code_pairs DROP COLUMN edition;
ALTER TABLE network_codes DROP COLUMN edition;
