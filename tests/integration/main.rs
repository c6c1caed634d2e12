//! Tests through the real router, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failing test may panic")]
#![expect(clippy::pedantic, reason = "fixtures are written for the reader of a test")]

mod accounts;
mod admin;
mod database;
mod demo;
mod documents;
mod faults;
mod files;
mod http;
mod leaks;
mod mail;
mod operations;
mod profiles;
mod registration;
mod search;
mod support;
