//! Finding people, and the lists that lead to them.

mod cards;
pub mod casting_list;
pub mod cinema_landing;
pub mod cities;
pub mod compare;
pub mod faces;
pub mod home;
pub mod index;
mod last_seen;
pub mod lists;
mod resolve;
