//! The film profile: what is typed and what may be taken.

pub mod fields;
pub mod production_fields;
mod section;

#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub mod gallery_order;
#[cfg(feature = "ssr")]
mod physique;
#[cfg(feature = "ssr")]
pub mod productions;

#[cfg(feature = "ssr")]
pub use self::{
    document::check_document,
    physique::{HEIGHTS, OLDEST_ROLE, check_ages},
    productions::{Production, check_productions},
};
pub use crate::domain::fields::Section;
