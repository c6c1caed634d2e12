//! Tests through the real router, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failing test may panic")]

mod account_recovery;
mod account_security;
mod canaries;
mod casting;
mod casting_oracle;
mod casting_paging;
mod casting_silence;
mod command_line;
mod connections;
mod demo_people;
mod directory;
mod directory_index;
mod directory_oracle;
mod directory_silence;
mod error_pages;
mod faults;
mod faults_disk;
mod faults_postgres;
mod faults_uploads;
mod first_administrator;
mod mail_delivery;
mod mail_faults;
mod own_data;
mod own_data_fields;
mod password_advice;
mod postgres_tls;
mod profile;
mod profile_edit;
mod reference_data;
mod registration;
mod schema;
mod security_headers;
mod sign_in;
mod sign_in_limits;
mod support;
mod uploads;
mod uploads_access;
mod uploads_storage;
