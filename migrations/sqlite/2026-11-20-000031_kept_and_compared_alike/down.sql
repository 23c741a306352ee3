DROP TRIGGER theme_summaries_no_delete;
DROP TRIGGER theme_summaries_no_update;
DROP TRIGGER coding_rules_no_delete;
DROP TRIGGER coding_rules_no_update;
DROP TRIGGER codings_taken_back_once;
DROP TRIGGER codings_no_update;
ALTER TABLE network_code_pairs DROP COLUMN edition;
ALTER TABLE network_codes DROP COLUMN edition;
