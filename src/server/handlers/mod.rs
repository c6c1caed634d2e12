//! Answers that are neither pages nor server functions.

pub mod cities;
pub mod health;
pub mod language;
pub mod password_link;
pub mod sign_out;
