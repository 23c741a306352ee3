DROP TABLE contacts;
DROP TABLE agencies;
