//! The audit log: its list, its export, its check.

use chrono::TimeDelta;
use http::header;
use talentsmaroc::server::{
    actor::Actor,
    services::admin::audit_log::{self, Subject},
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

const EXPORT: &str = "form[action='/admin/audit/export']";
const CHECK: &str = "form[action='/fn/check_audit']";

/// Suspends and reactivates the first person from the desk, and notes something at the command line.
async fn history(app: &TestApp) -> Browser {
    insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
    let mut browser = administrator_browser(app).await;
    let page = browser.get("/admin/users/MACAN0001F").await;
    browser.submit(&page, "form[action='/fn/suspend_person']", &[("reason", "conduct")]).await;
    let page = browser.get("/admin/users/MACAN0001F").await;
    browser.submit(&page, "form[action='/fn/reactivate_person']", &[]).await;
    note(app, &[Subject::storage()]).await;
    browser
}

async fn note(app: &TestApp, subjects: &[Subject]) {
    let mut tx = app.state.db.begin().await.unwrap();
    for subject in subjects {
        let conn = tx.conn().unwrap();
        audit_log::record(&app.state, conn, &Actor::command_line(), "storage.swept", subject).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn listed(page: &Page) -> usize {
    page.texts("tbody tr").len()
}

/// The rows of the file, the first of them the names of the columns.
fn rows(page: &Page, separator: u8) -> Vec<Vec<String>> {
    let bytes = page.bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

on_both! {
    async fn filters_find_lines(app: TestApp) {
        app.state.clock.stop();
        let mut browser = history(&app).await;
        let administrator = number(&app, "SELECT id AS n FROM accounts WHERE role = 'administrator'").await;
        let today = app.state.clock.today();
        let (tomorrow, yesterday) = (today + TimeDelta::days(1), today - TimeDelta::days(1));
        let cases = [
            (String::new(), 3),
            ("action=account.suspended".to_owned(), 1),
            ("action=moon.landed".to_owned(), 0),
            ("actor=administrator".to_owned(), 2),
            ("actor=command+line".to_owned(), 1),
            (format!("actor=account:{administrator}"), 2),
            ("code=MACAN0001F".to_owned(), 2),
            ("code=MACAN0002F".to_owned(), 0),
            ("code=MACAN0099F".to_owned(), 0),
            (format!("from={today}&to={today}"), 3),
            (format!("from={tomorrow}"), 0),
            (format!("to={yesterday}"), 0),
            (format!("code=MACAN0001F&action=account.reactivated&from={yesterday}"), 1),
            ("actor=moon".to_owned(), 0),
            ("from=hier".to_owned(), 0),
        ];
        for (query, expected) in cases {
            let page = browser.get(&format!("/admin/audit?{query}")).await;
            assert_eq!(listed(&page), expected, "{query}");
        }
        let page = browser.get("/admin/audit").await;
        let text = page.text();
        for shown in ["Compte suspendu", "Conditions d’utilisation non respectées", "admin@example.org", "En ligne de commande"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        assert!(page.has("tbody a[href='/admin/users/MACAN0001F']"));
        assert!(browser.get("/admin/audit?from=hier").await.has("[name=from][aria-invalid]"));
        assert_eq!(all_lines(&app).await, 3, "looking leaves no line");
    }

    async fn what_has_a_number_stands_in_words(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let subjects = [
            Subject::mail(7),
            Subject::group_action(3, 2),
            Subject::announcement(5, 1),
            Subject::export(6, 12),
            Subject::job(4),
            Subject::values(9),
        ];
        note(&app, &subjects).await;
        let page = browser.get("/admin/audit?action=storage.swept").await;
        let links = [
            ("/admin/mails/7", "E-mail n° 7"),
            ("/admin/selection/3", "Action groupée n° 3"),
            ("/admin/announcements/5", "Annonce n° 5"),
            ("/admin/exports#export-6", "Export n° 6"),
        ];
        for (href, words) in links {
            assert_eq!(page.texts(&format!("tbody a[href='{href}']")), [words]);
        }
        let text = page.text();
        assert!(text.contains("Tâche n° 4"), "{text}");
        assert!(text.contains("values:9"), "what has no words stands as it is stored: {text}");
    }

    async fn fifty_lines_a_page(app: TestApp) {
        let mut browser = history(&app).await;
        note(&app, &(0..60).map(|_| Subject::storage()).collect::<Vec<_>>()).await;
        let page = browser.get("/admin/audit?action=storage.swept").await;
        assert_eq!(listed(&page), 50);
        assert!(page.bytes.len() < 300_000, "{} bytes", page.bytes.len());
        let next = browser.get(&page.attribute("a[rel=next]", "href").unwrap()).await;
        assert_eq!(listed(&next), 11);
        let back = browser.get(&next.attribute("a[rel=prev]", "href").unwrap()).await;
        assert_eq!(back.texts("tbody th"), page.texts("tbody th"));
    }

    async fn the_log_is_exported_as_csv(app: TestApp) {
        let mut browser = history(&app).await;
        let hostile = "=1+1;\"a\",é\r\nb";
        note(&app, &[Subject::of_account(1, hostile.to_owned())]).await;
        // More than is read at once.
        note(&app, &(0..2100).map(Subject::mail).collect::<Vec<_>>()).await;
        let before = all_lines(&app).await;
        for (number, (separator, byte)) in [(";", b';'), (",", b',')].into_iter().enumerate() {
            let page = browser.get("/admin/audit").await;
            let file = browser.submit(&page, EXPORT, &[("separator", separator)]).await;
            assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
            assert_eq!(file.headers[header::CACHE_CONTROL], "private, no-store");
            let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert!(name.starts_with("attachment; filename=\"journal-2"), "{name}");
            let rows = rows(&file, byte);
            let earlier = usize::try_from(before).unwrap() + number;
            assert_eq!(rows.len(), 1 + earlier, "every line before the export");
            assert_eq!(rows[0][..4], ["Numéro", "Date (Casablanca)", "Date (UTC)", "Action"]);
            assert!(rows[1..].windows(2).all(|pair| pair[0][0].parse::<i64>().unwrap() > pair[1][0].parse::<i64>().unwrap()));
            let cells: Vec<_> = rows.iter().map(|row| row[6].as_str()).collect();
            assert!(cells.contains(&format!("'{hostile}").as_str()) && cells.contains(&"mail:2099"));
            let suspension = rows.iter().find(|row| row[3] == "account.suspended").unwrap();
            assert_eq!((suspension[4].as_str(), suspension[8].as_str()), ("administrator", "conduct"));
            assert!(suspension[2].ends_with('Z') && !suspension[7].is_empty());
        }
        assert_eq!((lines(&app, "audit.exported").await, all_lines(&app).await), (2, before + 2));
        let page = browser.get("/admin/audit?code=MACAN0001F&action=account.suspended").await;
        let file = browser.submit(&page, EXPORT, &[]).await;
        assert_eq!(rows(&file, b';').len(), 2, "the lines of the filters alone");
        let wrong = browser.post("/admin/audit/export", &[("from", "hier")]).await;
        assert_eq!(wrong.status, 400);
        assert_eq!(all_lines(&app).await, before + 3);
    }

    async fn the_button_tells_whether_the_log_is_whole(app: TestApp) {
        let mut browser = history(&app).await;
        let page = browser.get("/admin/audit").await;
        let whole = browser.submit(&page, CHECK, &[]).await;
        assert_eq!(whole.address, "/admin/audit");
        assert!(whole.text().contains("Le journal est intact. Lignes vérifiées : 3"), "{}", whole.text());
        execute(&app, "UPDATE audit_log SET reason = 'asked' WHERE reason = 'conduct'").await;
        let id = number(&app, "SELECT id AS n FROM audit_log WHERE reason = 'asked'").await;
        let broken = browser.submit(&page, CHECK, &[]).await;
        assert!(broken.text().contains(&format!("la ligne {id} du ")), "{}", broken.text());
        execute(&app, "UPDATE audit_log SET reason = 'conduct' WHERE reason = 'asked'").await;
        execute(&app, "DELETE FROM audit_log WHERE action = 'storage.swept'").await;
        let short = browser.submit(&page, CHECK, &[]).await;
        assert!(short.text().contains("des lignes manquent après la ligne"), "{}", short.text());
    }
}
