//! The document, the files made of it and the pages about it.

use std::path::Path;

use http::StatusCode;
use serde_json::{Map, Value as Json, json};
use talentsmaroc::server::api::v1::document::{TEXT, document};

use super::reference::{REFERENCES, reference};
use crate::support::{api::Program, on_sqlite};

/// Compares a file of `api_docs` with what it is made of; `UPDATE_API_DOCS=1` writes it.
fn is_current(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("api_docs").join(name);
    let text = format!("{}\n", text.trim_end());
    if std::env::var("UPDATE_API_DOCS").is_ok_and(|value| value == "1") {
        std::fs::write(&file, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == text,
        "api_docs/{name} is not what the router says: run this test with UPDATE_API_DOCS=1 and add a line to \
         api_docs/CHANGELOG.md"
    );
}

/// The operations as requests of Postman, in their groups.
fn postman(document: &Json) -> Json {
    let mut groups: Map<String, Json> = Map::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, one) in item.as_object().unwrap() {
            let raw = format!("{{{{site}}}}{}", path.replace("{id}", "{{id}}"));
            let mut request = json!({
                "method": method.to_uppercase(),
                "header": [{ "key": "Authorization", "value": "Bearer {{token}}" }],
                "url": { "raw": raw, "host": ["{{site}}"], "path": path.trim_start_matches('/').replace("{id}", "{{id}}").split('/').collect::<Vec<_>>() },
                "description": one["description"],
            });
            if let Some(example) = one.pointer("/requestBody/content/application~1json/example") {
                let raw = serde_json::to_string_pretty(example).unwrap();
                request["body"] = json!({ "mode": "raw", "raw": raw, "options": { "raw": { "language": "json" } } });
            }
            let group = one["tags"][0].as_str().unwrap().to_owned();
            let items = groups.entry(group).or_insert_with(|| json!([]));
            items.as_array_mut().unwrap().push(json!({ "name": one["summary"], "request": request }));
        }
    }
    let folders: Vec<Json> = groups.into_iter().map(|(name, item)| json!({ "name": name, "item": item })).collect();
    json!({
        "info": {
            "name": "TalentsMaroc",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": folders,
        "variable": [
            { "key": "site", "value": "http://127.0.0.1:3000" },
            { "key": "token", "value": "" },
            { "key": "id", "value": "1" },
        ],
    })
}

/// What tells one text from another.
fn sum(text: &str) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A document that is not the stored one needs a line in the changes; `sums.json` says which of both belong together.
fn changes_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("api_docs");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let (document, changes) = (sum(&TEXT), sum(&read("CHANGELOG.md")));
    let stored: Json = serde_json::from_str(&read("sums.json")).unwrap_or_default();
    let altered = stored["document"].as_str().is_some_and(|stored| stored != document);
    let is_told = stored["changes"].as_str() != Some(changes.as_str());
    assert!(!altered || is_told, "the document changed: add a line to api_docs/CHANGELOG.md first");
    let sums = json!({ "document": document, "changes": changes });
    is_current("sums.json", &serde_json::to_string_pretty(&sums).unwrap());
}

#[test]
fn the_stored_files_are_what_the_router_says() {
    changes_are_told();
    is_current("openapi.json", &TEXT);
    for words in &REFERENCES {
        is_current(&format!("{}/operations.md", words.folder), &reference(&document(), words));
    }
    is_current("postman.json", &serde_json::to_string_pretty(&postman(&document())).unwrap());
    let changes = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("api_docs/CHANGELOG.md")).unwrap();
    let version = document()["info"]["version"].as_str().unwrap().to_owned();
    assert!(changes.contains(&format!("## {version}")), "the changes do not name {version}");
}

on_sqlite! {
    async fn the_document_and_the_pages_are_served(app: TestApp) {
        let served = Program::new(&app).get("/api/v1/openapi.json").await;
        assert_eq!((served.status, served.json()), (StatusCode::OK, document()));
        let yaml = Program::new(&app).get("/api/v1/openapi.yaml").await;
        assert_eq!((yaml.status, yaml.header("content-type").as_str()), (StatusCode::OK, "application/yaml"));
        let text = String::from_utf8(yaml.bytes).unwrap();
        for path in document()["paths"].as_object().unwrap().keys() {
            assert!(text.contains(&format!("\n  \"{path}\":\n")), "{path} is not in the YAML");
        }
        let mut browser = app.browser();
        for (language, heading) in [("fr", "les-pages"), ("en", "paging"), ("ar", "paging")] {
            browser.language = language;
            let page = browser.get("/api/docs").await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.has(&format!("#{heading}")) && page.has("#error-forbidden"), "{}", page.text());
            let operations = browser.get("/api/docs/operations").await;
            for id in ["#login", "#list_users", "#change_user", "#show_cinema_stats"] {
                assert!(operations.has(id), "{id} {}", operations.text());
            }
        }
    }
}
