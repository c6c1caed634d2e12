//! Rows with something wrong: each is reported, and harms no other.

use talentsmaroc::domain::import::{Fate, RowOutcome};

use super::{accounts_for_every_cell, move_in};
use crate::support::{
    files::all_files,
    old_site::{CINEMA, OldSite, USERS, code, email},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

on_both! {
    async fn each_hostile_row_is_reported_and_harms_no_other(app: TestApp) {
        let site = OldSite::new();
        let foreign = String::from_utf8(
            talentsmaroc::server::security::encryption::Keyring::of_secret("another key").unwrap().encrypt(b"0612345678"),
        )
        .unwrap();
        std::fs::write(site.uploads().join("photos/user-7.jpg"), "<html><script>alert(1)</script></html>").unwrap();
        std::fs::remove_file(site.uploads().join("photos/user-8.jpg")).unwrap();
        site.run(&format!(
            "INSERT INTO user_talents VALUES (1, 99), (1, 2); \
             UPDATE users SET first_name = 'Ancienne' || char(0) || '2' WHERE id = 2; \
             UPDATE users SET email = ' ANCIEN4@Example.org' WHERE id = 3; \
             UPDATE users SET date_of_birth = '0001-01-01' WHERE id = 5; \
             UPDATE users SET bio = '{bio}', rate_range = 'à discuter', favourite_colour = 'vert' WHERE id = 6; \
             UPDATE users SET phone_encrypted = '{foreign}', availability = 'Parfois' WHERE id = 9; \
             UPDATE users SET password_hash = 'plain', country_id = 77, date_of_birth = NULL WHERE id = 10; \
             UPDATE users SET photo_filename = '../../../../etc/passwd', cv_filename = '/etc/passwd' WHERE id = 12;",
            bio = "x".repeat(5 << 20),
        ));
        let clash = TestPerson { code: code(11), ..TestPerson::new(500) };
        insert(&app.state, &[clash]).await;
        let planned = move_in(&app, &site, true).await;
        let report = move_in(&app, &site, false).await;
        accounts_for_every_cell(&report);
        assert_eq!(planned.cells, report.cells, "a dry run tells what happens");
        let cell = |row: &str, column: &str| {
            let row = report.row_reports.iter().find(|found| found.table == "users" && found.row == row).unwrap();
            row.cells.iter().find(|cell| cell.column == column).map(|cell| cell.fate)
        };
        for (row, column, fate) in [
            ("1", "talents", Fate::UnknownLabel),
            ("2", "first_name", Fate::Mended),
            ("6", "bio", Fate::Invalid),
            ("6", "rate_range", Fate::Unreadable),
            ("6", "favourite_colour", Fate::UnknownColumn),
            ("7", "photo_filename", Fate::FileRefused),
            ("8", "photo_filename", Fate::FileMissing),
            ("9", "phone_encrypted", Fate::OtherKey),
            ("9", "availability", Fate::UnknownLabel),
            ("11", "unique_code", Fate::CodeTaken),
            ("12", "photo_filename", Fate::FileMissing),
            ("12", "cv_filename", Fate::FileMissing),
        ] {
            assert_eq!(cell(row, column), Some(fate), "{row} {column}");
        }
        let refused: Vec<_> = report
            .row_reports
            .iter()
            .filter(|row| row.outcome == RowOutcome::Refused)
            .map(|row| (row.row.as_str(), row.reason.as_deref().unwrap()))
            .collect();
        assert_eq!(
            refused,
            [("4", "email: email_taken"), ("5", "date_of_birth: year_in_full"), ("10", "date_of_birth: required")]
        );
        // The fifth CINEMA row joined the fifth user, who is not there: an account of its own.
        assert_eq!(report.joined, 4 - 1);
        let people = number(&app, "SELECT COUNT(*) AS n FROM people").await;
        assert_eq!(people, i64::try_from(1 + USERS - 3 + CINEMA).unwrap() - report.joined);
        let label = "SELECT COUNT(*) AS n FROM import_values WHERE fate = 'unknown_label' AND value_encrypted IS NOT NULL";
        assert_eq!(number(&app, label).await, 2);
        let of_refused = "SELECT COUNT(*) AS n FROM import_values WHERE person_id IS NULL AND value_encrypted IS NOT NULL";
        assert_eq!(number(&app, of_refused).await, 0, "nothing is kept of who was not taken");
        let json = serde_json::to_string(&report).unwrap();
        for personal in ["0612345678", "rue de l", "ancien1@example.org", "1990-02-28", "AB0000"] {
            assert!(!json.to_lowercase().contains(personal), "{personal}");
        }
        assert!(json.contains("Alchimie") && json.contains("Parfois") && json.contains("à discuter"));
        for file in all_files(&app.folder.path().join("storage")) {
            let bytes = std::fs::read(&file).unwrap();
            assert!(!bytes.windows(7).any(|seven| seven == b"<script"), "{}", file.display());
        }

        // What was mended there comes in by the next run.
        site.run("UPDATE users SET date_of_birth = '1990-01-01' WHERE id IN (5, 10)");
        let later = move_in(&app, &site, false).await;
        // The fifth user joins what the fifth CINEMA row made meanwhile; the address of the fourth is still another's.
        assert_eq!((later.imported, later.joined, later.refused), (1, 1, 1), "{:?}", later.row_reports);
    }

    async fn a_row_joins_no_account_whose_address_was_never_confirmed(app: TestApp) {
        let site = OldSite::new();
        let stranger = TestPerson { email: email(1), ..TestPerson::new(501) };
        let stranger = insert(&app.state, &[stranger]).await.remove(0);
        for dry_run in [true, false] {
            let report = move_in(&app, &site, dry_run).await;
            let refused: Vec<_> = report
                .row_reports
                .iter()
                .filter(|row| row.outcome == RowOutcome::Refused)
                .map(|row| (row.table.as_str(), row.row.as_str(), row.reason.as_deref().unwrap()))
                .collect();
            let reason = "email: email_unconfirmed";
            assert_eq!(refused, [("users", "1", reason), ("cinema_talents", "1", reason)]);
        }
        let given = format!("SELECT COUNT(*) AS n FROM identity_documents WHERE person_id = {}", stranger.person_id);
        assert_eq!(number(&app, &given).await, 0);
    }
}
