//! Signing in and what comes before.

pub mod email;
pub mod first_administrator;
pub mod login;
pub mod news;
pub mod password;
pub mod second_step;
pub mod security;
pub mod unconfirmed;
