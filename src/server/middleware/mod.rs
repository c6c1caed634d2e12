//! What happens to every request before and after its handler.

pub mod address_limit;
pub mod body_limit;
pub mod error_pages;
pub mod executor;
pub mod form_answers;
pub mod page_cache;
pub mod panics;
pub mod reactive_owner;
pub mod representations;
pub mod request_context;
pub mod request_counter;
