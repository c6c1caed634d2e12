//! What the search reads of the database: cities, what the index is made of, what changed since it was made.

pub mod changes;
pub mod cities;
pub mod last_seen;
pub mod source;
mod walk;
