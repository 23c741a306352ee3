DROP TABLE theme_summaries;
DROP TABLE shared_resource_lists;
