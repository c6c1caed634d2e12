//! Accounts, their sessions and one-time links.

pub mod account;
pub mod api_tokens;
pub mod idempotency_keys;
pub mod one_time_links;
pub mod sessions;
pub mod two_factors;
