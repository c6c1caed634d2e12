//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod admins;
mod answer;
mod audit;
mod edit;
mod exact;
mod filters;
mod frame;
mod jobs;
mod listing;
mod log;
mod mail;
mod mails;
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
    audit::DeskAuditPage,
    edit::{DeskCinemaEditPage, DeskEditPage},
    jobs::DeskJobsPage,
    mail::DeskMailPage,
    mails::DeskMailsPage,
    overview::DeskPage,
    people::DeskPeoplePage,
    person::DeskPersonPage,
    slip::DeskSlipPage,
    walk_in::DeskWalkInPage,
};
