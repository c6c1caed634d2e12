DROP INDEX jobs_by_account;
ALTER TABLE jobs DROP COLUMN account_id;
CREATE TABLE unique_codes_owned (
    code TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
INSERT INTO unique_codes_owned (code, person_id, is_primary, created_at)
SELECT code, person_id, is_primary, created_at FROM unique_codes WHERE person_id IS NOT NULL;
DROP TABLE unique_codes;
ALTER TABLE unique_codes_owned RENAME TO unique_codes;
CREATE UNIQUE INDEX unique_codes_one_primary ON unique_codes (person_id) WHERE is_primary = 1;
CREATE INDEX unique_codes_by_person ON unique_codes (person_id);
