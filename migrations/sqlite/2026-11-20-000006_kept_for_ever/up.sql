-- What may never change is kept so by the database itself, whatever a program does.
CREATE TRIGGER questionnaire_versions_no_update BEFORE UPDATE ON questionnaire_versions
BEGIN
    SELECT RAISE(ABORT, 'questionnaire_versions: rows are kept for ever');
END;
CREATE TRIGGER questionnaire_versions_no_delete BEFORE DELETE ON questionnaire_versions
BEGIN
    SELECT RAISE(ABORT, 'questionnaire_versions: rows are kept for ever');
END;
CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions: rows are kept for ever');
END;
CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions: rows are kept for ever');
END;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'audit_log: rows are kept for ever');
END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'audit_log: rows are kept for ever');
END;
