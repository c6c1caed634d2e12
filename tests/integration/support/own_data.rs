//! Downloading and deleting one's data, as a visitor without scripts does.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use diesel::{QueryableByName, sql_query, sql_types::BigInt};
use diesel_async::RunQueryDsl as _;
use serde_json::Value;
use talentsmaroc::server::db::Conn;

use super::{
    TestApp,
    browser::{Browser, Page},
};

/// The form that asks for the archive.
pub const DOWNLOAD: &str = "form[action='/profile/data/download']";
/// The form that asks for the deletion.
pub const DELETE: &str = "form[action='/fn/delete_account']";

/// Presses the button of the page « my data ».
pub async fn download(browser: &mut Browser) -> Page {
    let page = browser.get("/profile/data").await;
    browser.submit(&page, DOWNLOAD, &[]).await
}

/// What lies in an archive, by its place.
pub fn unpacked(page: &Page) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(page.status, http::StatusCode::OK, "{}", page.text());
    let mut archive = zip::ZipArchive::new(Cursor::new(&page.bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap_or_default().to_string(), bytes)
        })
        .collect()
}

/// `data.json` of an archive.
pub fn data(page: &Page) -> Value {
    serde_json::from_slice(&unpacked(page)["data.json"]).unwrap()
}

/// Types the code, or the word, on the page that deletes the account.
pub async fn delete(browser: &mut Browser, confirmation: &str) -> Page {
    let page = browser.get("/profile/data/delete").await;
    browser.submit(&page, DELETE, &[("confirmation", confirmation)]).await
}

/// The number a statement answers as `n`.
pub async fn number(app: &TestApp, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let row: Row = match &mut app.state.db.read().await.unwrap() {
        Conn::Sqlite(c) => sql_query(sql).get_result(&mut **c).await.unwrap(),
        Conn::Postgres(c) => sql_query(sql).get_result(&mut **c).await.unwrap(),
    };
    row.n
}

/// Every column of `schema.rs`: table, column, kind.
pub fn columns() -> Vec<(String, String, String)> {
    let mut table = String::new();
    let mut all = Vec::new();
    for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/db/schema.rs")).lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            table = name.to_owned();
        } else if let Some((column, kind)) = line.strip_suffix(',').and_then(|row| row.split_once(" -> ")) {
            all.push((table.clone(), column.to_owned(), kind.to_owned()));
        }
    }
    all
}

/// Rows that still belong to an account, its person or their main profile, as `table.column`.
pub async fn rows_of(app: &TestApp, account_id: i64, person_id: i64, profile_id: i64) -> Vec<String> {
    let mut left = Vec::new();
    for (table, column, _) in columns() {
        let id = match (table.as_str(), column.as_str()) {
            ("accounts", "id") | (_, "account_id") => account_id,
            ("people", "id") | (_, "person_id") => person_id,
            ("main_profiles", "id") | (_, "profile_id") => profile_id,
            _ => continue,
        };
        if number(app, &format!("SELECT COUNT(*) AS n FROM {table} WHERE {column} = {id}")).await > 0 {
            left.push(format!("{table}.{column}"));
        }
    }
    left
}

/// Text columns that hold one of these words, whatever the case; reference lists aside.
pub async fn columns_with(app: &TestApp, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (table, column, kind) in columns() {
        if !kind.contains("Text") || matches!(table.as_str(), "cities" | "reference_keys") {
            continue;
        }
        for word in words {
            let like = word.to_lowercase().replace('\'', "''");
            let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE LOWER({column}) LIKE '%{like}%'");
            if number(app, &sql).await > 0 {
                found.push(format!("{table}.{column} holds {word}"));
            }
        }
    }
    found
}
