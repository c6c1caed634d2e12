-- What the directory searches, made by the program from what people answered; its next start fills both tables
-- (`repositories/search.rs`).
DROP TABLE main_profile_search;

-- Everything that filters compare and everything that decides who may find the profile, in one narrow row: a search
-- that fits few people reads the rows of all, and long texts or other tables between them would make that slow.
CREATE TABLE main_profile_search (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    visibility TEXT NOT NULL,
    date_of_birth DATE NOT NULL,
    minor_approved BOOLEAN NOT NULL,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    gender TEXT NOT NULL,
    availability TEXT NOT NULL,
    work_mode TEXT NOT NULL,
    -- Each key between two spaces.
    languages TEXT NOT NULL,
    years_experience BIGINT,
    member_photo BOOLEAN NOT NULL,
    anonymous_photo BOOLEAN NOT NULL
);
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_photo ON main_profile_search (profile_id) WHERE member_photo;
-- As a list, so that the statistics know which languages are rare.
CREATE INDEX main_profile_search_by_language ON main_profile_search USING gin (string_to_array(languages, ' '));

-- Two normalised texts a main profile: names included, and only what visitors may find. They hold lower-case letters,
-- digits and single spaces only, and are cut at the spaces instead of by to_tsvector('simple'), whose parser would make
-- words of its own (numbers, addresses), other than SQLite's. The cut texts are kept: to cut them while searching costs
-- a hundred times what comparing them does.
CREATE TABLE main_profile_texts (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL,
    member_words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(member_text, ' '))) STORED,
    anonymous_words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(anonymous_text, ' '))) STORED
);
CREATE INDEX main_profile_texts_member_words ON main_profile_texts USING gin (member_words);
CREATE INDEX main_profile_texts_anonymous_words ON main_profile_texts USING gin (anonymous_words);
