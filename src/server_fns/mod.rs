//! Server functions: one file an area, thin.

pub mod accounts;
pub mod admin;
pub mod admin_address;
pub mod admin_roles;
pub mod admin_selection;
pub mod admin_walk_in;
pub mod announcements;
pub mod backups;
pub mod cv_analysis;
pub mod desk_table;
pub mod duplicates;
pub mod examination;
pub mod exports;
pub mod form_encoding;
pub mod imports;
pub mod profiles;
pub mod registration;
pub mod settings;
pub mod talent_lists;
pub mod webhooks;
