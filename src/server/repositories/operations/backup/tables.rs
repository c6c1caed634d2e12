//! Which tables a backup takes. A table of the schema that is in neither list fails a test.

use crate::server::db::catalogue::{TableShape, table};

/// A table that a backup takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub table: &'static str,
    /// Only rows of which this is true, in the SQL of both databases.
    pub only: Option<&'static str>,
}

const fn all(table: &'static str) -> Taken {
    Taken { table, only: None }
}

const fn only(table: &'static str, condition: &'static str) -> Taken {
    Taken { table, only: Some(condition) }
}

/// What a backup takes.
pub const TAKEN: &[Taken] = &[
    all("reference_loads"),
    all("reference_keys"),
    all("countries"),
    all("cities"),
    all("talent_categories"),
    all("talents"),
    all("accounts"),
    all("people"),
    all("identity_documents"),
    all("person_languages"),
    all("social_links"),
    all("consents"),
    all("unique_codes"),
    all("code_counters"),
    all("distinct_people"),
    all("merges"),
    // Files of forms that are being filled in go with the forms.
    only("files", "draft_id IS NULL"),
    all("main_profiles"),
    all("main_profile_talents"),
    all("cinema_profiles"),
    all("cinema_profile_types"),
    all("cinema_profile_skills"),
    all("cinema_profile_ethnicities"),
    all("cinema_gallery_photos"),
    all("cinema_productions"),
    only("jobs", "finished_at IS NULL"),
    all("outbox_mails"),
    all("audit_log"),
    all("audit_chain"),
    all("person_notes"),
    all("group_actions"),
    all("group_action_results"),
    all("saved_filters"),
    // Their files are kept for a day and stay behind.
    all("exports"),
    all("exported_people"),
    all("export_templates"),
    all("imports"),
    all("imported_people"),
    all("import_files"),
    all("import_values"),
    all("announcements"),
    all("announcement_recipients"),
    all("announcement_days"),
    all("two_factors"),
    all("recovery_codes"),
    all("settings"),
    all("setting_changes"),
    all("webhooks"),
    all("webhook_deliveries"),
    all("cv_analyses"),
    all("cv_analysis_calls"),
];

/// What it leaves out, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("sessions", "all sessions end with a restore"),
    ("one_time_links", "they are short-lived, and open accounts"),
    ("drafts", "what is being typed"),
    ("api_tokens", "one that was revoked since would open its account again"),
    ("idempotency_keys", "answers of the last day"),
    ("search_changes", "about what running servers have in memory"),
    ("key_checks", "about the keys of the installation, not of the backup"),
    ("installation", "about the storage of the installation"),
    ("backup_works", "about backups themselves"),
];

/// The shape of a table that is taken.
pub fn shape_of(taken: &Taken) -> Option<&'static TableShape> {
    table(taken.table)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::server::db::catalogue::tables;

    #[test]
    fn no_table_of_the_schema_is_forgotten() {
        let taken = TAKEN.iter().map(|taken| taken.table);
        let listed: Vec<&str> = taken.chain(LEFT_OUT.iter().map(|(table, _)| *table)).collect();
        let each: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(listed.len(), each.len(), "a table stands in the lists twice");
        assert_eq!(each, tables().iter().map(|table| table.name.as_str()).collect());
    }
}
