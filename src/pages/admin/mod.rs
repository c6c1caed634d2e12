//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod admins;
mod announcements;
mod answer;
mod audit;
mod columns;
mod duplicates;
mod edit;
mod exact;
mod examination;
mod filters;
mod frame;
mod group_actions;
mod jobs;
mod listing;
mod log;
mod mail;
mod mails;
mod notes;
mod overview;
mod people;
mod person;
mod profiles;
mod saved_filters;
mod settings;
mod slip;
mod statistics;
mod table;
mod talent_lists;
mod texts;
mod walk_in;
mod webhooks;

pub use self::{
    admins::DeskAdminsPage,
    announcements::{DeskAnnouncementPage, DeskAnnouncementsPage},
    audit::DeskAuditPage,
    duplicates::{ComparePeoplePage, ConfirmMergePage, DeskDuplicatesPage},
    edit::{DeskCinemaEditPage, DeskEditPage},
    examination::DeskExaminationPage,
    group_actions::{DeskGroupActionPage, DeskGroupActionsPage},
    jobs::DeskJobsPage,
    mail::DeskMailPage,
    mails::DeskMailsPage,
    overview::DeskPage,
    people::DeskPeoplePage,
    person::DeskPersonPage,
    saved_filters::DeskFiltersPage,
    settings::{DeskLegalPage, DeskSettingsPage},
    slip::DeskSlipPage,
    talent_lists::{DeskTalentEntryPage, DeskTalentsPage},
    walk_in::DeskWalkInPage,
    webhooks::{DeskWebhookPage, DeskWebhooksPage},
};
