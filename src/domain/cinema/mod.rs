//! The film profile: what is typed and what may be taken.

pub mod production_fields;
#[cfg(feature = "ssr")]
pub mod productions;

#[cfg(feature = "ssr")]
pub use self::productions::{Production, check_productions};
