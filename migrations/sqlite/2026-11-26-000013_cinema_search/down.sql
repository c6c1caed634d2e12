DELETE FROM reference_loads WHERE list = 'casting';
DROP TRIGGER cinema_profile_texts_updated;
DROP TRIGGER cinema_profile_texts_deleted;
DROP TRIGGER cinema_profile_texts_inserted;
DROP TABLE cinema_profile_fts;
DROP TABLE cinema_profile_texts;
DROP TABLE cinema_profile_search;
