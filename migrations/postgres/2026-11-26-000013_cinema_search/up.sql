-- What the casting search compares, made by the program from what people answered; its next start fills both tables
-- (`repositories/cinema_search.rs`).

-- Everything that filters compare and everything that decides who may find the profile, in one narrow row: most searches
-- read the rows of all, and other tables between them would make that slow.
CREATE TABLE cinema_profile_search (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    person_id BIGINT NOT NULL,
    -- A bit a key (`repositories/trait_bits.rs`): eyes, hair, build; types, skills; languages; ethnicities, skin tone.
    looks BIGINT NOT NULL,
    work BIGINT NOT NULL,
    first_languages BIGINT NOT NULL,
    other_languages BIGINT NOT NULL,
    origins BIGINT NOT NULL,
    -- The same of people who show their origins, nothing of others.
    shown_origins BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    minor_approved BOOLEAN NOT NULL,
    member_photo BOOLEAN NOT NULL,
    anonymous_photo BOOLEAN NOT NULL,
    date_of_birth DATE NOT NULL,
    -- None when typed by hand.
    city_id BIGINT,
    height_cm BIGINT,
    -- Both or neither.
    playing_age_min BIGINT,
    playing_age_max BIGINT,
    years_experience BIGINT,
    visibility TEXT NOT NULL,
    gender TEXT NOT NULL,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    -- Every one between two spaces.
    codes TEXT NOT NULL,
    -- What lists are ordered by: « 0 » and the name where it is shown, « 1 » and the code where it is not.
    member_name TEXT COLLATE "C" NOT NULL,
    anonymous_name TEXT COLLATE "C" NOT NULL
);
CREATE INDEX cinema_profile_search_by_city ON cinema_profile_search (city_normalised);
CREATE INDEX cinema_profile_search_by_member_name ON cinema_profile_search (member_name, profile_id);
CREATE INDEX cinema_profile_search_by_anonymous_name ON cinema_profile_search (anonymous_name, profile_id);

-- Two normalised texts a CINEMA profile: names and titles of productions included, and only what visitors may find. Cut
-- at their spaces as in `main_profile_texts`, and for the same reasons.
CREATE TABLE cinema_profile_texts (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL,
    member_words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(member_text, ' '))) STORED,
    anonymous_words TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(anonymous_text, ' '))) STORED
);
CREATE INDEX cinema_profile_texts_member_words ON cinema_profile_texts USING gin (member_words);
CREATE INDEX cinema_profile_texts_anonymous_words ON cinema_profile_texts USING gin (anonymous_words);
