//! Demo people, written in bulk.

pub mod cinema;
pub mod people;
