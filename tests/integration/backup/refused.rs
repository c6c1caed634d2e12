//! Files that are not restored: each with its sentence, and nothing changes.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use talentsmaroc::{
    domain::backup::Refusal,
    server::{
        documents::sealed_zip::{Method, SealedZip, SealedZipWriter},
        services::operations::backup::{LoadError, check, prove},
    },
};

use super::target::{ENCRYPTION_KEY, PASSPHRASE, Target, files, make, rows};
use crate::support::{
    TestApp,
    accounts::member,
    files::{give_cv, give_photo},
    full_size,
    people::{TestPerson, insert},
};

type Entries = Vec<(String, Vec<u8>)>;

fn read(bytes: &[u8]) -> Entries {
    let mut archive = SealedZip::open(Cursor::new(bytes), PASSPHRASE).unwrap();
    let names: Vec<String> = archive.entries().map(|entry| entry.name.to_owned()).collect();
    let content = |(number, name): (usize, String)| {
        let mut content = Vec::new();
        archive.read(number).unwrap().read_to_end(&mut content).unwrap();
        (name, content)
    };
    names.into_iter().enumerate().map(content).collect()
}

fn write(entries: &Entries) -> Vec<u8> {
    let mut writer = SealedZipWriter::new(Vec::new(), PASSPHRASE);
    for (name, content) in entries {
        writer.begin(name, Method::Deflated).unwrap();
        writer.write(content).unwrap();
        writer.end().unwrap();
    }
    writer.finish().unwrap()
}

fn entry<'a>(entries: &'a mut Entries, name: &str) -> &'a mut Vec<u8> {
    &mut entries.iter_mut().find(|(known, _)| known == name).unwrap().1
}

fn replace(content: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(content.clone()).unwrap();
    assert!(text.contains(from), "{from}");
    *content = text.replacen(from, to, 1).into_bytes();
}

/// Whoever knows the passphrase can also write a manifest that fits.
fn with_right_hash(entries: &mut Entries, name: &str) {
    let hash = ring_hex(entry(entries, name));
    let mut manifest: serde_json::Value = serde_json::from_slice(entry(entries, "manifest.json")).unwrap();
    let table = name.trim_start_matches("tables/").trim_end_matches(".jsonl").to_owned();
    let tables = manifest["tables"].as_array_mut().unwrap();
    tables.iter_mut().find(|one| one["name"] == table.as_str()).unwrap()["sha256"] = hash.into();
    *entry(entries, "manifest.json") = serde_json::to_vec(&manifest).unwrap();
}

fn ring_hex(bytes: &[u8]) -> String {
    talentsmaroc::server::security::tokens::token_hash(std::str::from_utf8(bytes).unwrap())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn proven(bytes: &[u8]) -> Result<(), Refusal> {
    prove(Cursor::new(bytes), PASSPHRASE, ENCRYPTION_KEY).map(drop)
}

async fn app_with_people() -> TestApp {
    let app = TestApp::sqlite().await;
    // Most of an archive would be cities.
    crate::support::accounts::execute(&app, "DELETE FROM cities WHERE country_code <> 'MA'").await;
    let people = insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
    give_cv(&app.state, people[0].person_id).await;
    give_photo(&app.state, people[1].person_id).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_as_it_was_written_is_refused() {
    let app = app_with_people().await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    let bytes = fs::read(&path).unwrap();
    proven(&bytes).unwrap();
    let (flips, cuts) = if full_size() { (500, 200) } else { (12, 8) };
    for _ in 0..flips {
        let at = fastrand::usize(..bytes.len());
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << fastrand::u8(..8);
        assert!(proven(&damaged).is_err(), "byte {at}");
    }
    for _ in 0..cuts {
        let at = fastrand::usize(..bytes.len());
        assert!(proven(&bytes[..at]).is_err(), "cut at {at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_has_its_sentence() {
    let app = app_with_people().await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    let bytes = fs::read(&path).unwrap();
    let whole = read(&bytes);
    let object = whole.iter().find(|(name, _)| name.starts_with("files/")).unwrap().0.clone();
    let changed = |change: &dyn Fn(&mut Entries)| {
        let mut entries = whole.clone();
        change(&mut entries);
        proven(&write(&entries)).unwrap_err()
    };
    assert_eq!(proven(&write(&whole)), Ok(()), "the same content in another archive");
    let without = |name: &str| changed(&|entries| entries.retain(|(known, _)| known != name));
    for name in ["manifest.json", "keys.json", "files.jsonl", "tables/people.jsonl", object.as_str()] {
        assert_eq!(without(name), Refusal::Missing(name.to_owned()));
    }
    assert_eq!(
        changed(&|entries| replace(entry(entries, "manifest.json"), "\"format\": 1", "\"format\": 2")),
        Refusal::Future(env!("CARGO_PKG_VERSION").to_owned())
    );
    assert_eq!(
        changed(&|entries| replace(entry(entries, "manifest.json"), "2026-11-29-000001", "2099-01-01-000001")),
        Refusal::Future(env!("CARGO_PKG_VERSION").to_owned())
    );
    let orphan = "files/cv/00/00112233445566778899aabbccddeeff".to_owned();
    assert_eq!(changed(&|entries| entries.push((orphan.clone(), b"x".to_vec()))), Refusal::Unexpected(orphan.clone()));
    assert_eq!(changed(&|entries| entry(entries, &object).push(b'x')), Refusal::Damaged);
    assert_eq!(
        changed(&|entries| replace(entry(entries, "tables/people.jsonl"), "Canarilast1", "Canarilast3")),
        Refusal::Damaged
    );
    assert_eq!(
        changed(&|entries| {
            replace(entry(entries, "tables/people.jsonl"), "1990-05-17", "1990-15-17");
            with_right_hash(entries, "tables/people.jsonl");
        }),
        Refusal::BadRow("people".to_owned())
    );
    let foreign = [b"PK\x03\x04".as_slice(), &[0; 200], b"PK\x05\x06", &[0; 18]].concat();
    assert_eq!(proven(&foreign), Err(Refusal::ForeignArchive));
    assert_eq!(
        prove(Cursor::new(&bytes), "another passphrase", ENCRYPTION_KEY).map(drop),
        Err(Refusal::WrongPassphrase)
    );
    // What only a database sees.
    let mut entries = whole.clone();
    replace(entry(&mut entries, "tables/people.jsonl"), "\"account_id\":", "\"account_id\":9");
    with_right_hash(&mut entries, "tables/people.jsonl");
    assert!(matches!(
        checked(&write(&entries), app.folder.path()).await,
        Err(LoadError::Refused(Refusal::RefusedRows(_)))
    ));
    checked(&write(&whole), app.folder.path()).await.unwrap();
}

async fn checked(bytes: &[u8], folder: &Path) -> Result<(), LoadError> {
    let path = folder.join("checked.zip");
    fs::write(&path, bytes).unwrap();
    check(&path, PASSPHRASE, ENCRYPTION_KEY, folder, |_| ()).await.map(drop)
}

/// Leaves the database to others.
async fn rows_of(target: &Target) -> BTreeMap<&'static str, Vec<serde_json::Value>> {
    let state = target.state().await;
    let rows = rows(&state).await;
    state.db.close().await;
    rows
}

async fn unchanged_while_a_server_runs(target: Target) {
    let app = app_with_people().await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    target.restore(&path, PASSPHRASE).await.unwrap();
    let running = target.state().await;
    let (before, stored) = (rows(&running).await, files(&running).await);
    // A snapshot ends with its connection; a server keeps others, because its jobs ask all the time.
    running.db.check().await.unwrap();
    let sentence = target.restore(&path, PASSPHRASE).await.unwrap_err();
    assert!(sentence.contains("stop"), "{sentence}");
    assert!(rows(&running).await == before && files(&running).await == stored);
    running.db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_is_noticed_on_sqlite() {
    unchanged_while_a_server_runs(Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_is_noticed_on_postgres() {
    if let Some(target) = Target::postgres().await {
        unchanged_while_a_server_runs(target).await;
    }
}

async fn unchanged_by_a_refusal(target: Target) {
    let app = app_with_people().await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    target.restore(&path, PASSPHRASE).await.unwrap();
    let before = rows_of(&target).await;
    member(&app, "later@example.org").await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    let whole = fs::read(&path).unwrap();
    let mut entries = read(&whole);
    replace(entry(&mut entries, "tables/people.jsonl"), "\"account_id\":", "\"account_id\":9");
    with_right_hash(&mut entries, "tables/people.jsonl");
    let (cut, hostile) = (&whole[..whole.len() / 2], write(&entries));
    for (bytes, passphrase) in
        [(whole.as_slice(), "another passphrase"), (cut, PASSPHRASE), (hostile.as_slice(), PASSPHRASE)]
    {
        let damaged = app.folder.path().join("damaged.zip");
        fs::write(&damaged, bytes).unwrap();
        let sentence = target.restore(&damaged, passphrase).await.unwrap_err();
        assert!(!sentence.contains("Canari") && !sentence.contains("stop"), "{sentence}");
        assert!(rows_of(&target).await == before, "{sentence}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_changes_nothing_on_sqlite() {
    unchanged_by_a_refusal(Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_changes_nothing_on_postgres() {
    if let Some(target) = Target::postgres().await {
        unchanged_by_a_refusal(target).await;
    }
}
