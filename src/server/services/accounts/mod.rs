//! Accounts: signing in, passwords, addresses, sessions.

pub mod api_tokens;
pub mod email_change;
pub mod email_confirmation;
mod factor_check;
pub mod first_administrator;
pub mod language;
pub mod links;
pub mod me;
pub mod new_password;
pub mod news;
pub mod password_reset;
pub mod reauthentication;
pub mod security;
pub mod sessions;
pub mod sign_in;
pub mod slips;
pub mod two_factor;
