ALTER TABLE sessions DROP COLUMN authenticated_at;
DROP INDEX one_time_links_by_account;
ALTER TABLE one_time_links DROP COLUMN payload_encrypted;
DROP TABLE outbox_mails;
DROP TABLE jobs;
