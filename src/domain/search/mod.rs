//! Searches, as addresses carry them and pages show them.

#[cfg(feature = "ssr")]
pub mod cinema;
pub mod directory;
pub mod listing;
pub mod text;
