//! One page a file, by area.

pub mod about;
pub mod error;
pub mod home;
pub mod legal;
