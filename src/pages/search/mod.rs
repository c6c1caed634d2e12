//! The directory.

mod by_talent;
mod card;
mod check_list;
mod chips;
pub mod cinema;
mod filter_form;
mod found;
mod list;
mod names;
mod results;
mod search_form;

pub use by_talent::TalentPage;
pub use card::TalentCards;
pub use check_list::{CheckGroup, CheckList};
pub use chips::{Chip, value_chips};
pub use found::found;
pub use list::DirectoryListPage;
pub use names::filter_label;
pub use search_form::{CodeFilter, NumberFilter, PhotoFilter, SearchForm, SelectFilter, WordsFilter};
