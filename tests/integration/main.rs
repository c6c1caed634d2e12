//! Tests through the real router, on both databases.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failing test may panic")]

mod command_line;
mod directory;
mod faults;
mod postgres_tls;
mod profile;
mod reference_data;
mod registration;
mod schema;
mod support;
