-- Work for later, written in the transaction it belongs to, and the mails it sends.
CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload_encrypted BLOB,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    run_after TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    claimed_until TEXT,
    claimed_by TEXT,
    last_error TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX jobs_by_turn ON jobs (state, kind, run_after, id);
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE TABLE outbox_mails (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    recipient_encrypted BLOB NOT NULL,
    content_encrypted BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'expired', 'failed')),
    last_error TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_mails_by_account ON outbox_mails (account_id, kind, created_at);
CREATE INDEX outbox_mails_by_age ON outbox_mails (created_at);

-- What a link is about besides its account: an address that is to become the account's.
ALTER TABLE one_time_links ADD COLUMN payload_encrypted BLOB;
CREATE INDEX one_time_links_by_account ON one_time_links (account_id, purpose);

-- When the password was last given: some things ask for it again.
ALTER TABLE sessions ADD COLUMN authenticated_at TEXT NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE sessions SET authenticated_at = created_at;
