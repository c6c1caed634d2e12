//! The replaced application arrives whole.

use http::StatusCode;
use talentsmaroc::{
    domain::{
        fields::{FieldId, Value},
        import::Fate,
        module::Module,
    },
    server::{
        actor::Actor,
        repositories::profiles::unique_codes,
        services::{import::flask, profiles::load_answers},
    },
};

use super::{accounts_for_every_cell, filled, move_in};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, sign_in},
    old_site::{CINEMA, JOINED, OLD_PASSWORD, OldSite, USERS, cinema_code, code, email, phone},
    on_both,
    own_data::number,
};

/// A code in the other spelling.
fn dashed(code: &str) -> String {
    let (place, rest) = code.split_at(5);
    let (digits, gender) = rest.split_at(rest.len() - 1);
    format!("{}-{}-{digits}-{gender}", &place[..2], &place[2..]).to_lowercase()
}

async fn person_of(app: &TestApp, code: &str) -> i64 {
    unique_codes::person_of(&mut app.state.db.read().await.unwrap(), code).await.unwrap().unwrap()
}

on_both! {
    async fn everyone_arrives_once_and_every_code_opens(app: TestApp) {
        let site = OldSite::new();
        let planned = move_in(&app, &site, true).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 0, "a dry run stores nothing");
        let report = move_in(&app, &site, false).await;
        accounts_for_every_cell(&report);
        let (users, cinema, joined) =
            (i64::try_from(USERS).unwrap(), i64::try_from(CINEMA).unwrap(), i64::try_from(JOINED).unwrap());
        assert_eq!((report.imported, report.joined, report.refused), (users + cinema - joined, joined, 0), "{:?}", report.row_reports);
        assert_eq!(report.files_refused, 0, "{:?}", report.row_reports);
        let figures = |report: &talentsmaroc::server::services::import::Report| {
            (report.rows, report.imported, report.joined, report.changed, report.files_stored, report.cells.clone())
        };
        assert_eq!(figures(&planned), figures(&report), "a dry run tells what happens");
        assert_eq!(report.tables_not_taken, ["activity_logs", "app_settings"]);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM main_profiles").await, users);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM cinema_profiles").await, cinema);
        let open = "SELECT COUNT(*) AS n FROM main_profiles WHERE visibility <> 'members'";
        assert_eq!(number(&app, open).await, 0);
        let shown = "SELECT COUNT(*) AS n FROM people WHERE show_name_photo OR show_links OR show_origins";
        assert_eq!(number(&app, shown).await, 0);
        let consents = "SELECT COUNT(*) AS n FROM consents WHERE given_how = 'imported'";
        assert_eq!(number(&app, consents).await, 2 * (users + cinema));
        let numbered = "SELECT last_number AS n FROM code_counters WHERE prefix = 'MARAB'";
        assert_eq!(number(&app, numbered).await, users, "the counter goes on");
        let photos = "SELECT COUNT(*) AS n FROM people WHERE photo_file_id IS NOT NULL";
        assert_eq!(number(&app, photos).await, users + cinema - joined);
        let film = "SELECT COUNT(*) AS n FROM cinema_profiles p JOIN cinema_gallery_photos g ON g.profile_id = p.id \
                    WHERE p.id_photo_file_id IS NOT NULL";
        assert_eq!(number(&app, film).await, cinema);

        let mut browser = administrator_browser(&app).await;
        for number in 1..=USERS {
            for code in [code(number), dashed(&code(number))] {
                let page = browser.get(&format!("/profile/view/{code}")).await;
                assert_eq!(page.status, StatusCode::OK, "{code}");
            }
        }
        for number in 1..=CINEMA {
            for code in [cinema_code(number), dashed(&cinema_code(number))] {
                let page = browser.get(&format!("/cinema/profile/{code}")).await;
                assert_eq!(page.status, StatusCode::OK, "{code}");
            }
        }

        let before = filled(&app).await;
        let again = move_in(&app, &site, false).await;
        assert_eq!((again.unchanged, again.rows), (report.rows, report.rows));
        assert_eq!(filled(&app).await, before, "a second run changes nothing");
        site.run("INSERT INTO users (id, unique_code, first_name, last_name, email, date_of_birth, city_id, is_admin) \
                  VALUES (900, 'MARAB0900M', 'Nouveau', 'Exemple', 'nouveau@example.org', '1980-01-01', 2, 0), \
                  (901, 'MARAB0901M', 'Chef', 'Exemple', 'chef@example.org', '1980-01-01', 2, 1)");
        let later = move_in(&app, &site, false).await;
        assert_eq!((later.imported, later.left_out, later.unchanged), (1, 1, report.rows));
    }

    async fn what_was_secret_is_equal_and_the_newer_row_counts(app: TestApp) {
        let site = OldSite::new();
        let report = move_in(&app, &site, false).await;
        let mut conn = app.state.db.read().await.unwrap();
        for number in 1..=USERS {
            let person_id = person_of(&app, &code(number)).await;
            let stored = load_answers(&mut conn, &app.state.security.keyring, person_id, Some(Module::Main)).await.unwrap().unwrap();
            let text = |id| stored.answers.text(id).map(str::to_owned);
            assert_eq!(text(FieldId::Phone), Some(phone(number)));
            assert_eq!(text(FieldId::Whatsapp).as_deref(), Some("+212612345678"));
            assert_eq!(text(FieldId::Address), Some(format!("{number} rue de l’Exemple")));
            let documents = stored.answers.get(FieldId::Documents).map(Value::documents).unwrap();
            assert_eq!(documents[0].number, format!("AB{number:05}"));
            let instagram = format!("https://www.instagram.com/ancienne{number}");
            let links = stored.answers.get(FieldId::Networks).map(Value::links).unwrap();
            assert!(links.iter().any(|link| link.network == "instagram" && link.address == instagram));
            assert_eq!(links.iter().any(|link| link.network == "facebook"), number <= JOINED);
            assert_eq!(stored.answers.keys(FieldId::Talents), ["masonry", "data_science"]);
            assert_eq!(stored.answers.get(FieldId::HourlyRate).and_then(Value::number), Some(150));
            assert_eq!(stored.answers.text(FieldId::Availability), Some("full_time"));
            let residence = stored.answers.residence().unwrap();
            assert_eq!((residence.country.as_str(), residence.city_name()), ("MA", "Rabat"));
            let name = if number <= JOINED && number % 2 == 0 { "Film" } else { "Ancienne" };
            assert_eq!(text(FieldId::FirstName), Some(format!("{name}{number}")), "the newer row counts");
        }
        for row in report.row_reports.iter().filter(|row| row.outcome == talentsmaroc::domain::import::RowOutcome::Joined) {
            let newer = row.row.parse::<usize>().unwrap() % 2 == 0;
            let expected = if newer { Fate::Prevailed } else { Fate::Outdone };
            assert!(row.cells.iter().any(|cell| cell.column == "first_name" && cell.fate == expected), "{row:?}");
        }
        let kept = "SELECT COUNT(*) AS n FROM import_values WHERE fate = 'outdone' AND column_name = 'first_name' AND value_encrypted IS NOT NULL";
        assert_eq!(number(&app, kept).await, 3);
        // Where the row prevailed, it is the older answer that would be gone.
        let older = "SELECT COUNT(*) AS n FROM import_values WHERE fate = 'prevailed' AND column_name = 'first_name' AND value_encrypted IS NOT NULL";
        assert_eq!(number(&app, older).await, 2);
        assert_eq!(number(&app, "SELECT changed AS n FROM imports").await, report.changed);
        assert_eq!(report.changed, 2);
    }

    async fn old_passwords_sign_in_once_and_are_replaced(app: TestApp) {
        let site = OldSite::new();
        move_in(&app, &site, false).await;
        let new = "SELECT COUNT(*) AS n FROM accounts WHERE password_hash LIKE '$argon2id$%'";
        assert_eq!(number(&app, new).await, 0);
        for number in [1, 2] {
            let refused = sign_in(&mut app.browser(), &email(number), "un autre mot de passe").await;
            assert!(refused.has("form[action*='sign_in']"), "{}", refused.text());
        }
        assert_eq!(number(&app, new).await, 0);
        let mut owner = app.browser();
        for (browser, identifier) in [(&mut owner, email(1)), (&mut app.browser(), code(2))] {
            let page = sign_in(browser, &identifier, OLD_PASSWORD).await;
            assert_eq!(page.address, "/profile/dashboard", "{}", page.text());
        }
        assert_eq!(number(&app, new).await, 2, "rehashed");
        let page = sign_in(&mut app.browser(), &email(2), OLD_PASSWORD).await;
        assert_eq!(page.address, "/profile/dashboard");

        let page = owner.get("/profile/dashboard").await;
        let unticked = owner.post("/fn/confirm_import", &[]).await;
        assert!(unticked.status.is_redirection() || unticked.status.is_success());
        let open = "SELECT COUNT(*) AS n FROM imported_people WHERE confirmed_at IS NOT NULL";
        assert_eq!(number(&app, open).await, 0);
        owner.submit(&page, "form[action='/fn/confirm_import']", &[("agree", "on")]).await;
        // The person came from a row of each table.
        assert_eq!(number(&app, open).await, 2);
        assert!(!owner.get("/profile/dashboard").await.has("form[action='/fn/confirm_import']"));
        let own = "SELECT COUNT(*) AS n FROM consents WHERE given_how IS NULL";
        assert_eq!(number(&app, own).await, 2);
    }

    async fn an_import_that_is_killed_goes_on(app: TestApp) {
        let site = OldSite::new();
        for stop_after in [3, 17, 29] {
            let (asked, state) = (site.asked(false), app.state.clone());
            let (reached, wait) = tokio::sync::oneshot::channel();
            let reached = std::sync::Mutex::new(Some(reached));
            let running = tokio::spawn(async move {
                flask::run(&state, &Actor::command_line(), asked, |done, _| {
                    if done >= stop_after
                        && let Some(reached) = reached.lock().unwrap().take()
                    {
                        let _ = reached.send(());
                    }
                })
                .await
            });
            let _ = wait.await;
            running.abort();
            let _ = running.await;
        }
        let report = move_in(&app, &site, false).await;
        assert_eq!(report.refused, 0);
        let whole = i64::try_from(USERS + CINEMA - JOINED).unwrap();
        for (sql, expected) in [
            ("SELECT COUNT(*) AS n FROM people", whole),
            ("SELECT COUNT(*) AS n FROM imported_people", i64::try_from(USERS + CINEMA).unwrap()),
            ("SELECT COUNT(*) AS n FROM people WHERE photo_file_id IS NOT NULL", whole),
            ("SELECT COUNT(*) AS n FROM main_profiles WHERE cv_file_id IS NOT NULL", 5),
            ("SELECT COUNT(*) AS n FROM cinema_gallery_photos", i64::try_from(CINEMA).unwrap()),
            ("SELECT COUNT(*) AS n FROM import_files", 0),
            ("SELECT COUNT(*) AS n FROM imports WHERE state = 'running'", 0),
        ] {
            assert_eq!(number(&app, sql).await, expected, "{sql}");
        }
    }
}
