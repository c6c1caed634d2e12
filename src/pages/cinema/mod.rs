//! The film module's pages.

pub mod productions;
