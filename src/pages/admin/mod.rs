//! The administrators' desk. Everything on it works without JavaScript.

mod actions;
mod admins;
mod announcements;
mod answer;
mod audit;
mod backups;
mod columns;
mod confirmed;
mod cv_analyses;
mod duplicates;
mod edit;
mod exact;
mod examination;
mod exports;
mod filters;
mod frame;
mod group_actions;
mod imports;
mod jobs;
mod kept;
mod listing;
mod log;
mod long_work;
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
mod tokens;
mod walk_in;
mod webhooks;

pub use self::{
    admins::DeskAdminsPage,
    announcements::{DeskAnnouncementPage, DeskAnnouncementsPage},
    audit::DeskAuditPage,
    backups::DeskBackupsPage,
    cv_analyses::{DeskCvAnalysesPage, DeskCvAnalysisPage},
    duplicates::{ComparePeoplePage, ConfirmMergePage, DeskDuplicatesPage},
    edit::{DeskCinemaEditPage, DeskEditPage},
    examination::DeskExaminationPage,
    exports::{DeskExportsPage, DeskNewExportPage},
    group_actions::{DeskGroupActionPage, DeskGroupActionsPage},
    imports::{DeskImportPage, DeskImportsPage, DeskNewImportPage},
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
    tokens::DeskTokensPage,
    walk_in::DeskWalkInPage,
    webhooks::{DeskWebhookPage, DeskWebhooksPage},
};
