//! The whole way: an office loses its machine.

use std::collections::HashSet;

use serde_json::Value;
use talentsmaroc::server::{
    actor::Actor,
    router::router,
    services::{
        admin::audit_check::{self, ChainCheck},
        operations::{backup, keys},
    },
    state::AppState,
};

use super::target::{PASSPHRASE, Target, files, make, rows};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    files::{give_cv, give_photo},
    full_size,
    people::{TestPerson, insert},
};

const ADDRESS: &str = "drill@example.org";

/// People of both modules, with files, aliases, and a photo whose content was lost.
async fn fill(app: &TestApp) {
    let number = if full_size() { 2000 } else { 40 };
    let people: Vec<TestPerson> = (1..=number)
        .map(|n| TestPerson {
            aliases: if n % 5 == 0 { vec![format!("MAOLD{n:04}F")] } else { Vec::new() },
            bio: (n % 3 == 0).then(|| "« Né à Fès », \"quoted\" \\ and \u{1f3ac}\nsecond line فاس".to_owned()),
            photo: n == 7,
            ..TestPerson::new(n)
        })
        .collect();
    let inserted = insert(&app.state, &people).await;
    for (n, person) in (1..).zip(&inserted).filter(|(n, _)| n % 10 == 0).take(10) {
        give_photo(&app.state, person.person_id).await;
        give_cv(&app.state, person.person_id).await;
        give_cinema(&app.state, person.person_id, &TestCinema::new(n)).await;
    }
    member(app, ADDRESS).await;
    // Its file stays where it is.
    execute(
        app,
        "INSERT INTO exports (account_id, state, total, name, parts, bytes, created_at, finished_at) \
         SELECT MIN(id), 'done', 0, 'canari', 1, 9, MIN(created_at), MIN(created_at) FROM accounts",
    )
    .await;
    // The last number is gone, and must not come again.
    let gone = member(app, "gone@example.org").await;
    execute(app, &format!("DELETE FROM accounts WHERE id = {gone}")).await;
}

async fn works(state: &AppState) {
    assert!(matches!(audit_check::examine(&state.db).await.unwrap(), ChainCheck::Whole { .. }));
    let mut browser = Browser::new(router(state.clone()));
    let page = sign_in(&mut browser, ADDRESS, PASSWORD).await;
    assert!(page.status.is_success() && !page.address.contains("login"), "{} {}", page.status, page.address);
    for code in ["MACAN0001F", "MAOLD0005F"] {
        let page = Browser::new(router(state.clone())).get(&format!("/profile/view/{code}")).await;
        assert!(page.status.is_success(), "{code}: {}", page.status);
    }
}

async fn drill(app: TestApp, target: Target) {
    fill(&app).await;
    let (before, contents) = (rows(&app.state).await, files(&app.state).await);
    assert!(contents.len() >= 20, "{}", contents.len());
    // People go on registering.
    let others = app.state.clone();
    let registrations = tokio::spawn(async move {
        for n in 9000..9020 {
            insert(&others, &[TestPerson::new(n)]).await;
        }
    });
    let (path, created) = make(&app.state, app.folder.path()).await;
    registrations.await.unwrap();
    assert!(created.gone >= 1, "{created:?}");
    let archive = std::fs::read(&path).unwrap();
    for word in ["Canarilast", "canarimail", "velvet", "only the tests know"] {
        assert!(!archive.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word} shows");
    }

    let restored = target.restore(&path, PASSPHRASE).await.unwrap();
    assert_eq!(restored.proof.gone.len() as u64, created.gone);
    let state = target.state().await;
    let after = rows(&state).await;
    let is_lost = |file: &&Value| restored.proof.gone.iter().any(|name| file["name"] == name.as_str());
    let lost_files: Vec<&Value> = before["files"].iter().filter(is_lost).map(|file| &file["id"]).collect();
    for (table, rows) in &before {
        // These change with every line and every registration; the check of the chain and the codes look at them.
        // What became of exports is looked at below.
        if matches!(*table, "audit_chain" | "code_counters" | "exports") {
            continue;
        }
        // By their text: there are thousands of cities, and each would be compared with every other one.
        let known: HashSet<String> = after[table].iter().map(Value::to_string).collect();
        let lost =
            rows.iter().filter(|row| !known.contains(&row.to_string()) && !is_of_lost_file(table, row, &lost_files));
        assert_eq!(lost.collect::<Vec<_>>(), Vec::<&Value>::new(), "{table}");
    }
    let exports: Vec<(&Value, &Value)> = after["exports"].iter().map(|row| (&row["state"], &row["name"])).collect();
    assert_eq!(exports, [(&Value::from("expired"), &Value::Null)], "no download breaks off");
    let restored_files = files(&state).await;
    assert_eq!(restored_files.keys().filter(|key| contents.contains_key(*key)).count(), contents.len());
    for (key, bytes) in restored_files {
        assert!(contents.get(&key).is_none_or(|known| *known == bytes), "{key}");
    }
    works(&state).await;
    let id = insert(&state, &[TestPerson::new(9999)]).await[0].account_id;
    let highest = before["accounts"].iter().map(|row| row["id"].as_i64().unwrap()).max().unwrap();
    assert!(id > highest + 1, "the number of an account that is gone was given again");

    // Nothing of what was replaced is needed.
    backup::discard_previous(&state).await.unwrap();
    works(&state).await;
    state.db.close().await;
}

/// The row of a file whose content was lost, and of the person who has it.
fn is_of_lost_file(table: &str, row: &Value, lost: &[&Value]) -> bool {
    match table {
        "files" => lost.contains(&&row["id"]),
        "people" => lost.contains(&&row["photo_file_id"]),
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_to_sqlite() {
    drill(TestApp::sqlite().await, Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_to_postgres() {
    if let Some(target) = Target::postgres().await {
        drill(TestApp::sqlite().await, target).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_to_sqlite() {
    if let Some(app) = TestApp::postgres().await {
        drill(app, Target::sqlite()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_to_postgres() {
    if let (Some(app), Some(target)) = (TestApp::postgres().await, Target::postgres().await) {
        drill(app, target).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_come_under_the_keys_of_the_new_machine() {
    let app = TestApp::sqlite().await;
    fill(&app).await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    let mut target = Target::sqlite();
    target.set("SECRET_KEY", "another secret of another machine, long enough");
    target.set("ENCRYPTION_KEY", "sha256:the key of another machine");
    target.restore(&path, PASSPHRASE).await.unwrap();
    let state = target.state().await;
    let verified = keys::verify(&state, &Actor::command_line()).await.unwrap();
    assert!(verified.seen > 20 && verified.not_under_newest == 0, "{verified:?}");
    works(&state).await;
}
