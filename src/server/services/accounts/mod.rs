//! Accounts: signing in, passwords, addresses, sessions.

pub mod email_change;
pub mod email_confirmation;
mod factor_check;
pub mod first_administrator;
pub mod language;
pub mod links;
pub mod new_password;
pub mod news;
