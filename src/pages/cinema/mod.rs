//! The CINEMA module.

pub mod talents;
