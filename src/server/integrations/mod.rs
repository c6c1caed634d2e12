//! External providers: one client each, and an error of its own when one is not configured.

pub mod https;
pub mod openrouter;
pub mod sendgrid;
pub mod tmdb;
pub mod webhooks;
