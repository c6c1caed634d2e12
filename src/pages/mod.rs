//! One page a file, by area.

pub mod about;
pub mod auth;
pub mod error;
pub mod home;
pub mod legal;
