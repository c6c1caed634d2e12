-- The old table is filled by the older program's next start.
DELETE FROM reference_loads WHERE list = 'directory';
DROP TRIGGER main_profile_search_updated;
DROP TRIGGER main_profile_search_deleted;
DROP TRIGGER main_profile_search_inserted;
DROP TABLE main_profile_facets;
DROP TABLE main_profile_search;

-- Everything that filters compare and everything that decides who may find the profile, in one narrow row: a search
-- that fits few people reads the rows of all, and long texts or other tables between them would make that slow.
CREATE TABLE main_profile_search (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    visibility TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    minor_approved INTEGER NOT NULL CHECK (minor_approved IN (0, 1)),
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    gender TEXT NOT NULL,
    availability TEXT NOT NULL,
    work_mode TEXT NOT NULL,
    -- Each key between two spaces.
    languages TEXT NOT NULL,
    years_experience INTEGER,
    member_photo INTEGER NOT NULL CHECK (member_photo IN (0, 1)),
    anonymous_photo INTEGER NOT NULL CHECK (anonymous_photo IN (0, 1))
) STRICT;
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_photo ON main_profile_search (profile_id) WHERE member_photo;
