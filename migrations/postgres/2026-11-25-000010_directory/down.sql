-- The old table is filled from the new ones.
DELETE FROM reference_loads WHERE list = 'directory';
DROP INDEX main_profile_search_by_country, main_profile_search_by_city, main_profile_search_by_photo,
    main_profile_search_by_language;
ALTER TABLE main_profile_search RENAME TO searched;
ALTER TABLE searched RENAME CONSTRAINT main_profile_search_pkey TO searched_pkey;
ALTER TABLE main_profile_texts RENAME TO texts;

-- What the directory searches: two normalised texts a main profile (names included, and only what visitors may
-- find) and the values of its filters, beside each other so that one index gives a page in order.
CREATE TABLE main_profile_search (
    profile_id BIGINT NOT NULL PRIMARY KEY REFERENCES main_profiles (id) ON DELETE CASCADE,
    residence_country TEXT NOT NULL,
    city_normalised TEXT NOT NULL,
    gender TEXT NOT NULL,
    member_text TEXT NOT NULL,
    anonymous_text TEXT NOT NULL
);
CREATE INDEX main_profile_search_by_country ON main_profile_search (residence_country, profile_id);
CREATE INDEX main_profile_search_by_city ON main_profile_search (residence_country, city_normalised, profile_id);
CREATE INDEX main_profile_search_by_gender ON main_profile_search (gender, profile_id);

-- The texts hold lower-case letters, digits and single spaces only. They are cut at the spaces instead of by
-- to_tsvector('simple'), whose parser would make words of its own (numbers, addresses), other than SQLite's.
CREATE INDEX main_profile_search_member_words ON main_profile_search
    USING gin (array_to_tsvector(string_to_array(member_text, ' ')));
CREATE INDEX main_profile_search_anonymous_words ON main_profile_search
    USING gin (array_to_tsvector(string_to_array(anonymous_text, ' ')));

INSERT INTO main_profile_search
SELECT profile_id, residence_country, city_normalised, gender, member_text, anonymous_text
FROM searched JOIN texts USING (profile_id);
DROP TABLE texts;
DROP TABLE searched;
