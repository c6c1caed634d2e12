//! The lists of people and the one search of them.
//!
//! A filter is a row of [`FILTERS`](crate::domain::search::filter::FILTERS); here it needs its label in `names.rs` only.

mod addresses;
mod by_talent;
mod card;
mod card_text;
mod check_list;
mod chips;
mod choices;
mod compare;
mod form;
mod found;
mod hints;
mod input;
mod list;
mod names;
mod results;

pub use by_talent::TalentPage;
pub use compare::{CompareCastingPage, CompareTalentsPage};
pub use found::found;
pub use list::{CastingPage, DirectoryListPage};
