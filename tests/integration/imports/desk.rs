//! Imports on the desk.

use http::StatusCode;

use super::move_in;
use crate::support::{accounts::administrator_browser, mails::run_jobs, old_site::OldSite, on_both, own_data::number};

const MAP: &str = "form[action='/fn/map_import']";

fn sheet(rows: usize) -> Vec<u8> {
    let mut text = "Prénom;Nom;Email;Naissance;Ville;Couleur\r\n".to_owned();
    for row in 1..=rows {
        text.push_str(&format!("Awa{row};Sow;awa{row}@example.org;{}/05/1990;Fès;vert\r\n", row % 28 + 1));
    }
    text.push_str("=1+1;;;;;\r\n");
    text.into_bytes()
}

on_both! {
    async fn a_spreadsheet_is_sent_looked_at_and_taken(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let refused = browser.upload("/admin/imports/file", &[], &[("file", "a.xlsx", b"PK\x03\x04x")]).await;
        assert!(refused.status.is_redirection());
        assert!(browser.get("/admin/imports/new").await.has("[role='alert']"));
        let page = browser.get("/admin/imports/new").await;
        assert!(!page.has("[role='alert']") && page.has("form[action='/admin/imports/file'] input[type='file']"));

        browser.upload("/admin/imports/file", &[], &[("file", "people.csv", &sheet(30))]).await;
        let id = number(&app, "SELECT MAX(id) AS n FROM imports").await;
        let address = format!("/admin/imports/{id}");
        let page = browser.get(&address).await;
        assert_eq!(page.texts("table tbody tr").len(), 20, "{}", page.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 0);
        let page = browser.submit(&page, MAP, &[("column-3", "")]).await;
        assert!(page.has("[role='alert']") && !page.has("button[value='begin']"), "a birth date is needed");
        let page = browser.submit(&page, MAP, &[("column-3", "date_of_birth")]).await;
        assert!(page.has("button[value='begin']"));
        browser.submit(&page, MAP, &[("action", "begin")]).await;
        run_jobs(&app).await;
        let page = browser.get(&address).await;
        assert_eq!(number(&app, "SELECT imported AS n FROM imports").await, 30, "{}", page.text());
        assert_eq!(number(&app, "SELECT refused AS n FROM imports").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM imports WHERE state = 'done' AND file_encrypted IS NULL").await, 1);
        let seen = "form[action='/fn/see_import_value']";
        assert!(page.has(seen));
        let page = browser.submit(&page, seen, &[]).await;
        assert!(!page.has(seen), "{}", page.text());

        let desk = browser.get("/admin").await;
        assert!(desk.has("a[href='/admin/users?import=1']"));
        let found = browser.get("/admin/users?import=1&q=awa7").await;
        assert!(found.text().contains("Awa7") && !found.text().contains("Awa8"));
        assert_eq!(browser.get("/admin/imports/0").await.status, StatusCode::NOT_FOUND);
    }

    async fn values_to_look_at_lead_to_their_person(app: TestApp) {
        let site = OldSite::new();
        site.run(&format!(
            "UPDATE users SET availability = 'Parfois', favourite_colour = 'passport 77' WHERE id = 20; \
             UPDATE users SET phone_encrypted = '{}' WHERE id = 20;",
            site.sealed("appelez le 12 34"),
        ));
        move_in(&app, &site, false).await;
        let mut browser = administrator_browser(&app).await;
        let list = browser.get("/admin/imports").await;
        let id = number(&app, "SELECT MAX(id) AS n FROM imports").await;
        assert!(list.has(&format!("a[href='/admin/imports/{id}']")));
        let page = browser.get(&format!("/admin/imports/{id}")).await;
        assert!(page.text().contains("Parfois") && page.has("a[href='/admin/users/MARAB0020F']"));
        // Contacts, and what stands in columns that are not known, is masked.
        for personal in ["appelez", "passport 77"] {
            assert!(!page.text().contains(personal), "{personal}");
        }
        assert!(page.text().contains("••••••77"));
    }
}
