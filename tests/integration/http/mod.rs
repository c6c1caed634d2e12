//! What every answer has.

mod addresses;
mod connections;
mod error_pages;
mod frame;
mod page_cache;
mod roles;
mod security_headers;
