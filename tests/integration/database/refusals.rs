//! A refused transaction gives its connection back: refusals, which anyone can cause, cost no new ones.

use talentsmaroc::server::{
    actor::Actor,
    db::Db,
    services::admin::{
        administrators::{self, Demoted},
        people::{self, StateChange},
    },
};

use crate::support::{
    TestApp,
    accounts::member,
    on_both,
    people::{TestPerson, insert},
};

/// The open connections that write.
fn connections(app: &TestApp) -> usize {
    match &app.state.db {
        Db::Sqlite { write, .. } => write.status().size,
        Db::Postgres { all, .. } => all.status().size,
    }
}

on_both! {
    async fn refused_use_cases_keep_the_connection(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let operator = Actor::command_line();
        let code = "MACAN0001F".parse().unwrap();
        let open = connections(&app);
        assert!(open > 0);
        for _ in 0..20 {
            assert_eq!(people::approve(&app.state, &operator, &code).await.unwrap(), StateChange::NotAMinor);
            assert_eq!(people::reactivate(&app.state, &operator, &code).await.unwrap(), StateChange::Unchanged);
            let demoted = administrators::demote(&app.state, &operator, "nobody@example.org").await.unwrap();
            assert_eq!(demoted, Demoted::NoSuchAdministrator);
            // An error ends as a refusal does.
            assert!(people::suspend(&app.state, &operator, &"MAXXX9999F".parse().unwrap(), None).await.is_err());
        }
        assert!(connections(&app) >= open, "connections were closed");
        // What was refused left no lock behind.
        member(&app, "amina@example.org").await;
    }

    async fn made_up_links_keep_the_connection(app: TestApp) {
        member(&app, "amina@example.org").await;
        let open = connections(&app);
        let mut browser = app.browser();
        for number in 0..10 {
            let token = format!("{number:043}");
            for function in ["confirm_email", "disown_email", "undo_email_change"] {
                let page = browser.post(&format!("/fn/{function}"), &[("token", token.as_str())]).await;
                assert!(page.status.is_success(), "{function}: {}", page.status);
            }
            browser.cookies.insert("reset".to_owned(), token);
            browser.post("/fn/reset_password", &[("password", "x"), ("password_confirm", "x")]).await;
        }
        assert!(connections(&app) >= open, "connections were closed");
    }

    async fn links_are_limited_by_network(app: TestApp) {
        let app = app.with(&[("LIMIT_LINKS_PER_MINUTE", "3")]).await;
        let mut answers = Vec::new();
        for function in ["confirm_email", "disown_email", "undo_email_change", "confirm_email"] {
            let page = app.browser().post(&format!("/fn/{function}"), &[("token", "made-up")]).await;
            answers.push(page.status.as_u16());
        }
        assert_eq!(answers, [200, 200, 200, 429]);
        let mut elsewhere = app.browser();
        elsewhere.ip = [198, 51, 100, 9].into();
        assert!(elsewhere.post("/fn/confirm_email", &[("token", "made-up")]).await.status.is_success());
    }
}
