//! `/admin/duplicates`: people who may be registered twice; two of them side by side; what merging them does.

mod compare;
mod confirm;
mod head;
mod isolates;
mod list;
mod notice;
mod person;
mod words;

pub use self::{
    compare::ComparePeoplePage,
    confirm::ConfirmMergePage,
    list::DeskDuplicatesPage,
    person::{Merges, Twins},
};
