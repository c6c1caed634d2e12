//! The only home of queries: one file a table or read model.

pub mod cities;
pub mod reference;
pub mod talents;
