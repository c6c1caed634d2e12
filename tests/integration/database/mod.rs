//! The two databases.

mod postgres_tls;
mod schema;
