//! What the browser may ask of the server: one file an area, thin.

pub mod auth;
