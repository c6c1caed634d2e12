//! Use cases of administrators.

pub mod administrators;
pub mod audit_log;
pub mod people;
