//! What administrators read and write.

pub mod administrators;
pub mod audit;
pub mod audit_chain;
pub mod listed_people;
pub mod person_notes;
pub mod person_summary;
