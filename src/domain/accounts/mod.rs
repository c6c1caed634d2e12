//! What pages about accounts answer.

pub mod api_token;
pub mod device;
pub mod first_administrator;
pub mod no_address;
pub mod security;
pub mod sign_in;
pub mod two_factor;
