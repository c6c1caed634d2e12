//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod answer;
mod exact;
mod frame;
mod log;
mod overview;
mod people;
mod person;
mod private;
mod profiles;
mod settings;
mod statistics;
mod table;
mod talent_lists;
mod texts;

pub use self::{
    overview::DeskPage,
    people::DeskPeoplePage,
    person::DeskPersonPage,
    settings::DeskSettingsPage,
    talent_lists::{DeskTalentEntryPage, DeskTalentsPage},
};
