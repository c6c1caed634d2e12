-- Uploaded files. The content lies in the storage under the random name; a row is written after its file and
-- removed before it. `draft_id` has no reference: the draft goes first and its files follow, to the person it
-- became or out of the storage.
CREATE TABLE files (
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
CREATE INDEX files_by_person ON files (person_id);
CREATE INDEX files_by_draft ON files (draft_id);
ALTER TABLE people ADD COLUMN photo_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL;
ALTER TABLE main_profiles ADD COLUMN cv_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL;
CREATE INDEX people_by_photo ON people (photo_file_id) WHERE photo_file_id IS NOT NULL;
CREATE INDEX main_profiles_by_cv ON main_profiles (cv_file_id) WHERE cv_file_id IS NOT NULL;
