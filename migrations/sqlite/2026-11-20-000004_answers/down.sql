DROP TABLE codings;
DROP TABLE revisions;
DROP TABLE responses;
DROP TABLE drafts;
DROP TABLE sheets;
