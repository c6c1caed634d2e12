//! Use cases of administrators.

pub mod administrators;
pub mod audit_log;
pub mod exact;
pub mod overview;
pub mod people;
pub mod people_list;
pub mod person_page;
pub mod roles;
pub mod settings;
pub mod statistics;
pub mod talent_lists;
