//! The two databases.

mod postgres_tls;
mod refusals;
mod schema;
