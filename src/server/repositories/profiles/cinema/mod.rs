//! CINEMA profiles.

pub mod answers;
pub mod lists;
pub mod profile;
pub mod views;
