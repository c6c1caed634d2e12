//! Pages of the film-casting module.

pub mod profile;
