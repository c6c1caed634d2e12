//! The checks of `talentsmaroc doctor` on a page of the desk.

use talentsmaroc::{
    domain::examination::{Level, Topic},
    server::{actor::Actor, services::operations::doctor},
};

use super::all_lines;
use crate::support::{
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    on_both, on_sqlite,
};

const PAGE: &str = "/admin/doctor";
const RUN: &str = "form[action='/fn/examine_installation']";

async fn examine(browser: &mut Browser) -> Page {
    let page = browser.get(PAGE).await;
    browser.submit(&page, RUN, &[]).await
}

on_both! {
    async fn an_administrator_sees_what_the_checks_find(app: TestApp) {
        let nowhere = app.folder.path().join("no-assets").display().to_string();
        let app = app.with(&[("SITE_ROOT", &nowhere)]).await;
        let mut browser = administrator_browser(&app).await;
        let before = browser.get(PAGE).await;
        assert!(before.has(RUN) && !before.text().contains("Résultats"), "{}", before.text());
        let found = examine(&mut browser).await;
        let text = found.text();
        assert_eq!(found.address, PAGE);
        assert!(text.contains("Points qui ne marchent pas : 1") && text.contains("Fichiers des pages"), "{text}");
        assert!(text.contains("an unbroken chain") && text.contains("the keys belong to this database"), "{text}");
        assert!(found.has(".notice[autofocus]"), "the answer gets the focus");
        assert!(!text.contains("only the tests know"), "no secret is told");
        assert!(browser.get(PAGE).await.text().contains("Résultats"), "it is found again");
        assert_eq!(all_lines(&app).await, 0, "looking leaves no line");
    }

    async fn what_is_wrong_is_found_through_the_connections_of_the_server(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/invite_administrator", &[("email", "new@example.org")]).await;
        assert_eq!(all_lines(&app).await, 1);
        execute(&app, "UPDATE audit_log SET subject = 'account:999'").await;
        let examination = doctor::examine_running(&app.state, &Actor::command_line()).await.unwrap().unwrap();
        let of = |topic| examination.findings.iter().find(|finding| finding.about == topic).unwrap();
        assert_eq!(of(Topic::AuditLog).level, Level::Fail);
        for topic in [Topic::Configuration, Topic::EncryptionKey, Topic::SecretKey, Topic::Database, Topic::Migrations,
            Topic::KeyCheck, Topic::Administrators, Topic::StoredFiles, Topic::LastSweep] {
            assert_ne!(of(topic).level, Level::Fail, "{:?}", of(topic));
        }
    }
}

on_sqlite! {
    async fn one_examination_at_a_time(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let turn = app.state.examining.clone().try_acquire_owned().unwrap();
        assert!(examine(&mut browser).await.text().contains("Des contrôles sont déjà en cours"));
        drop(turn);
        assert!(examine(&mut browser).await.text().contains("Résultats"));
    }
}
