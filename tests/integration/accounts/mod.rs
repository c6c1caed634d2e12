//! Accounts.

mod first_administrator;
mod in_flight;
mod passwords;
mod recovery;
mod security;
mod sign_in;
mod sign_in_limits;
mod two_factor;
