DROP INDEX unique_codes_by_beginning;
DROP TABLE main_profile_search;
