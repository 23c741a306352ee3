DROP TABLE invitations;
DROP TABLE rounds;
DROP TABLE questionnaire_versions;
