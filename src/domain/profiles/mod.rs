//! Profiles, as pages show them.

pub mod cinema;
pub mod completeness;
pub mod consent;
pub mod public;
pub mod removal;
pub mod version;
