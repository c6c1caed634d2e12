//! Answers that are neither pages nor server functions.

pub mod backups;
mod byte_range;
pub mod cards;
pub mod cities;
pub mod desk_imports;
pub mod desk_logs;
pub mod documents;
pub mod exports;
mod file_form;
pub mod files;
pub mod films;
pub mod health;
pub mod language;
pub mod legal_preview;
pub mod metrics;
pub mod own_data;
pub mod password_link;
pub mod profile_documents;
pub mod profile_files;
pub mod qr;
pub mod register_files;
pub mod sign_out;
pub mod unsubscribe;
pub mod upload_body;
