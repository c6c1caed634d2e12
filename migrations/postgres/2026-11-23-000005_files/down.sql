DROP INDEX main_profiles_by_cv;
DROP INDEX people_by_photo;
ALTER TABLE main_profiles DROP COLUMN cv_file_id;
ALTER TABLE people DROP COLUMN photo_file_id;
DROP TABLE files;
