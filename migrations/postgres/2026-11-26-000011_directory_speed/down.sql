-- The old table is filled by the older program's next start.
DELETE FROM reference_loads WHERE list = 'directory';
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
