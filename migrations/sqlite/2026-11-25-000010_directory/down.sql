-- The old table is filled from the new ones.
DELETE FROM reference_loads WHERE list = 'directory';
DROP TRIGGER main_profile_texts_updated;
DROP TRIGGER main_profile_texts_deleted;
DROP TRIGGER main_profile_texts_inserted;
DROP TABLE main_profile_fts;
DROP INDEX main_profile_search_by_country;
DROP INDEX main_profile_search_by_city;
DROP INDEX main_profile_search_by_photo;
ALTER TABLE main_profile_search RENAME TO searched;
ALTER TABLE main_profile_texts RENAME TO texts;

-- What the directory searches: two normalised texts a main profile (names included, and only what visitors may
-- find) and the values of its filters, beside each other so that one index gives a page in order.
CREATE TABLE main_profile_search (
    profile_id INTEGER NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    gender TEXT NOT NULL,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL
) STRICT;
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_gender ON main_profile_search (gender, profile_id);

-- The texts hold lower-case letters, digits and single spaces only. The « ascii » tokenizer takes every other
-- character as part of a word, so words here are exactly the program's words.
CREATE VIRTUAL TABLE main_profile_fts USING fts5 (
    member_text,
    anonymous_text,
    content = 'main_profile_search',
    content_rowid = 'profile_id',
    tokenize = 'ascii',
    prefix = '1 2 3',
    detail = 'column'
);
-- An erased name leaves the index at once.
INSERT INTO main_profile_fts (main_profile_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER main_profile_search_inserted AFTER INSERT ON main_profile_search BEGIN
    INSERT INTO main_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;
CREATE TRIGGER main_profile_search_deleted AFTER DELETE ON main_profile_search BEGIN
    INSERT INTO main_profile_fts (main_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
END;
CREATE TRIGGER main_profile_search_updated AFTER UPDATE OF member_text, anonymous_text ON main_profile_search BEGIN
    INSERT INTO main_profile_fts (main_profile_fts, rowid, member_text, anonymous_text)
    VALUES ('delete', old.profile_id, old.member_text, old.anonymous_text);
    INSERT INTO main_profile_fts (rowid, member_text, anonymous_text)
    VALUES (new.profile_id, new.member_text, new.anonymous_text);
END;

INSERT INTO main_profile_search
SELECT profile_id, residence_country, city_normalised, gender, member_text, anonymous_text
FROM searched JOIN texts USING (profile_id);
DROP TABLE texts;
DROP TABLE searched;
