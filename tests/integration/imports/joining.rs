//! Rows about people who are there already.

use talentsmaroc::{
    domain::import::Fate,
    server::{repositories::profiles::unique_codes, services::import::Report},
};

use super::{accounts_for_every_cell, move_in};
use crate::support::{
    TestApp,
    accounts::{execute, sign_in},
    old_site::{JOINED, OLD_PASSWORD, OldSite, code, email},
    on_both,
    own_data::number,
};

/// What became of a cell of the only row with this number.
fn fate(report: &Report, (table, row, column): (&str, &str, &str)) -> Option<Fate> {
    let row = report.row_reports.iter().find(|found| found.table == table && found.row == row)?;
    row.cells.iter().find(|cell| cell.column == column).map(|cell| cell.fate)
}

async fn person_of(app: &TestApp, code: &str) -> i64 {
    unique_codes::person_of(&mut app.state.db.read().await.unwrap(), code).await.unwrap().unwrap()
}

on_both! {
    async fn joined_rows_keep_links_and_visibility(app: TestApp) {
        let site = OldSite::new();
        // The CINEMA form asks no GitHub.
        site.run(&format!(
            "ALTER TABLE users ADD COLUMN github_encrypted TEXT; \
             UPDATE users SET github_encrypted = '{}' WHERE id = 1; \
             UPDATE users SET account_active = 0 WHERE id = 2; \
             UPDATE cinema_talents SET is_active = 0 WHERE id = 3;",
            site.sealed("https://github.com/ancienne1"),
        ));
        let report = move_in(&app, &site, false).await;
        accounts_for_every_cell(&report);
        let joined = i64::try_from(JOINED).unwrap();
        assert_eq!((report.joined, report.refused), (joined, 0), "{:?}", report.row_reports);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM social_links WHERE network = 'github'").await, 1);
        for (number_of_user, main, cinema) in [(1, "members", "members"), (2, "private", "private"), (3, "members", "private")] {
            let person_id = person_of(&app, &code(number_of_user)).await;
            for (table, visibility) in [("main_profiles", main), ("cinema_profiles", cinema)] {
                let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE person_id = {person_id} AND visibility = '{visibility}'");
                assert_eq!(number(&app, &sql).await, 1, "{number_of_user} {table}");
            }
        }
    }

    async fn a_later_run_takes_nothing_from_who_is_there(app: TestApp) {
        let site = OldSite::new();
        site.run(
            "CREATE TABLE later_users AS SELECT * FROM users WHERE id = 1; DELETE FROM users WHERE id = 1; \
             UPDATE cinema_talents SET id_document_type = 'residence_card' WHERE id = 1; \
             CREATE TABLE later AS SELECT * FROM cinema_talents WHERE id IN (14, 15); \
             DELETE FROM cinema_talents WHERE id IN (14, 15);",
        );
        move_in(&app, &site, false).await;
        let (seen, minor) = (person_of(&app, &code(14)).await, person_of(&app, &code(25)).await);
        sign_in(&mut app.browser(), &email(14), OLD_PASSWORD).await;
        execute(&app, &format!("UPDATE people SET minor_approved_at = created_at WHERE id = {minor}")).await;
        site.run(&format!(
            "INSERT INTO users SELECT * FROM later_users; \
             UPDATE later SET email = '{}' WHERE id = 14; \
             UPDATE later SET email = '{}', date_of_birth = '2015-05-05' WHERE id = 15; \
             INSERT INTO cinema_talents SELECT * FROM later;",
            email(14),
            email(25),
        ));
        let report = move_in(&app, &site, false).await;
        accounts_for_every_cell(&report);
        assert_eq!((report.joined, report.imported, report.refused), (3, 0, 0), "{:?}", report.row_reports);
        assert_eq!(fate(&report, ("cinema_talents", "14", "first_name")), Some(Fate::ChangedHere));
        assert_eq!(fate(&report, ("users", "1", "first_name")), Some(Fate::Prevailed));
        let kept = format!("SELECT COUNT(*) AS n FROM people WHERE id = {seen} AND first_name = 'Ancienne14'");
        assert_eq!(number(&app, &kept).await, 1);
        let waits = format!("SELECT COUNT(*) AS n FROM people WHERE id = {minor} AND minor_approved_at IS NULL");
        assert_eq!(number(&app, &waits).await, 1, "the new profile was never approved");
        let both = person_of(&app, &code(1)).await;
        let documents = format!("SELECT COUNT(*) AS n FROM identity_documents WHERE person_id = {both}");
        assert_eq!(number(&app, &documents).await, 2, "passport and residence card");
    }
}
