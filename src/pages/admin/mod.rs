//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod admins;
mod answer;
mod edit;
mod exact;
mod frame;
mod log;
mod notes;
mod overview;
mod people;
mod person;
mod private;
mod profiles;
mod slip;
mod table;
mod texts;
mod walk_in;

pub use self::{
    admins::DeskAdminsPage,
    edit::{DeskCinemaEditPage, DeskEditPage},
    overview::DeskPage,
    people::DeskPeoplePage,
    person::DeskPersonPage,
    slip::DeskSlipPage,
    walk_in::DeskWalkInPage,
};
