-- Reference data. `reference_keys` records every key ever loaded: an entry that an administrator removed is not loaded
-- again at the next start.
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

-- Accounts. The values of closed lists (role, state, gender, kinds …) are checked by the program, which alone knows
-- them; the checks here are about shape.
CREATE TABLE accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    email_normalised TEXT NOT NULL UNIQUE,
    email_confirmed_at TEXT,
    password_hash TEXT,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    -- Devices that signed in under an earlier number are unknown again.
    device_generation INTEGER NOT NULL DEFAULT 0,
    -- Whether its owner wants news by e-mail; none when that was never said. `news_at`: when it was said last.
    news INTEGER CHECK (news IN (0, 1)),
    news_at TEXT,
    -- The columns that an administrator chose for the table of people: keys with commas between; none as long as it is
    -- shown as usual.
    desk_columns TEXT,
    -- The last day, in UTC, on which a session of the account was used; written once a day.
    last_seen_on TEXT,
    -- The form at the counter that made it: sent twice, it makes one account.
    walk_in_key TEXT UNIQUE
) STRICT;
CREATE INDEX accounts_by_role ON accounts (role);
CREATE INDEX accounts_by_last_seen ON accounts (last_seen_on);

CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    remember INTEGER NOT NULL CHECK (remember IN (0, 1)),
    user_agent TEXT NOT NULL,
    network TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    -- When the password was last given: some actions ask for it again.
    authenticated_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Personal access tokens of the REST API. The token itself is shown once and never stored.
CREATE TABLE api_tokens (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Keys of scopes, separated by spaces.
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
) STRICT;
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);
CREATE INDEX api_tokens_by_expiry ON api_tokens (expires_at);

-- Requests of the REST API that must not be done twice, by the key their client gave them.
CREATE TABLE idempotency_keys (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key_hash BLOB NOT NULL,
    -- Of method, address and body: another request under the same key is refused.
    request_hash BLOB NOT NULL,
    -- The answer, once there is one. It holds no personal value.
    status INTEGER,
    body TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, key_hash)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE one_time_links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    -- What the link is about besides its account: an address that is to become the account's.
    payload_encrypted BLOB,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX one_time_links_by_account ON one_time_links (account_id, purpose);

-- A person is one human being, described once for both modules.
CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    stage_name TEXT,
    name_ar TEXT,
    -- The civil names as lower-case words without marks, in alphabetic order: who has the same may be the same person.
    name_key TEXT NOT NULL DEFAULT '',
    date_of_birth TEXT NOT NULL,
    gender TEXT NOT NULL,
    website TEXT,
    photo_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL,
    phone_encrypted BLOB,
    phone_hash BLOB,
    whatsapp_encrypted BLOB,
    address_encrypted BLOB,
    guardian_name_encrypted BLOB,
    guardian_phone_encrypted BLOB,
    residence_country TEXT NOT NULL REFERENCES countries (code),
    residence_city_id INTEGER REFERENCES cities (id),
    residence_city_other TEXT,
    country_of_origin TEXT,
    nationality TEXT,
    years_experience INTEGER CHECK (years_experience BETWEEN 0 AND 80),
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
CREATE INDEX people_by_name ON people (name_key, date_of_birth);
CREATE INDEX people_by_residence ON people (residence_country, residence_city_id);
CREATE INDEX people_by_photo ON people (photo_file_id) WHERE photo_file_id IS NOT NULL;

CREATE TABLE identity_documents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
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

CREATE TABLE consents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    given_at TEXT NOT NULL,
    -- How it was given to an administrator; empty where the person gave it on the site.
    given_how TEXT
) STRICT;
CREATE INDEX consents_by_person ON consents (person_id);

-- A code outlives its person, so that it is never given to another one.
CREATE TABLE unique_codes (
    code TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX unique_codes_one_primary ON unique_codes (person_id) WHERE is_primary = 1;
CREATE INDEX unique_codes_by_person ON unique_codes (person_id);

CREATE TABLE code_counters (
    prefix TEXT NOT NULL PRIMARY KEY CHECK (length(prefix) = 5),
    last_number INTEGER NOT NULL
) STRICT;

-- People of whom an administrator said that they are two, although something makes them look like one.
CREATE TABLE distinct_people (
    first_person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    second_person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (first_person_id, second_person_id),
    CHECK (first_person_id < second_person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX distinct_people_by_second ON distinct_people (second_person_id);

-- Two people who were one, and the one that is left. The other person and its account are gone: their numbers lead to
-- what the audit log says of them, the code is an alias of the one that is left.
CREATE TABLE merges (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    winner_person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    loser_person_id INTEGER NOT NULL,
    loser_account_id INTEGER NOT NULL,
    loser_code TEXT NOT NULL,
    merged_at TEXT NOT NULL,
    -- What brings the other person back; erased after thirty days.
    undo_encrypted BLOB
) STRICT;
CREATE INDEX merges_by_winner ON merges (winner_person_id);
CREATE INDEX merges_by_age ON merges (merged_at) WHERE undo_encrypted IS NOT NULL;

-- What is being typed in a form.
CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    form TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    content_encrypted BLOB NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    -- The network it was begun from, as a keyed hash: one network may not use up the room of all.
    network_hash BLOB
) STRICT;
CREATE INDEX drafts_by_age ON drafts (updated_at);
CREATE INDEX drafts_by_network ON drafts (network_hash);

-- Uploaded files. The content lies in the storage under the random name; a row is written after its file and removed
-- before it. `draft_id` has no reference: the draft is deleted first, and its files follow, to the person it became or
-- out of the storage.
CREATE TABLE files (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    widths TEXT NOT NULL,
    original_name_encrypted BLOB,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    draft_id INTEGER,
    -- Files that a merge had no place for, until it cannot be undone any more.
    merge_id INTEGER REFERENCES merges (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    CHECK ((person_id IS NOT NULL) + (draft_id IS NOT NULL) + (merge_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX files_by_person ON files (person_id);
CREATE INDEX files_by_draft ON files (draft_id);
CREATE INDEX files_by_merge ON files (merge_id) WHERE merge_id IS NOT NULL;

-- The main profile: a person's trade.
CREATE TABLE main_profiles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL,
    bio TEXT,
    education TEXT,
    availability TEXT,
    work_mode TEXT,
    hourly_rate INTEGER CHECK (hourly_rate >= 0),
    monthly_rate INTEGER CHECK (monthly_rate >= 0),
    rate_currency TEXT,
    portfolio_url TEXT,
    cv_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL,
    allow_cv_analysis INTEGER NOT NULL DEFAULT 0 CHECK (allow_cv_analysis IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main_profiles_by_cv ON main_profiles (cv_file_id) WHERE cv_file_id IS NOT NULL;

CREATE TABLE main_profile_talents (
    profile_id INTEGER NOT NULL REFERENCES main_profiles (id) ON DELETE CASCADE,
    talent_id INTEGER NOT NULL REFERENCES talents (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (profile_id, talent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX main_profile_talents_by_talent ON main_profile_talents (talent_id, profile_id);

-- The CINEMA profile: what only film asks.
CREATE TABLE cinema_profiles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    visibility TEXT NOT NULL,
    id_document_type TEXT,
    id_photo_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL,
    eye_color TEXT,
    hair_color TEXT,
    hair_type TEXT,
    skin_tone TEXT,
    build TEXT,
    height_cm INTEGER CHECK (height_cm BETWEEN 50 AND 250),
    playing_age_min INTEGER CHECK (playing_age_min BETWEEN 0 AND 110),
    playing_age_max INTEGER CHECK (playing_age_max BETWEEN 0 AND 110),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX cinema_profiles_by_id_photo ON cinema_profiles (id_photo_file_id) WHERE id_photo_file_id IS NOT NULL;

CREATE TABLE cinema_profile_types (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    talent_type TEXT NOT NULL,
    PRIMARY KEY (profile_id, talent_type)
) STRICT, WITHOUT ROWID;

CREATE TABLE cinema_profile_skills (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    skill TEXT NOT NULL,
    PRIMARY KEY (profile_id, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE cinema_profile_ethnicities (
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    ethnicity TEXT NOT NULL,
    PRIMARY KEY (profile_id, ethnicity)
) STRICT, WITHOUT ROWID;

CREATE TABLE cinema_gallery_photos (
    file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX cinema_gallery_photos_by_profile ON cinema_gallery_photos (profile_id, position);

CREATE TABLE cinema_productions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    profile_id INTEGER NOT NULL REFERENCES cinema_profiles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    year INTEGER CHECK (year >= 1888),
    kind TEXT NOT NULL,
    role TEXT,
    tmdb_id INTEGER,
    poster_file_id INTEGER REFERENCES files (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX cinema_productions_by_profile ON cinema_productions (profile_id, position);
CREATE INDEX cinema_productions_by_poster ON cinema_productions (poster_file_id) WHERE poster_file_id IS NOT NULL;

-- What can be searched of the people with ids from first to last changed, or they are gone: written in the transaction
-- that changed them (`repositories/search/changes.rs`). Rows outlive their people, so they reference none.
CREATE TABLE search_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_person_id INTEGER NOT NULL,
    last_person_id INTEGER NOT NULL,
    -- Only PostgreSQL needs it.
    transaction_id INTEGER NOT NULL DEFAULT 0,
    token INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- Operation: work for later, written in the transaction it belongs to, the mails it sends, what was done.
CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    payload_encrypted BLOB,
    state TEXT NOT NULL,
    run_after TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    claimed_until TEXT,
    claimed_by TEXT,
    last_error TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX jobs_by_turn ON jobs (state, kind, run_after, id);
CREATE INDEX jobs_by_account ON jobs (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE outbox_mails (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    recipient_encrypted BLOB NOT NULL,
    content_encrypted BLOB NOT NULL,
    state TEXT NOT NULL,
    last_error TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_mails_by_account ON outbox_mails (account_id, kind, created_at);
CREATE INDEX outbox_mails_by_age ON outbox_mails (created_at);
CREATE INDEX outbox_mails_by_state ON outbox_mails (state, id);

-- Addresses of other programs that are told when something happens to a person. `events`: their keys, separated by
-- commas.
CREATE TABLE webhooks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    -- The administrator who added it.
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    address TEXT NOT NULL,
    events TEXT NOT NULL,
    secret_encrypted BLOB NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhooks_by_account ON webhooks (account_id);

-- What a webhook is told of one event, and what became of it. The person may be erased by then; a trial is about none.
CREATE TABLE webhook_deliveries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    webhook_id INTEGER NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- The same for every webhook that is told of the event, and when it is told again.
    event_id TEXT NOT NULL,
    event TEXT NOT NULL,
    person_id INTEGER,
    code TEXT,
    happened_at TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TEXT,
    -- After this nothing is tried again.
    give_up_at TEXT NOT NULL,
    last_attempt_at TEXT,
    -- The status of HTTP; none when there was no answer.
    last_status INTEGER,
    -- The beginning of the answer, or why there was none.
    last_answer TEXT
) STRICT;
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, webhook_id, id);
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (happened_at);

-- What was read of a CV and what a model advised, of people who agreed to it. It goes with the file.
CREATE TABLE cv_analyses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    file_id INTEGER NOT NULL UNIQUE REFERENCES files (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    -- Why there is no text or no advice.
    problem TEXT,
    content_encrypted BLOB,
    model TEXT,
    requested_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX cv_analyses_by_state ON cv_analyses (state, id);

-- Each time a model was asked, noted before it is: what it costs stays, also when the person is erased.
CREATE TABLE cv_analysis_calls (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    called_at TEXT NOT NULL,
    model TEXT NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    cost_microdollars INTEGER
) STRICT;
CREATE INDEX cv_analysis_calls_by_person ON cv_analysis_calls (person_id, called_at) WHERE person_id IS NOT NULL;
CREATE INDEX cv_analysis_calls_by_moment ON cv_analysis_calls (called_at);

CREATE TABLE audit_log (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor_account_id INTEGER,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    origin TEXT NOT NULL,
    origin_salt TEXT,
    origin_seal TEXT NOT NULL,
    reason TEXT,
    -- Names of the fields that were changed, with commas between them.
    fields TEXT,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_log_by_subject ON audit_log (subject);
CREATE INDEX audit_log_by_action ON audit_log (action, id);
CREATE INDEX audit_log_by_account ON audit_log (actor_account_id, id);
CREATE INDEX audit_log_by_moment ON audit_log (at);

-- One row: the hash of the newest line of the audit log (docs/audit.md). Writers lock it for the moment of their commit.
CREATE TABLE audit_chain (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    newest_hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_chain (id, newest_hash)
VALUES (1, '0000000000000000000000000000000000000000000000000000000000000000');

-- What administrators write down about people, for each other.
CREATE TABLE person_notes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    author_account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    text_encrypted BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX person_notes_by_person ON person_notes (person_id);
CREATE INDEX person_notes_by_author ON person_notes (author_account_id);

-- What administrators did to many people at once: to those they ticked, or to all whom filters found. `people` holds the
-- ids of those it is about until it is over, as a compressed set; `position` is the greatest id that is done.
CREATE TABLE group_actions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    -- The query of an address, without private values; none for people who were ticked.
    filters TEXT,
    undoes INTEGER REFERENCES group_actions (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    people BLOB,
    total INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT
) STRICT;
CREATE INDEX group_actions_by_account ON group_actions (account_id);
CREATE INDEX group_actions_by_undone ON group_actions (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX group_actions_by_state ON group_actions (state, id);

-- What became of each of these people. The numbers outlive the people.
CREATE TABLE group_action_results (
    group_action_id INTEGER NOT NULL REFERENCES group_actions (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
    PRIMARY KEY (group_action_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_action_results_by_outcome ON group_action_results (group_action_id, changed, person_id);

-- Searches of the table of people that administrators keep under a name. `filters` is the query of an address, without
-- private values.
CREATE TABLE saved_filters (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Whether all administrators see it.
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
    filters TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, name)
) STRICT;

-- People taken out of the site as a file. `people` holds their ids in the order of the file until it is written; `name` is
-- the random name of the file's folder in the storage, encrypted there in `parts` parts, while it is kept.
CREATE TABLE exports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    -- The query of an address, without private values; none for people who were ticked.
    filters TEXT,
    -- Columns, format, language, order and purpose; none while nothing is chosen.
    choice_encrypted BLOB,
    people BLOB,
    total INTEGER NOT NULL,
    -- How many of them are written.
    position INTEGER NOT NULL DEFAULT 0,
    name TEXT UNIQUE,
    parts INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT,
    downloaded_at TEXT
) STRICT;
CREATE INDEX exports_by_account ON exports (account_id);
CREATE INDEX exports_by_state ON exports (state, id);

-- Who stands in an export, so that each of them can be told: a compressed set of ids for every 65,536 ids. A million people
-- are sixteen rows of at most 8 KB, and whether one person is among them is said by one row of each export.
CREATE TABLE exported_people (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    block INTEGER NOT NULL,
    people BLOB NOT NULL,
    PRIMARY KEY (export_id, block)
) STRICT;
CREATE INDEX exported_people_by_block ON exported_people (block);

-- Columns of exports that administrators keep under a name; `column_keys` are their keys, separated by commas.
CREATE TABLE export_templates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Whether all administrators see it.
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
    list TEXT NOT NULL,
    column_keys TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, name)
) STRICT;

-- People who came from elsewhere: from the replaced application, or from a spreadsheet. `cells` counts what became of the
-- cells of each column, as JSON without any value.
CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Of a spreadsheet that was sent to the desk, until it is over, and what its columns mean.
    file_encrypted BLOB,
    mapping TEXT,
    total INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    imported INTEGER NOT NULL DEFAULT 0,
    joined INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    left_out INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    cells TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT
) STRICT;
CREATE INDEX imports_by_account ON imports (account_id);
CREATE INDEX imports_by_state ON imports (state, id);

-- The rows of a source that were taken: none is taken twice. A row outlives its person, so that who was erased does not
-- come back. `changed_at`: of the row in its source. `confirmed_at`: when the person said that the answers are theirs.
CREATE TABLE imported_people (
    source TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_id TEXT NOT NULL,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    person_id INTEGER REFERENCES people (id) ON DELETE SET NULL,
    changed_at TEXT,
    confirmed_at TEXT,
    PRIMARY KEY (source, source_table, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_people_by_person ON imported_people (person_id);
CREATE INDEX imported_people_by_import ON imported_people (import_id);

-- Files of imported people that are still to be taken.
CREATE TABLE import_files (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id),
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_id TEXT NOT NULL,
    row_label TEXT NOT NULL,
    column_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;
CREATE INDEX import_files_by_person ON import_files (person_id);
CREATE INDEX import_files_by_import ON import_files (import_id);

-- Cells that were not taken as they were, for administrators to look at. Of a row that was not taken there is no value.
CREATE TABLE import_values (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    person_id INTEGER REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    source_table TEXT NOT NULL,
    source_id TEXT NOT NULL,
    -- How people find the row: its number, or its line.
    row_label TEXT NOT NULL,
    column_name TEXT NOT NULL,
    fate TEXT NOT NULL,
    value_encrypted BLOB,
    created_at TEXT NOT NULL,
    settled_at TEXT,
    UNIQUE (source, source_table, source_id, column_name)
) STRICT;
CREATE INDEX import_values_by_import ON import_values (import_id, id);
CREATE INDEX import_values_by_person ON import_values (person_id);

-- Announcements: mails of administrators to people they ticked, or to all whom filters found. `people` holds the ids of
-- those it is about until it is over, as a compressed set; `position` is the greatest id that is done.
CREATE TABLE announcements (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    -- The query of an address, without private values; none for people who were ticked.
    filters TEXT,
    texts_encrypted BLOB NOT NULL,
    -- Counts changes of the draft, so that no text is sent but the one that was read.
    version INTEGER NOT NULL DEFAULT 1,
    per_minute INTEGER NOT NULL,
    state TEXT NOT NULL,
    people BLOB,
    total INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    written INTEGER NOT NULL DEFAULT 0,
    left_out INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    started_at TEXT,
    finished_at TEXT
) STRICT;
CREATE INDEX announcements_by_account ON announcements (account_id);
CREATE INDEX announcements_by_state ON announcements (state, id);

-- What became of each of these people: at most one mail of an announcement to a person.
CREATE TABLE announcement_recipients (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    outcome TEXT NOT NULL,
    -- None for people who were left out.
    mail_id INTEGER REFERENCES outbox_mails (id) ON DELETE SET NULL,
    PRIMARY KEY (announcement_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_recipients_by_outcome ON announcement_recipients (announcement_id, outcome, person_id);
CREATE INDEX announcement_recipients_by_person ON announcement_recipients (person_id);
CREATE INDEX announcement_recipients_by_mail ON announcement_recipients (mail_id);

-- At most one announcement of a kind to a person and day (of Casablanca).
CREATE TABLE announcement_days (
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    announcement_id INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, kind, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_days_by_day ON announcement_days (day, person_id);
CREATE INDEX announcement_days_by_announcement ON announcement_days (announcement_id);

-- The secret of an app that makes one-time codes. `last_step` is the newest time step whose code was used.
CREATE TABLE two_factors (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    secret_encrypted BLOB NOT NULL,
    created_at TEXT NOT NULL,
    confirmed_at TEXT,
    last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Codes for when the app is lost; a used one is deleted.
CREATE TABLE recovery_codes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL
) STRICT;
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Recognises a wrong encryption or secret key at start.
CREATE TABLE key_checks (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One row: the mark by which the storage of files is recognised as this database's, and what the last sweep found.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    mark TEXT NOT NULL,
    swept_at TEXT,
    hindrance TEXT,
    orphans INTEGER NOT NULL DEFAULT 0,
    stored INTEGER NOT NULL DEFAULT 0,
    trashed INTEGER NOT NULL DEFAULT 0,
    trashed_bytes INTEGER NOT NULL DEFAULT 0,
    -- Where in the storage the files are: empty, or what a restore made beside those before it.
    storage_prefix TEXT NOT NULL DEFAULT '',
    -- What restores replaced, until it is discarded: files or schemas of the database, prefixes of the storage, with a
    -- slash between several.
    previous_database TEXT,
    previous_storage TEXT,
    restored_at TEXT,
    -- Until when a server claims to work on backups, and when the last attempt to make one failed, if it did.
    backup_until TEXT,
    backup_failed_at TEXT
) STRICT;

-- What is being done with backups, and what was done lately: a backup is written, sent or looked through. What is running
-- runs while the claim of the installation lasts.
CREATE TABLE backup_works (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The name of the backup.
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    -- What is counted, how many are done, of how many.
    stage TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    begun_at TEXT NOT NULL,
    ended_at TEXT,
    -- What came out, as JSON.
    report TEXT
) STRICT;

-- What administrators set while the site runs. The version counts the changes of a setting; a cleared one keeps its row.
CREATE TABLE settings (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT,
    -- Keys of providers are stored here and nowhere else.
    value_encrypted BLOB,
    version INTEGER NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What a change of a setting put in place of what; of secrets only that they changed. `saved_as` names the settings that
-- were saved together and their version: a line of the audit log has the seal of all their changes (docs/audit.md).
CREATE TABLE setting_changes (
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    old_value TEXT,
    new_value TEXT,
    saved_as TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (key, version)
) STRICT;
CREATE INDEX setting_changes_by_save ON setting_changes (saved_as);
