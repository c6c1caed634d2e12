-- Filters read an index of words instead of everybody's row; the program's next start fills the table
-- (`repositories/search.rs`).
DROP TABLE main_profile_search;

-- Who may find the profile, and what filters compare by size or with what is typed, in one narrow row.
CREATE TABLE main_profile_search (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    visibility TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    minor_approved INTEGER NOT NULL CHECK (minor_approved IN (0, 1)),
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    years_experience INTEGER,
    member_photo INTEGER NOT NULL CHECK (member_photo IN (0, 1)),
    anonymous_photo INTEGER NOT NULL CHECK (anonymous_photo IN (0, 1)),
    -- Everything filters compare whole, as words (`repositories/search_facets.rs`).
    facets TEXT NOT NULL
) STRICT;
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_photo ON main_profile_search (profile_id) WHERE member_photo;

-- Of each word only the profiles that have it are kept: three bytes a word and person.
CREATE VIRTUAL TABLE main_profile_facets USING fts5 (
    facets,
    content = 'main_profile_search',
    content_rowid = 'profile_id',
    tokenize = "ascii tokenchars '_'",
    detail = 'none',
    columnsize = 0
);
-- What somebody no longer says leaves the index at once.
INSERT INTO main_profile_facets (main_profile_facets, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER main_profile_search_inserted AFTER INSERT ON main_profile_search BEGIN
    INSERT INTO main_profile_facets (rowid, facets) VALUES (new.profile_id, new.facets);
END;
CREATE TRIGGER main_profile_search_deleted AFTER DELETE ON main_profile_search BEGIN
    INSERT INTO main_profile_facets (main_profile_facets, rowid, facets)
    VALUES ('delete', old.profile_id, old.facets);
END;
CREATE TRIGGER main_profile_search_updated AFTER UPDATE ON main_profile_search WHEN old.facets <> new.facets BEGIN
    INSERT INTO main_profile_facets (main_profile_facets, rowid, facets)
    VALUES ('delete', old.profile_id, old.facets);
    INSERT INTO main_profile_facets (rowid, facets) VALUES (new.profile_id, new.facets);
END;
