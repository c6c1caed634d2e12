//! Signing in and what comes before.

pub mod first_administrator;
pub mod login;
pub mod register;
