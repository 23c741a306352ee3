DROP TABLE masked_case_steps;
DROP TABLE masked_cases;
