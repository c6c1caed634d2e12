//! The server: database, services, security, HTTP. Never compiled for the browser.

pub mod cache;
pub mod caches;
pub mod clock;
pub mod config;
pub mod connections;
pub mod context;
pub mod db;
pub mod documents;
pub mod error;
pub mod geo;
pub mod handlers;
pub mod images;
pub mod integrations;
pub mod jobs;
pub mod mails;
pub mod middleware;
pub mod repositories;
pub mod router;
pub mod security;
pub mod serve;
pub mod services;
pub mod startup;
pub mod state;
pub mod storage;
pub mod telemetry;
