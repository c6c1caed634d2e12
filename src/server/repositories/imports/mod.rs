//! People who come from elsewhere.

pub mod cells;
pub mod files;
pub mod moved;
pub mod people;
pub mod runs;
