-- The code of somebody who left stays without a person, so that nobody else is ever given it.
ALTER TABLE unique_codes ALTER COLUMN person_id DROP NOT NULL;
ALTER TABLE unique_codes DROP CONSTRAINT unique_codes_person_id_fkey;
ALTER TABLE unique_codes ADD CONSTRAINT unique_codes_person_id_fkey
    FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE SET NULL;

-- Work about an account goes with it.
ALTER TABLE jobs ADD COLUMN account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE;
CREATE INDEX jobs_by_account ON jobs (account_id) WHERE account_id IS NOT NULL;
