//! Tests through the real router, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failing test may panic")]
#![expect(clippy::pedantic, reason = "fixtures are written for the reader of a test")]

mod account_recovery;
mod account_security;
mod canaries;
mod casting;
mod casting_oracle;
mod casting_paging;
mod cinema_edit;
mod cinema_edit_files;
mod cinema_files;
mod cinema_lists;
mod cinema_profile;
mod cinema_registration;
mod cinema_uploads;
mod command_line;
mod connections;
mod demo_people;
mod directory;
mod directory_index;
mod directory_oracle;
mod error_pages;
mod faults;
mod faults_disk;
mod faults_postgres;
mod faults_uploads;
mod film_search;
mod first_administrator;
mod mail_delivery;
mod mail_faults;
mod own_data;
mod own_data_cinema;
mod own_data_fields;
mod password_advice;
mod posters;
mod postgres_tls;
mod profile;
mod profile_edit;
mod profile_removal;
mod profile_rows;
mod profile_save;
mod reference_data;
mod registration;
mod schema;
mod search_silence;
mod security_headers;
mod sign_in;
mod sign_in_limits;
mod support;
mod uploads;
mod uploads_access;
mod uploads_storage;
