//! The administrators' desk, used without JavaScript.

mod access;
mod actions;
mod address;
mod admins;
mod announcements;
mod audit;
mod backups;
mod columns;
mod duplicates;
mod edit;
mod examination;
mod export_faults;
mod exports;
mod jobs;
mod last_seen;
mod mails;
mod many_editors;
mod merges;
mod notes;
mod one_line;
mod overview;
mod people;
mod person;
mod roles;
mod saved_filters;
mod selection;
mod settings;
mod silence;
mod slip;
mod talent_lists;
mod walk_in;
mod webhooks;

use crate::support::{TestApp, own_data::number};

/// How many lines of the audit log there are for an action of an administrator.
async fn lines(app: &TestApp, action: &str) -> i64 {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM audit_log WHERE action = '{action}' AND actor = 'administrator' AND origin <> ''"
    );
    number(app, &sql).await
}

/// How many lines of the audit log there are at all.
async fn all_lines(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM audit_log").await
}
