//! The film profile: what is typed and what may be taken.

pub mod fields;
pub mod production_fields;
mod section;

#[cfg(feature = "ssr")]
mod choices;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub mod gallery_order;
#[cfg(feature = "ssr")]
mod physique;
#[cfg(feature = "ssr")]
pub mod productions;
#[cfg(feature = "ssr")]
mod section_answers;
#[cfg(feature = "ssr")]
mod whole;

pub use self::section::Section;
#[cfg(feature = "ssr")]
pub use self::{
    choices::{check_ethnicities, check_skills, check_types},
    document::check_document,
    physique::{HEIGHTS, OLDEST_ROLE, Physique},
    productions::{Production, check_productions},
    section_answers::{CinemaSectionAnswers, Pictures},
    whole::CinemaRegistration,
};

/// The draft of the CINEMA form.
#[cfg(feature = "ssr")]
pub type CinemaDraft = crate::domain::registration::FormDraft<Section>;
