//! The server: database, services, security, HTTP. Never compiled for the browser.

pub mod clock;
pub mod config;
pub mod context;
pub mod db;
pub mod error;
pub mod repositories;
pub mod security;
pub mod services;
pub mod state;
