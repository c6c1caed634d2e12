//! All queries: one file a table or read model.

pub mod accounts;
pub mod admin;
mod batches;
pub mod demo;
pub mod files;
pub mod imports;
pub mod mail;
pub mod operations;
mod paged;
pub mod profiles;
pub mod registration;
pub mod search;
