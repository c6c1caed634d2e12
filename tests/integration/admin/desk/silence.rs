//! What administrators write about people or to them stands in its own place, in no line of the audit log and in no log.

use crate::support::{
    accounts::administrator_browser,
    logged::Logged,
    mails::run_jobs,
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

/// In every private text, and in nothing else.
const WORD: &str = "canarisecretword";

on_both! {
    async fn private_texts_are_in_no_log(app: TestApp) {
        let logged = Logged::listen();
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let code = TestPerson::new(1).code;
        browser.post("/fn/add_note", &[("code", &code), ("text", WORD)]).await;
        browser.post("/fn/add_note", &[("code", &code), ("text", &WORD.repeat(100))]).await;
        let page = browser.get(&format!("/admin/users?q={WORD}")).await;
        browser.post("/fn/save_filter", &[("filters", &format!("q={WORD}")), ("name", WORD)]).await;
        assert!(page.text().contains(WORD));
        let table = browser.get("/admin/users").await;
        let draft = browser.submit(&table, "form[action='/fn/select_people']", &[("person", code.as_str()), ("kind", "announce")]).await;
        let typed = [("kind", "convocation"), ("subject_fr", WORD), ("body_fr", WORD)];
        let read = browser.submit(&draft, "form[action='/fn/save_announcement']", &typed).await;
        browser.submit(&read, "form[action='/fn/test_announcement']", &[]).await;
        browser.submit(&read, "form[action='/fn/begin_announcement']", &[("confirmed", "on")]).await;
        run_jobs(&app).await;
        browser.post("/fn/suspend_person", &[("code", &code), ("reason", WORD)]).await;
        let lines = "SELECT COUNT(*) AS n FROM audit_log";
        let with_word = format!(
            "{lines} WHERE action || subject || origin || actor || COALESCE(reason, '') || COALESCE(fields, '') LIKE '%{WORD}%'"
        );
        assert!(number(&app, lines).await >= 4);
        assert_eq!(number(&app, &with_word).await, 0);
        if let Some(logged) = logged.map(|logged| logged.text()) {
            assert!(logged.contains("answered"), "{logged}");
            assert!(!logged.contains(WORD), "{logged}");
        }
    }
}
