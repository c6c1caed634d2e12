-- What people answer for film. Fields that the main form asks too stand in `people` and its tables.
ALTER TABLE cinema_profiles ADD COLUMN id_document_type TEXT
    CHECK (id_document_type IN ('passport', 'national_id', 'residence_card'));
ALTER TABLE cinema_profiles ADD COLUMN id_photo_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL;
ALTER TABLE cinema_profiles ADD COLUMN eye_color TEXT;
ALTER TABLE cinema_profiles ADD COLUMN hair_color TEXT;
ALTER TABLE cinema_profiles ADD COLUMN hair_type TEXT;
ALTER TABLE cinema_profiles ADD COLUMN skin_tone TEXT;
ALTER TABLE cinema_profiles ADD COLUMN build TEXT;
ALTER TABLE cinema_profiles ADD COLUMN height_cm INTEGER CHECK (height_cm BETWEEN 50 AND 250);
ALTER TABLE cinema_profiles ADD COLUMN playing_age_min INTEGER CHECK (playing_age_min BETWEEN 0 AND 110);
ALTER TABLE cinema_profiles ADD COLUMN playing_age_max INTEGER CHECK (playing_age_max BETWEEN 0 AND 110);
CREATE INDEX cinema_profiles_by_id_photo ON cinema_profiles (id_photo_file_id) WHERE id_photo_file_id IS NOT NULL;

CREATE TABLE cinema_profile_types (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    talent_type TEXT NOT NULL,
    PRIMARY KEY (profile_id, talent_type)
) STRICT, WITHOUT ROWID;

CREATE TABLE cinema_profile_skills (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    skill TEXT NOT NULL,
    PRIMARY KEY (profile_id, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE cinema_profile_ethnicities (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    ethnicity TEXT NOT NULL,
    PRIMARY KEY (profile_id, ethnicity)
) STRICT, WITHOUT ROWID;

-- A file may be of more kinds now. SQLite cannot change a check: the table is made anew, and dropping the old one
-- would empty the columns that point to it, so what they hold is set aside meanwhile.
CREATE TABLE photo_of AS SELECT id, photo_file_id AS file_id FROM people WHERE photo_file_id IS NOT NULL;
CREATE TABLE cv_of AS SELECT id, cv_file_id AS file_id FROM main_profiles WHERE cv_file_id IS NOT NULL;
CREATE TABLE files_of_all_kinds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'cv', 'gallery', 'id_photo', 'poster')),
    name TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    widths TEXT NOT NULL,
    original_name_encrypted BLOB,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    draft_id INTEGER,
    created_at TEXT NOT NULL,
    CHECK ((person_id IS NULL) <> (draft_id IS NULL))
) STRICT;
INSERT INTO files_of_all_kinds
    (id, kind, name, media_type, size, widths, original_name_encrypted, person_id, draft_id, created_at)
SELECT id, kind, name, media_type, size, widths, original_name_encrypted, person_id, draft_id, created_at FROM files;
DROP TABLE files;
ALTER TABLE files_of_all_kinds RENAME TO files;
CREATE INDEX files_by_person ON files (person_id);
CREATE INDEX files_by_draft ON files (draft_id);
UPDATE people SET photo_file_id = (SELECT file_id FROM photo_of WHERE photo_of.id = people.id)
WHERE id IN (SELECT id FROM photo_of);
UPDATE main_profiles SET cv_file_id = (SELECT file_id FROM cv_of WHERE cv_of.id = main_profiles.id)
WHERE id IN (SELECT id FROM cv_of);
DROP TABLE photo_of;
DROP TABLE cv_of;

CREATE TABLE cinema_gallery_photos (
    file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX cinema_gallery_photos_by_profile ON cinema_gallery_photos (profile_id, position);

CREATE TABLE cinema_productions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    year INTEGER CHECK (year >= 1888),
    kind TEXT NOT NULL,
    role TEXT,
    tmdb_id INTEGER,
    poster_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX cinema_productions_by_profile ON cinema_productions (profile_id, position);
CREATE INDEX cinema_productions_by_poster ON cinema_productions (poster_file_id) WHERE poster_file_id IS NOT NULL;
