//! What a casting search compares: filters as an address carries them.

mod filter;
mod name;

pub use filter::{CastingFilter, Sort};
pub use name::{CastingFilterName, FilterKind, TraitList};

/// A page of the casting search.
pub type CastingPage = crate::domain::search::directory::DirectoryPage<CastingFilterName>;
