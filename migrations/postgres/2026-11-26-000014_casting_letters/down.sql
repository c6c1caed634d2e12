ALTER TABLE cinema_profile_search DROP COLUMN member_letters;
ALTER TABLE cinema_profile_search DROP COLUMN anonymous_letters;
