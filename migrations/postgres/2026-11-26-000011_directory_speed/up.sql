-- Filters read an index of words instead of everybody's row; the program's next start fills the table
-- (`repositories/search.rs`).
DROP TABLE main_profile_search;

-- Who may find the profile, and what filters compare by size or with what is typed, in one narrow row.
CREATE TABLE main_profile_search (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    visibility TEXT NOT NULL,
    date_of_birth DATE NOT NULL,
    minor_approved BOOLEAN NOT NULL,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    years_experience BIGINT,
    member_photo BOOLEAN NOT NULL,
    anonymous_photo BOOLEAN NOT NULL,
    -- Everything filters compare whole, as words (`repositories/search_facets.rs`).
    facets TEXT NOT NULL
);
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_photo ON main_profile_search (profile_id) WHERE member_photo;
-- As a list, so that the statistics know which words are rare.
CREATE INDEX main_profile_search_by_facets ON main_profile_search USING gin (string_to_array(facets, ' '));
