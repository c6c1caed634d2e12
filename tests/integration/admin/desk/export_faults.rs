//! Exports that went wrong: lists show them all the same, and they promise nothing.

use http::StatusCode;

use crate::support::{
    accounts::{PASSWORD, administrator_browser, execute, sign_in},
    mails::run_jobs,
    on_sqlite,
    people::{TestPerson, insert},
};

const MAKE: &str = "/admin/exports/make";

on_sqlite! {
    async fn a_choice_that_no_key_opens_keeps_no_list_from_being_shown(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let asked = [("filters", ""), ("list", "main"), ("format", "csv_comma"), ("lang", "fr"), ("order", "newest"), ("column", "code"), ("purpose", "Zirconium")];
        for _ in 0..2 {
            assert_eq!(browser.post(MAKE, &asked).await.status, StatusCode::OK);
        }
        execute(&app, "UPDATE exports SET choice_encrypted = x'00' WHERE id = (SELECT MIN(id) FROM exports)").await;
        let list = browser.get("/admin/exports").await;
        assert_eq!(list.status, StatusCode::OK);
        assert_eq!(list.text().matches("Zirconium").count(), 1, "{}", list.text());
    }

    async fn a_failed_export_is_not_run_again(app: TestApp) {
        let app = app.with(&[("EXPORT_ROWS_AT_ONCE", "1")]).await;
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let asked = [("filters", ""), ("list", "main"), ("format", "csv_comma"), ("lang", "fr"), ("order", "newest"), ("column", "code")];
        browser.post(MAKE, &asked).await;
        let full = app.with(&[("MIN_FREE_MEGABYTES", "1000000000")]).await;
        run_jobs(&full).await;
        let mut browser = full.browser();
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let jobs = browser.get("/admin/jobs").await;
        let refused = browser.submit(&jobs, "form[action='/fn/run_job']", &[]).await;
        assert!(refused.text().contains("ne peut pas être relancée"), "{}", refused.text());
    }
}
