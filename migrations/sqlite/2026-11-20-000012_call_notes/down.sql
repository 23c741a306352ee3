DROP TABLE board_looks;
DROP TABLE call_notes;
