//! A running server that restores a backup because an administrator asks for it on the desk.

use std::{fs, time::Duration};

use http::{Method, StatusCode, header};
use talentsmaroc::server::services::admin::audit_check::{self, ChainCheck};

use super::target::{PASSPHRASE, Target, files, make, rows};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    files::give_cv,
    full_size,
    people::{TestPerson, insert},
    server::Server,
};

const PAGE: &str = "/admin/backups";
const RESTORE: &str = "form[action='/fn/restore_backup']";
const NAME: &str = "talentsmaroc-2026-01-01-000000.backup.zip";
const ADDRESS: &str = "admin@example.org";

/// Restored from a backup that lies in its place of backups, with one person more since.
async fn prepared(target: &Target) {
    let app = TestApp::sqlite().await;
    let people = insert(&app.state, &[TestPerson::new(1)]).await;
    give_cv(&app.state, people[0].person_id).await;
    let id = member(&app, ADDRESS).await;
    execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let (file, _) = make(&app.state, app.folder.path()).await;
    target.restore(&file, PASSPHRASE).await.unwrap();
    let place = target.folder.path().join("backups");
    fs::create_dir_all(&place).unwrap();
    fs::copy(&file, place.join(NAME)).unwrap();
}

async fn started(target: &Target) -> Server {
    let place = target.folder.path().join("backups").display().to_string();
    let url = &target.variables["DATABASE_URL"];
    Server::start(target.folder.path(), url, &[("BACKUP_URL", place.as_str())]).await
}

async fn ask(browser: &mut Browser) {
    let page = browser.get(PAGE).await;
    let begun = browser.submit(&page, RESTORE, &[("passphrase", PASSPHRASE), ("word", "RESTAURER")]).await;
    assert!(begun.text().contains("La sauvegarde est en cours de vérification"), "{} {}", begun.status, begun.text());
}

/// Asks for an address until the answer is as wanted; all answers before it.
async fn until(browser: &mut Browser, address: &str, wanted: impl Fn(&Page) -> bool) -> (Page, Vec<Page>) {
    let mut before = Vec::new();
    // Two minutes and more: tens of thousands of rows are read twice, beside other tests.
    for _ in 0..4800 {
        // A connection that was made in the moment of a change is closed.
        if let Some(page) = browser.try_request(Method::GET, address, None).await {
            if wanted(&page) {
                return (page, before);
            }
            before.push(page);
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let last = before.last().map(Page::text).unwrap_or_default();
    panic!("{address} never was as wanted, after {} answers: {last}", before.len());
}

async fn restored(target: Target) {
    prepared(&target).await;
    let state = target.state().await;
    insert(&state, &[TestPerson::new(2)]).await;
    let mut server = started(&target).await;
    let mut browser = Browser::over_http(server.address);
    sign_in(&mut browser, ADDRESS, PASSWORD).await;

    // Another process has the database open.
    ask(&mut browser).await;
    let (page, _) = until(&mut browser, PAGE, |page| page.has("[data-state='failed']")).await;
    assert!(page.text().contains("Un autre serveur ou une commande utilise la base de données"), "{}", page.text());
    assert_eq!(rows(&state).await["people"].len(), 2, "nothing has changed");
    state.db.close().await;
    drop(state);

    ask(&mut browser).await;
    let (meanwhile, _) = until(&mut browser, "/about", |page| page.status == StatusCode::SERVICE_UNAVAILABLE).await;
    assert!(meanwhile.text().contains("Le site est en cours de restauration"), "{}", meanwhile.text());
    for name in [header::RETRY_AFTER, header::REFRESH, header::CONTENT_SECURITY_POLICY] {
        assert!(meanwhile.headers.contains_key(&name), "{name}");
    }
    // Programs get a document, a supervisor that the process lives.
    let program = browser.try_request(Method::GET, "/api/v1/openapi.json", None).await;
    if let Some(answer) = program.filter(|answer| answer.status == StatusCode::SERVICE_UNAVAILABLE) {
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", answer.html());
    }
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    let mut stranger = Browser::over_http(server.address);
    stranger.language = "ar";
    let (_, before) = until(&mut stranger, "/", |page| page.status == StatusCode::OK).await;
    for page in before {
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.text());
        assert!(page.has("html[lang='ar'][dir='rtl'] h1"), "{}", page.html());
    }

    let page = browser.get(PAGE).await;
    assert!(page.address.starts_with("/auth/login"), "the session goes on: {}", page.address);
    sign_in(&mut browser, ADDRESS, PASSWORD).await;
    let page = browser.get(PAGE).await;
    assert!(page.has("[data-state='done']") && page.text().contains("La sauvegarde est restaurée"), "{}", page.text());
    assert!(!page.has("[data-state='running']") && page.has(RESTORE), "{}", page.text());
    let known = browser.get("/profile/view/MACAN0001F").await;
    let gone = browser.get("/profile/view/MACAN0002F").await;
    assert_eq!((known.status, gone.status), (StatusCode::OK, StatusCode::NOT_FOUND));

    // It still stops as any server does.
    server.terminate();
    assert!(server.ended().await.success());
    let state = target.state().await;
    assert_eq!((rows(&state).await["people"].len(), files(&state).await.len()), (1, 1));
    assert!(matches!(audit_check::examine(&state.db).await.unwrap(), ChainCheck::Whole { .. }));
    state.db.close().await;
}

async fn killed_on_the_way(target: Target) {
    prepared(&target).await;
    let rounds = if full_size() { 20 } else { 3 };
    for round in 0..rounds {
        let state = target.state().await;
        let added = insert(&state, &[TestPerson::new(100 + round)]).await[0].person_id;
        give_cv(&state, added).await;
        state.db.close().await;
        drop(state);
        let mut server = started(&target).await;
        let mut browser = Browser::over_http(server.address);
        sign_in(&mut browser, ADDRESS, PASSWORD).await;
        ask(&mut browser).await;
        tokio::time::sleep(Duration::from_millis(fastrand::u64(0..4000))).await;
        server.kill();

        let state = target.state().await;
        let (people, files) = (rows(&state).await["people"].len(), files(&state).await.len());
        // Those of the backup, or the one that was added too.
        assert!(people == files && (1..=2).contains(&people), "round {round}: {people} people, {files} files");
        assert!(matches!(audit_check::examine(&state.db).await.unwrap(), ChainCheck::Whole { .. }));
        state.db.close().await;
        drop(state);
        // The server that is gone claims the work for some minutes more.
        target.restore(&target.folder.path().join("backups").join(NAME), PASSPHRASE).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    restored(Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    if let Some(target) = Target::postgres().await {
        restored(target).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_on_sqlite() {
    killed_on_the_way(Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_on_postgres() {
    if let Some(target) = Target::postgres().await {
        killed_on_the_way(target).await;
    }
}
