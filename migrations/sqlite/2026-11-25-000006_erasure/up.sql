-- The code of somebody who left stays without a person, so that nobody else is ever given it.
CREATE TABLE unique_codes_kept (
    code TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
INSERT INTO unique_codes_kept (code, person_id, is_primary, created_at)
SELECT code, person_id, is_primary, created_at FROM unique_codes;
DROP TABLE unique_codes;
ALTER TABLE unique_codes_kept RENAME TO unique_codes;
CREATE UNIQUE INDEX unique_codes_one_primary ON unique_codes (person_id) WHERE is_primary = 1;
CREATE INDEX unique_codes_by_person ON unique_codes (person_id);

-- Work about an account goes with it.
ALTER TABLE jobs ADD COLUMN account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX jobs_by_account ON jobs (account_id) WHERE account_id IS NOT NULL;
