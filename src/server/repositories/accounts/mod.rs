//! Accounts, their sessions and one-time links.

pub mod account;
pub mod one_time_links;
pub mod sessions;
pub mod two_factors;
