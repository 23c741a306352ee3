DROP TRIGGER questionnaire_versions_no_update;
DROP TRIGGER questionnaire_versions_no_delete;
DROP TRIGGER revisions_no_update;
DROP TRIGGER revisions_no_delete;
DROP TRIGGER audit_log_no_update;
DROP TRIGGER audit_log_no_delete;
