//! What administrators read and write.

pub mod administrators;
pub mod audit;
pub mod person_summary;
