//! Searches, as addresses carry them and pages show them.
//!
//! A filter is one row of [`filter::FILTERS`]; a list is one arm of [`list::SearchList`].

#[cfg(feature = "ssr")]
pub mod attribute;
#[cfg(feature = "ssr")]
pub mod comparison;
#[cfg(feature = "ssr")]
pub mod cursor;
#[cfg(feature = "ssr")]
pub mod filter;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
mod names;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod query;
pub mod text;
#[cfg(feature = "ssr")]
mod values;
#[cfg(feature = "ssr")]
pub mod words;
