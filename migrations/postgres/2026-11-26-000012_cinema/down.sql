DROP TABLE cinema_productions;
DROP TABLE cinema_gallery_photos;
DROP TABLE cinema_profile_ethnicities;
DROP TABLE cinema_profile_skills;
DROP TABLE cinema_profile_types;
DROP INDEX cinema_profiles_by_id_photo;
ALTER TABLE cinema_profiles
    DROP COLUMN playing_age_max,
    DROP COLUMN playing_age_min,
    DROP COLUMN height_cm,
    DROP COLUMN build,
    DROP COLUMN skin_tone,
    DROP COLUMN hair_type,
    DROP COLUMN hair_color,
    DROP COLUMN eye_color,
    DROP COLUMN id_photo_file_id,
    DROP COLUMN id_document_type;
-- Rows of the new kinds go; the contents of their files are swept.
DELETE FROM files WHERE kind NOT IN ('photo', 'cv');
ALTER TABLE files DROP CONSTRAINT files_kind_check;
ALTER TABLE files ADD CONSTRAINT files_kind_check CHECK (kind IN ('photo', 'cv'));
