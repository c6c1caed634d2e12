-- The rest of what both forms ask of a person, and what only the main profile has.
ALTER TABLE people ADD COLUMN whatsapp_encrypted BLOB;
ALTER TABLE people ADD COLUMN address_encrypted BLOB;
ALTER TABLE people ADD COLUMN country_of_origin TEXT;
ALTER TABLE people ADD COLUMN nationality TEXT;
ALTER TABLE people ADD COLUMN years_experience INTEGER CHECK (years_experience BETWEEN 0 AND 80);
ALTER TABLE people ADD COLUMN website TEXT;

CREATE TABLE identity_documents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('passport', 'national_id', 'residence_card')),
    number_encrypted BLOB NOT NULL,
    number_hash BLOB NOT NULL,
    UNIQUE (person_id, kind)
) STRICT;
CREATE INDEX identity_documents_by_number ON identity_documents (number_hash);

CREATE TABLE person_languages (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    PRIMARY KEY (person_id, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE social_links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    address_encrypted BLOB NOT NULL,
    UNIQUE (person_id, network)
) STRICT;

ALTER TABLE main_profiles ADD COLUMN bio TEXT;
ALTER TABLE main_profiles ADD COLUMN education TEXT;
ALTER TABLE main_profiles ADD COLUMN availability TEXT;
ALTER TABLE main_profiles ADD COLUMN work_mode TEXT;
ALTER TABLE main_profiles ADD COLUMN hourly_rate INTEGER CHECK (hourly_rate >= 0);
ALTER TABLE main_profiles ADD COLUMN monthly_rate INTEGER CHECK (monthly_rate >= 0);
ALTER TABLE main_profiles ADD COLUMN rate_currency TEXT;
ALTER TABLE main_profiles ADD COLUMN portfolio_url TEXT;
ALTER TABLE main_profiles ADD COLUMN allow_cv_analysis INTEGER NOT NULL DEFAULT 0 CHECK (allow_cv_analysis IN (0, 1));
