//! What every answer has.

mod addresses;
mod connections;
mod error_pages;
mod security_headers;
