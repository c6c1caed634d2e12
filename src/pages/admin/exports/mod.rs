//! People as files: the page on which columns and format are chosen, and the list of exports.

mod columns;
mod list;
mod new;
mod templates;
mod words;

pub use self::{list::DeskExportsPage, new::DeskNewExportPage};
