DELETE FROM reference_loads WHERE list = 'casting';
DROP TABLE cinema_profile_texts;
DROP TABLE cinema_profile_search;
