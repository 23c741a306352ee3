DROP TABLE coding_rules;
