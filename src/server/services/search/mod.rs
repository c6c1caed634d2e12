//! Finding people, and the lists that lead to them.

pub mod cinema;
pub mod cinema_landing;
pub mod cities;
pub mod directory;
pub mod home;
pub mod indexing;
