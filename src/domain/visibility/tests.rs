//! The table is complete, and the rules say what the specification says.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::fields::{FIELDS, columns_of};

/// Tables that hold something about a person.
const PERSONAL: [&str; 17] = [
    "accounts",
    "people",
    "identity_documents",
    "person_languages",
    "social_links",
    "unique_codes",
    "main_profiles",
    "cinema_profiles",
    "cinema_profile_types",
    "cinema_profile_skills",
    "cinema_profile_ethnicities",
    "cinema_gallery_photos",
    "cinema_productions",
    "main_profile_talents",
    "consents",
    "files",
    "outbox_mails",
];

/// Tables without a word about what a person answered: reference data, and what the application stores for its own work
/// (sessions, drafts, links, jobs, audit lines, notes and saved filters of administrators appear on no page about a
/// person outside the desk; « my data » lists them).
const OTHERS: [&str; 43] = [
    "reference_loads",
    "reference_keys",
    "countries",
    "cities",
    "talent_categories",
    "talents",
    "code_counters",
    "key_checks",
    "installation",
    "backup_works",
    "settings",
    "setting_changes",
    "distinct_people",
    "merges",
    "drafts",
    "sessions",
    "api_tokens",
    "idempotency_keys",
    "one_time_links",
    "audit_log",
    "audit_chain",
    "person_notes",
    "group_actions",
    "group_action_results",
    "saved_filters",
    "imports",
    "imported_people",
    "import_files",
    "import_values",
    "exports",
    "exported_people",
    "export_templates",
    "announcements",
    "announcement_recipients",
    "announcement_days",
    "two_factors",
    "recovery_codes",
    "jobs",
    "webhooks",
    "webhook_deliveries",
    "cv_analyses",
    "cv_analysis_calls",
    "search_changes",
];

/// Every table in the schema, with its columns.
fn tables() -> BTreeMap<String, Vec<String>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut table = String::new();
    for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/db/schema.rs")).lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            table = name.to_owned();
        } else if let Some((column, _)) = line.split_once(" -> ").filter(|_| !line.starts_with("diesel::")) {
            tables.entry(table.clone()).or_default().push(column.to_owned());
        }
    }
    tables
}

#[test]
fn every_table_is_personal_or_is_not() {
    let named: Vec<&str> = PERSONAL.into_iter().chain(OTHERS).collect();
    let distinct: BTreeSet<String> = named.iter().map(ToString::to_string).collect();
    assert_eq!(named.len(), distinct.len(), "a table stands in both lists");
    assert_eq!(distinct, tables().into_keys().collect());
}

/// `table.column` of every personal column in the schema.
fn stored() -> BTreeSet<String> {
    let personal = tables().into_iter().filter(|(table, _)| PERSONAL.contains(&table.as_str()));
    personal.flat_map(|(table, columns)| columns.into_iter().map(move |column| format!("{table}.{column}"))).collect()
}

#[test]
fn every_stored_field_has_exactly_one_row() {
    let rows: Vec<_> = TABLE.iter().flat_map(columns_of).map(ToString::to_string).collect();
    let distinct: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(rows.len(), distinct.len(), "a column stands in two rows");
    assert_eq!(distinct, stored());
}

#[test]
fn every_row_has_a_field_of_its_own() {
    let fields: std::collections::HashSet<_> = TABLE.iter().map(|row| row.field).collect();
    assert_eq!(fields.len(), TABLE.len());
}

#[test]
fn every_field_of_the_catalogue_has_a_row() {
    for field in FIELDS {
        assert!(TABLE.iter().any(|row| row.field == field.seen), "{:?} is shown to nobody", field.id);
    }
}

#[test]
fn names_show_to_visitors_only_when_ticked() {
    let ticked = Switches { show_name_photo: true, ..Switches::default() };
    let others = Switches { show_links: true, show_origins: true, ..Switches::default() };
    assert!(may_see(VisibilityField::FullName, Audience::Anonymous, ticked));
    assert!(!may_see(VisibilityField::FullName, Audience::Anonymous, others));
    assert!(may_see(VisibilityField::FullName, Audience::SignedIn, Switches::default()));
}

#[test]
fn no_switch_opens_a_private_field() {
    let all = Switches { show_name_photo: true, show_links: true, show_origins: true };
    for field in [
        VisibilityField::Email,
        VisibilityField::Phone,
        VisibilityField::BirthDate,
        VisibilityField::Guardian,
        VisibilityField::Consents,
        VisibilityField::Cv,
        VisibilityField::Internal,
    ] {
        for audience in [Audience::Anonymous, Audience::SignedIn] {
            assert_eq!(shown(field, audience, all), Shown::Hidden, "{field:?} {audience:?}");
        }
    }
    assert!(Audience::ALL.into_iter().all(|audience| !may_see(VisibilityField::Internal, audience, all)));
}

#[test]
fn a_mask_tells_the_last_two_characters_and_no_length() {
    assert_eq!(mask("AB123456"), "••••••56");
    assert_eq!(mask(" AB12345678901234 "), "••••••34");
    assert_eq!((mask("12345").as_str(), mask("").as_str()), ("••••••", "••••••"));
}

#[test]
fn each_switch_opens_its_own_rule() {
    let links = Switches { show_links: true, ..Switches::default() };
    assert_eq!(Rule::IfShowLinks.resolve(links), Shown::Fully);
    assert_eq!(Rule::IfShowOrigins.resolve(links), Shown::Hidden);
    assert_eq!(Rule::Masked.resolve(links), Shown::Masked);
}

#[test]
fn who_reaches_what() {
    let who = |visibility, suspended, minor, minor_approved| {
        let standing = ModerationState { visibility, suspended, minor, minor_approved };
        Audience::ALL.map(|audience| u8::from(standing.reachable(audience)))
    };
    // Anonymous, signed in, owner, administrator.
    assert_eq!(who(Visibility::Public, false, false, false), [1, 1, 1, 1]);
    assert_eq!(who(Visibility::Members, false, false, false), [0, 1, 1, 1]);
    assert_eq!(who(Visibility::Private, false, false, false), [0, 0, 1, 1]);
    for visibility in Visibility::ALL {
        assert_eq!(who(visibility, true, false, false), [0, 0, 0, 1], "suspended");
        assert_eq!(who(visibility, false, true, false), [0, 0, 1, 1], "minor, not approved");
    }
    assert_eq!(who(Visibility::Public, false, true, true), [0, 1, 1, 1], "a minor is never public");
    assert_eq!(who(Visibility::Members, false, true, true), [0, 1, 1, 1]);
    assert_eq!(who(Visibility::Private, false, true, true), [0, 0, 1, 1]);
}
