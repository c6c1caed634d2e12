//! Demo people.

mod people;
