DROP TRIGGER main_profile_search_updated;
DROP TRIGGER main_profile_search_deleted;
DROP TRIGGER main_profile_search_inserted;
DROP TABLE main_profile_fts;
DROP TABLE main_profile_search;
