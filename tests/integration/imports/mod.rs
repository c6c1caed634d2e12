//! Moving people in.

mod desk;
mod flask;
mod hostile;
mod joining;
mod sheets;

use talentsmaroc::server::{
    actor::Actor,
    services::import::{self, Report},
};

use crate::support::{TestApp, old_site::OldSite, own_data::number};

/// Moves in as an operator does.
async fn move_in(app: &TestApp, site: &OldSite, dry_run: bool) -> Report {
    import::flask::run(&app.state, &Actor::command_line(), site.asked(dry_run), |_, _| {}).await.unwrap()
}

/// How many rows the tables have that an import fills.
async fn filled(app: &TestApp) -> Vec<(&'static str, i64)> {
    let mut counts = Vec::new();
    for table in [
        "accounts",
        "people",
        "main_profiles",
        "cinema_profiles",
        "unique_codes",
        "files",
        "consents",
        "social_links",
        "identity_documents",
        "imported_people",
        "import_values",
        "import_files",
        "outbox_mails",
    ] {
        counts.push((table, number(app, &format!("SELECT COUNT(*) AS n FROM {table}")).await));
    }
    counts
}

/// Every cell of the report is counted once for each row of its table.
fn accounts_for_every_cell(report: &Report) {
    for (table, columns) in &report.cells.0 {
        let rows = i64::try_from(report.row_reports.iter().filter(|row| row.table == *table).count()).unwrap();
        for (column, fates) in columns {
            assert_eq!(fates.values().sum::<i64>(), rows, "{table}.{column}: {fates:?}");
        }
    }
}
