//! What every answer has.

mod connections;
mod error_pages;
mod security_headers;
