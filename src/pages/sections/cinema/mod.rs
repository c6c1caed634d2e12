//! The inputs of sections that only the CINEMA form has.

pub mod document;
pub mod layout;
pub mod playing_ages;
pub mod productions;
