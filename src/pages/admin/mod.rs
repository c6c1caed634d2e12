//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod answer;
mod audit;
mod exact;
mod filters;
mod frame;
mod jobs;
mod listing;
mod log;
mod mail;
mod mails;
mod overview;
mod people;
mod person;
mod private;
mod profiles;
mod table;
mod texts;

pub use self::{
    audit::DeskAuditPage, jobs::DeskJobsPage, mail::DeskMailPage, mails::DeskMailsPage, overview::DeskPage,
    people::DeskPeoplePage, person::DeskPersonPage,
};
