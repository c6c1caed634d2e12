//! Use cases of administrators.

pub mod address;
pub mod administrators;
pub mod audit_check;
pub mod audit_export;
pub mod audit_list;
pub mod audit_log;
mod error_text;
pub mod exact;
pub mod invitations;
pub mod job_actions;
pub mod job_list;
pub mod line_details;
pub mod list_page;
pub mod list_query;
pub mod mail_list;
pub mod notes;
pub mod overview;
pub mod people;
pub mod people_list;
pub mod person_page;
pub mod roles;
pub mod settings;
pub mod statistics;
pub mod talent_lists;
pub mod walk_in;
