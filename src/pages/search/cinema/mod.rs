//! The casting search.

mod chips;
mod filter_form;
mod filter_group;
mod list;
mod names;

pub use list::CastingPage;
