//! What administrators write about people or to them stands in its own place, in no line of the audit log and in no log.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::support::{
    accounts::administrator_browser,
    mails::run_jobs,
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

/// In every private text, and in nothing else.
const WORD: &str = "canarisecretword";

/// Everything that is logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Logged {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

on_both! {
    async fn private_texts_are_in_no_log(app: TestApp) {
        let logged = Logged::default();
        let filter = EnvFilter::new("info,talentsmaroc=debug");
        let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(logged.clone()).finish();
        // Of tests in one process only the first has its own.
        let is_own = tracing::subscriber::set_global_default(subscriber).is_ok();
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
        if is_own {
            let logged = String::from_utf8_lossy(&logged.0.lock().unwrap()).into_owned();
            assert!(logged.contains("answered"), "{logged}");
            assert!(!logged.contains(WORD), "{logged}");
        }
    }
}
