//! The casting search.

mod chips;
mod filter_form;
mod filter_group;
mod list;

pub use list::CastingPage;
