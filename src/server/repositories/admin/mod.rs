//! What administrators read and write.

pub mod activity;
pub mod administrators;
pub mod announcement_recipients;
pub mod announcements;
pub mod audit;
pub mod audit_chain;
pub mod desk_columns;
pub mod duplicates;
pub mod export_templates;
pub mod exported_people;
pub mod exports;
pub mod group_actions;
pub mod listed_people;
pub mod merges;
pub mod person_notes;
pub mod person_summary;
pub mod row_copies;
pub mod saved_filters;
pub mod settings;
pub mod talent_lists;
