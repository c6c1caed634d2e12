//! The only home of queries: one file a table or read model.

pub mod accounts;
pub mod cities;
pub mod one_time_links;
pub mod reference;
pub mod sessions;
pub mod talents;
