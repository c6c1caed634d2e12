//! One page a file, by area.

pub mod about;
pub mod auth;
pub mod cinema;
pub mod error;
pub mod failure;
pub mod home;
pub mod legal;
pub mod profile;
pub mod registration;
pub mod sections;
pub mod talents;
pub mod too_fast;
