-- Reference data. `reference_keys` remembers every key ever loaded, so that what an administrator
-- removed is not added again by the next start.
CREATE TABLE reference_loads (
    list TEXT NOT NULL PRIMARY KEY,
    content_hash TEXT NOT NULL,
    loaded_at TEXT NOT NULL
) STRICT;
CREATE TABLE reference_keys (
    list TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE countries (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 2),
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_ar TEXT NOT NULL,
    nationality_fr TEXT NOT NULL,
    african INTEGER NOT NULL CHECK (african IN (0, 1)),
    dial_code TEXT NOT NULL,
    currency TEXT NOT NULL
) STRICT;
CREATE TABLE cities (
    id INTEGER NOT NULL PRIMARY KEY,
    country_code TEXT NOT NULL REFERENCES countries (code),
    name TEXT NOT NULL,
    name_normalised TEXT NOT NULL,
    code TEXT,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    population INTEGER NOT NULL,
    geonames_id INTEGER NOT NULL,
    UNIQUE (country_code, name)
) STRICT;
CREATE INDEX cities_by_normalised_name ON cities (country_code, name_normalised);
CREATE TABLE talent_categories (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    emoji TEXT NOT NULL,
    label_fr TEXT NOT NULL,
    label_en TEXT NOT NULL,
    label_ar TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE talents (
    id INTEGER NOT NULL PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES talent_categories (id),
    key TEXT NOT NULL UNIQUE,
    emoji TEXT NOT NULL,
    label_fr TEXT NOT NULL,
    label_en TEXT NOT NULL,
    label_ar TEXT NOT NULL,
    position INTEGER NOT NULL,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

-- Account, person, profiles: three things.
CREATE TABLE accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_normalised TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
    email_confirmed_at TEXT,
    demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX accounts_by_role ON accounts (role);
CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    gender TEXT NOT NULL CHECK (gender IN ('M', 'F', 'N')),
    phone_encrypted BLOB,
    phone_hash BLOB,
    guardian_name_encrypted BLOB,
    guardian_phone_encrypted BLOB,
    residence_country TEXT NOT NULL REFERENCES countries (code),
    residence_city_id INTEGER REFERENCES cities (id),
    residence_city_other TEXT,
    show_name_photo INTEGER NOT NULL CHECK (show_name_photo IN (0, 1)),
    show_links INTEGER NOT NULL CHECK (show_links IN (0, 1)),
    show_origins INTEGER NOT NULL CHECK (show_origins IN (0, 1)),
    minor_approved_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    CHECK ((residence_city_id IS NULL) <> (residence_city_other IS NULL))
) STRICT;
CREATE INDEX people_by_phone ON people (phone_hash);
CREATE INDEX people_by_residence ON people (residence_country, residence_city_id);
CREATE TABLE unique_codes (
    code TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX unique_codes_one_primary ON unique_codes (person_id) WHERE is_primary = 1;
CREATE INDEX unique_codes_by_person ON unique_codes (person_id);
CREATE TABLE code_counters (
    prefix TEXT NOT NULL PRIMARY KEY CHECK (length(prefix) = 5),
    last_number INTEGER NOT NULL
) STRICT;
CREATE TABLE main_profiles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'members', 'private')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE cinema_profiles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'members', 'private')),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE main_profile_talents (
    profile_id INTEGER NOT NULL REFERENCES main_profiles (id) ON DELETE CASCADE,
    talent_id INTEGER NOT NULL REFERENCES talents (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (profile_id, talent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX main_profile_talents_by_talent ON main_profile_talents (talent_id, profile_id);
CREATE TABLE consents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    given_at TEXT NOT NULL
) STRICT;
CREATE INDEX consents_by_person ON consents (person_id);

-- What is being typed, who is signed in, what was done.
CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    form TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    content_encrypted BLOB NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX drafts_by_age ON drafts (updated_at);
CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    remember INTEGER NOT NULL CHECK (remember IN (0, 1)),
    user_agent TEXT NOT NULL,
    network TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE TABLE one_time_links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE TABLE audit_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor_account_id INTEGER,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_by_subject ON audit_log (subject);
CREATE TABLE key_checks (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
