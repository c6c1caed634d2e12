-- What the casting search compares, made by the program from what people answered; its next start fills both tables
-- (`repositories/cinema_search.rs`).

-- Everything that filters compare and everything that decides who may find the profile, in one narrow row: most searches
-- read the rows of all, and other tables between them would make that slow.
CREATE TABLE cinema_profile_search (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    -- A bit a key (`repositories/trait_bits.rs`): eyes, hair, build; types, skills; languages; ethnicities, skin tone.
    looks INTEGER NOT NULL,
    work INTEGER NOT NULL,
    first_languages INTEGER NOT NULL,
    other_languages INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    -- The same of people who show their origins, nothing of others.
    shown_origins INTEGER NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    minor_approved INTEGER NOT NULL CHECK (minor_approved IN (0, 1)),
    member_photo INTEGER NOT NULL CHECK (member_photo IN (0, 1)),
    anonymous_photo INTEGER NOT NULL CHECK (anonymous_photo IN (0, 1)),
    date_of_birth TEXT NOT NULL,
    -- None when typed by hand.
    city_id INTEGER,
    height_cm INTEGER,
    -- Both or neither.
    playing_age_min INTEGER,
    playing_age_max INTEGER,
    years_experience INTEGER,
    visibility TEXT NOT NULL,
    gender TEXT NOT NULL,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    -- Every one between two spaces.
    codes TEXT NOT NULL,
    -- What lists are ordered by: « 0 » and the name where it is shown, « 1 » and the code where it is not.
    member_name TEXT NOT NULL,
    anonymous_name TEXT NOT NULL
) STRICT;
CREATE INDEX cinema_profile_search_by_city ON cinema_profile_search (city_normalised);
CREATE INDEX cinema_profile_search_by_member_name ON cinema_profile_search (member_name, profile_id);
CREATE INDEX cinema_profile_search_by_anonymous_name ON cinema_profile_search (anonymous_name, profile_id);

-- Two normalised texts a CINEMA profile: names and titles of productions included, and only what visitors may find.
CREATE TABLE cinema_profile_texts (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL
) STRICT;

-- The texts hold lower-case letters, digits and single spaces only. The « ascii » tokenizer takes every other
-- character as part of a word, so words here are exactly the program's words.
CREATE VIRTUAL TABLE cinema_profile_fts USING fts5 (
    member_text,
    anonymous_text,
    content = 'cinema_profile_texts',
    content_rowid = 'profile_id',
    tokenize = 'ascii',
    prefix = '1 2 3',
    detail = 'column'
);
-- An erased name leaves the index at once.
INSERT INTO cinema_profile_fts (cinema_profile_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER cinema_profile_texts_inserted AFTER INSERT ON cinema_profile_texts BEGIN
    INSERT INTO cinema_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;
CREATE TRIGGER cinema_profile_texts_deleted AFTER DELETE ON cinema_profile_texts BEGIN
    INSERT INTO cinema_profile_fts (cinema_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
END;
-- Most changes of a profile leave its texts as they are.
CREATE TRIGGER cinema_profile_texts_updated AFTER UPDATE ON cinema_profile_texts
WHEN old.member_text <> new.member_text OR old.anonymous_text <> new.anonymous_text BEGIN
    INSERT INTO cinema_profile_fts (cinema_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
    INSERT INTO cinema_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;
