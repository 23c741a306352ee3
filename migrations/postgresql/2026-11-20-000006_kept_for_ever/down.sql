DROP TRIGGER questionnaire_versions_no_change ON questionnaire_versions;
DROP TRIGGER questionnaire_versions_no_truncate ON questionnaire_versions;
DROP TRIGGER revisions_no_change ON revisions;
DROP TRIGGER revisions_no_truncate ON revisions;
DROP TRIGGER audit_log_no_change ON audit_log;
DROP TRIGGER audit_log_no_truncate ON audit_log;
DROP FUNCTION refuse_change();
