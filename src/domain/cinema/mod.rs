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

pub use self::section::Section;
#[cfg(feature = "ssr")]
pub use self::{
    document::check_document,
    physique::{HEIGHTS, OLDEST_ROLE, check_ages},
    productions::{Production, check_productions},
};

/// The draft of the CINEMA form.
#[cfg(feature = "ssr")]
pub type CinemaDraft = crate::domain::registration::FormDraft<Section>;
