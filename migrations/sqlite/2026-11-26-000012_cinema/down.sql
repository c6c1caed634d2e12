DROP TABLE cinema_productions;
DROP TABLE cinema_gallery_photos;
DROP TABLE cinema_profile_ethnicities;
DROP TABLE cinema_profile_skills;
DROP TABLE cinema_profile_types;
DROP INDEX cinema_profiles_by_id_photo;
ALTER TABLE cinema_profiles DROP COLUMN playing_age_max;
ALTER TABLE cinema_profiles DROP COLUMN playing_age_min;
ALTER TABLE cinema_profiles DROP COLUMN height_cm;
ALTER TABLE cinema_profiles DROP COLUMN build;
ALTER TABLE cinema_profiles DROP COLUMN skin_tone;
ALTER TABLE cinema_profiles DROP COLUMN hair_type;
ALTER TABLE cinema_profiles DROP COLUMN hair_color;
ALTER TABLE cinema_profiles DROP COLUMN eye_color;
ALTER TABLE cinema_profiles DROP COLUMN id_photo_file_id;
ALTER TABLE cinema_profiles DROP COLUMN id_document_type;
-- Rows of the new kinds go; the contents of their files are swept.
CREATE TABLE photo_of AS SELECT id, photo_file_id AS file_id FROM people WHERE photo_file_id IS NOT NULL;
CREATE TABLE cv_of AS SELECT id, cv_file_id AS file_id FROM main_profiles WHERE cv_file_id IS NOT NULL;
CREATE TABLE files_of_two_kinds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'cv')),
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
INSERT INTO files_of_two_kinds
    (id, kind, name, media_type, size, widths, original_name_encrypted, person_id, draft_id, created_at)
SELECT id, kind, name, media_type, size, widths, original_name_encrypted, person_id, draft_id, created_at FROM files
WHERE kind IN ('photo', 'cv');
DROP TABLE files;
ALTER TABLE files_of_two_kinds RENAME TO files;
CREATE INDEX files_by_person ON files (person_id);
CREATE INDEX files_by_draft ON files (draft_id);
UPDATE people SET photo_file_id = (SELECT file_id FROM photo_of WHERE photo_of.id = people.id)
WHERE id IN (SELECT id FROM photo_of);
UPDATE main_profiles SET cv_file_id = (SELECT file_id FROM cv_of WHERE cv_of.id = main_profiles.id)
WHERE id IN (SELECT id FROM cv_of);
DROP TABLE photo_of;
DROP TABLE cv_of;
