//! Providers of the outside world: one client each, an honest answer when one is not configured.

pub mod https;
pub mod sendgrid;
pub mod tmdb;
