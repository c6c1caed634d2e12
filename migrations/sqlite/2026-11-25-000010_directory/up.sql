-- What the directory searches, made by the program from what people answered; its next start fills both tables
-- (`repositories/search.rs`).
DROP TRIGGER main_profile_search_updated;
DROP TRIGGER main_profile_search_deleted;
DROP TRIGGER main_profile_search_inserted;
DROP TABLE main_profile_fts;
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

-- Two normalised texts a main profile: names included, and only what visitors may find.
CREATE TABLE main_profile_texts (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL
) STRICT;

-- The texts hold lower-case letters, digits and single spaces only. The « ascii » tokenizer takes every other
-- character as part of a word, so words here are exactly the program's words.
CREATE VIRTUAL TABLE main_profile_fts USING fts5 (
    member_text,
    anonymous_text,
    content = 'main_profile_texts',
    content_rowid = 'profile_id',
    tokenize = 'ascii',
    prefix = '1 2 3',
    detail = 'column'
);
-- An erased name leaves the index at once.
INSERT INTO main_profile_fts (main_profile_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER main_profile_texts_inserted AFTER INSERT ON main_profile_texts BEGIN
    INSERT INTO main_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;
CREATE TRIGGER main_profile_texts_deleted AFTER DELETE ON main_profile_texts BEGIN
    INSERT INTO main_profile_fts (main_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
END;
-- Most changes of a profile leave its texts as they are.
CREATE TRIGGER main_profile_texts_updated AFTER UPDATE ON main_profile_texts
WHEN old.member_text <> new.member_text OR old.anonymous_text <> new.anonymous_text BEGIN
    INSERT INTO main_profile_fts (main_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
    INSERT INTO main_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;
