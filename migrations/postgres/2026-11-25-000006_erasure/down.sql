DROP INDEX jobs_by_account;
ALTER TABLE jobs DROP COLUMN account_id;
DELETE FROM unique_codes WHERE person_id IS NULL;
ALTER TABLE unique_codes DROP CONSTRAINT unique_codes_person_id_fkey;
ALTER TABLE unique_codes ADD CONSTRAINT unique_codes_person_id_fkey
    FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE;
ALTER TABLE unique_codes ALTER COLUMN person_id SET NOT NULL;
