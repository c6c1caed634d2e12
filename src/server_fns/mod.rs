//! What the browser may ask of the server: one file an area, thin.

pub mod auth;
pub mod form_encoding;
pub mod registration;
