//! The directory.

mod by_talent;
mod card;
mod check_list;
mod chips;
pub mod cinema;
mod filter_form;
mod list;
mod names;
mod results;

pub use by_talent::TalentPage;
pub use card::{ListOf, TalentCards};
pub use check_list::{CheckGroup, CheckList};
pub use chips::ChipList;
pub use list::DirectoryListPage;
pub use results::{Ignored, NobodyFound, Results, summary_line};
