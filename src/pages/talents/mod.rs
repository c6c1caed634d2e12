//! The directory.

mod by_talent;
mod card;
mod check_list;
mod chips;
mod filter_form;
mod list;
mod names;
mod results;

pub use by_talent::TalentPage;
pub use card::TalentCards;
pub use list::DirectoryListPage;
