//! Searches of the list of everyone that are kept under a name.

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    on_both,
    own_data::{data, download, number},
    people::{TestPerson, insert},
};

const SAVE: &str = "form[action='/fn/save_filter']";
const CHANGE: &str = "form[action='/fn/change_filter']";
const DELETE: &str = "form[action='/fn/delete_filter']";
const PAGE: &str = "/admin/users/filters";

async fn another_administrator(app: &TestApp) -> Browser {
    let id = member(app, "second@example.org").await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, "second@example.org", PASSWORD).await;
    browser
}

async fn stored(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM saved_filters").await
}

async fn with_filters(app: &TestApp, filters: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM saved_filters WHERE filters = '{filters}'")).await
}

/// Saves the filters of an address under a name.
async fn save(browser: &mut Browser, query: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/admin/users?{query}")).await;
    browser.submit(&page, SAVE, fields).await
}

on_both! {
    async fn filters_are_saved_applied_changed_and_deleted(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1), TestPerson { suspended: true, ..TestPerson::new(2) }]).await;
        let mut browser = administrator_browser(&app).await;
        let nothing = browser.get("/admin/users").await;
        assert!(!nothing.has(SAVE), "without a filter there is nothing to save");
        assert!(browser.get(PAGE).await.text().contains("Aucun filtre enregistré"));

        let done = save(&mut browser, "state=suspended&sort=name&q=", &[("name", "  Canari <b> é ")]).await;
        assert_eq!(done.address, "/admin/users?state=suspended&sort=name");
        assert!(done.text().contains("Les filtres sont enregistrés."), "{}", done.text());
        assert_eq!(with_filters(&app, "state=suspended&sort=name").await, 1);
        assert_eq!((lines(&app, "saved_filter.added").await, all_lines(&app).await), (1, 1));
        let link = "a[href='/admin/users?state=suspended&sort=name'][aria-current=true]";
        assert_eq!(done.texts(link), ["Canari <b> é"]);
        assert!(browser.get("/admin/users").await.has("a[href='/admin/users?state=suspended&sort=name']"));

        let page = browser.get(PAGE).await;
        assert!(page.text().contains("Suspendu"), "what it finds is said: {}", page.text());
        let same = browser.submit(&page, CHANGE, &[]).await;
        assert!(same.text().contains("rien n’a changé"), "{}", same.text());
        let changed = browser.submit(&page, CHANGE, &[("name", "Suspendus"), ("shared", "on")]).await;
        assert_eq!(changed.address, PAGE);
        assert!(changed.text().contains("Le changement est enregistré.") && changed.text().contains("Partagé"));
        assert_eq!((lines(&app, "saved_filter.changed").await, all_lines(&app).await), (1, 2));

        let asked = browser.submit(&changed, DELETE, &[]).await;
        assert!(asked.text().contains("Cochez la case") && stored(&app).await == 1);
        let deleted = browser.submit(&changed, DELETE, &[("confirmed", "on")]).await;
        assert!(deleted.text().contains("Les filtres sont supprimés.") && stored(&app).await == 0);
        assert_eq!((lines(&app, "saved_filter.deleted").await, all_lines(&app).await), (1, 3));
        let again = browser.submit(&changed, DELETE, &[("confirmed", "on")]).await;
        assert!(again.text().contains("rien n’a changé") && all_lines(&app).await == 3);
    }

    async fn what_cannot_be_saved_says_why_and_keeps_what_was_typed(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        save(&mut browser, "gender=F", &[("name", "Femmes")]).await;
        let long = "x".repeat(61);
        for (name, why) in [
            ("  ", "Donnez un nom à ces filtres."),
            (long.as_str(), "Ce nom est trop long"),
            ("Femmes", "Vous avez déjà des filtres de ce nom."),
        ] {
            let refused = save(&mut browser, "gender=M", &[("name", name), ("shared", "on")]).await;
            assert_eq!(refused.address, "/admin/users?gender=M");
            assert!(refused.texts(SAVE)[0].contains(why), "{name}: {}", refused.text());
            let typed = refused.attribute(&format!("{SAVE} [name=name]"), "value").unwrap_or_default();
            assert_eq!(typed, name.trim(), "what was typed stays");
            assert!(refused.has(&format!("{SAVE} [name=shared][checked]")));
        }
        for (filters, why) in [("gender=moon", "ne peuvent pas être lus"), ("email=a%40b.example", "rien à enregistrer")] {
            let refused = browser.post("/fn/save_filter", &[("filters", filters), ("name", "x")]).await;
            assert!(refused.text().contains(why), "{filters}: {}", refused.text());
            assert_eq!(refused.address, "/admin/users", "{filters}");
        }
        assert_eq!((stored(&app).await, all_lines(&app).await), (1, 1));
        // Another name that is taken.
        save(&mut browser, "gender=M", &[("name", "Hommes")]).await;
        let page = browser.get(PAGE).await;
        let refused = browser.submit(&page, CHANGE, &[("name", "Hommes")]).await;
        assert!(refused.texts(CHANGE)[0].contains("Vous avez déjà des filtres de ce nom."), "{}", refused.text());
        assert_eq!(refused.attribute(&format!("{CHANGE} [name=name]"), "value").as_deref(), Some("Hommes"));
    }

    async fn private_values_are_not_saved(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        // No form writes them into an address; a typed one may have them.
        let query = "email=canarimail1%40example.org&phone=0600000000&gender=F&page=n0";
        let page = browser.get(&format!("/admin/users?{query}")).await;
        assert!(page.texts(SAVE)[0].contains("ne sont jamais enregistrés"));
        assert_eq!(page.attribute(&format!("{SAVE} [name=filters]"), "value").as_deref(), Some("gender=F"));
        for filters in [query, "gender=F&email=canarimail1%40example.org"] {
            browser.post("/fn/save_filter", &[("filters", filters), ("name", filters.get(..5).unwrap())]).await;
        }
        assert_eq!((stored(&app).await, with_filters(&app, "gender=F").await), (2, 2));
    }

    async fn shared_filters_are_seen_and_not_changed_by_others(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        save(&mut browser, "gender=F", &[("name", "Canarishared"), ("shared", "on")]).await;
        save(&mut browser, "gender=M", &[("name", "Canariprivate")]).await;
        let mut other = another_administrator(&app).await;
        for address in ["/admin/users", PAGE] {
            let page = other.get(address).await;
            assert!(page.has("a[href='/admin/users?gender=F']") && page.text().contains("admin@example.org"), "{address}");
            assert!(page.text().contains("Canarishared") && !page.html().contains("Canariprivate"), "{address}");
        }
        assert!(!other.get(PAGE).await.has(CHANGE));
        let before = all_lines(&app).await;
        for id in ["1", "2"] {
            let fields = [("id", id), ("name", "Canaristolen"), ("confirmed", "on")];
            assert_eq!(other.post("/fn/change_filter", &fields).await.status, http::StatusCode::NOT_FOUND);
            other.post("/fn/delete_filter", &fields).await;
        }
        assert_eq!((stored(&app).await, all_lines(&app).await), (2, before));
        // The same name is free for others.
        save(&mut other, "gender=N", &[("name", "Canarishared")]).await;
        assert_eq!(stored(&app).await, 3);
        // Of an account that is no administrator's any more nothing is shared.
        execute(&app, "UPDATE accounts SET role = 'member' WHERE email = 'admin@example.org'").await;
        assert!(!other.get(PAGE).await.has("a[href='/admin/users?gender=F']"));
    }

    async fn fifty_are_kept(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let id = number(&app, "SELECT id AS n FROM accounts WHERE email = 'admin@example.org'").await;
        for number in 0..49 {
            execute(&app, &format!(
                "INSERT INTO saved_filters (account_id, name, shared, filters, created_at) \
                 SELECT id, 'Canari {number}', email_confirmed_at IS NULL, 'gender=F', created_at FROM accounts WHERE id = {id}"
            )).await;
        }
        save(&mut browser, "gender=M", &[("name", "Cinquante")]).await;
        let refused = save(&mut browser, "gender=M", &[("name", "Trop")]).await;
        assert!(refused.text().contains("Vous avez déjà 50 filtres"), "{}", refused.text());
        assert_eq!(refused.attribute(&format!("{SAVE} [name=name]"), "value").as_deref(), Some("Trop"));
        assert_eq!(stored(&app).await, 50);
        let page = browser.get(PAGE).await;
        assert_eq!(page.texts(CHANGE).len(), 50);
        assert!(page.bytes.len() < 300_000, "{} bytes", page.bytes.len());
    }

    async fn saved_filters_are_data_of_their_owner_and_end_with_the_account(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        save(&mut browser, "gender=F", &[("name", "Canarifilter"), ("shared", "on")]).await;
        let archive = data(&download(&mut browser).await);
        assert_eq!(archive["saved_filters"][0]["name"], "Canarifilter");
        assert_eq!(archive["saved_filters"][0]["filters"], "gender=F");
        assert_eq!(archive["saved_filters"][0]["shared"], true);
        execute(&app, "DELETE FROM accounts WHERE email = 'admin@example.org'").await;
        assert_eq!(stored(&app).await, 0);
    }
}
