//! Cells that hold several values.

use serde_json::Value as Json;

use crate::{
    domain::{
        import::{
            Fate,
            labels::{key_of, production_kind},
        },
        registration::cinema::production_fields as p,
    },
    server::services::import::row::{Cell, Draft},
};

/// The keys of the labels in a cell, each once, and labels that the list does not have.
pub fn labels(list: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let written: Vec<String> = match serde_json::from_str::<Vec<Json>>(text) {
        Ok(items) => items.iter().filter_map(label_of).collect(),
        Err(_) => text.split([',', ';', '|', '\n']).map(str::to_owned).collect(),
    };
    let (mut keys, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for label in written.iter().map(|label| label.trim()).filter(|label| !label.is_empty()) {
        match key_of(list, label) {
            Some(key) if keys.iter().any(|known| known == key) => {}
            Some(key) => keys.push(key.to_owned()),
            None => unknown.push(label.to_owned()),
        }
    }
    (keys, unknown)
}

/// A label, or an entry that names itself.
fn label_of(item: &Json) -> Option<String> {
    let named = || item.get("name").or_else(|| item.get("label")).and_then(Json::as_str);
    item.as_str().or_else(named).map(str::to_owned)
}

/// Films and the like: JSON as the replaced application wrote it.
pub fn productions(draft: &mut Draft, column: &str, text: &str) {
    let Ok(items) = serde_json::from_str::<Vec<Json>>(text) else {
        draft.cells.insert(column.to_owned(), Cell::lost(Fate::Unreadable, text.to_owned()));
        return;
    };
    let mut inputs: [Vec<String>; 6] = Default::default();
    let mut unknown = Vec::new();
    for item in &items {
        let text = |name: &str| match item.get(name) {
            Some(Json::String(text)) => text.trim().to_owned(),
            Some(Json::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let title = if item.is_string() { item.as_str().unwrap_or_default().to_owned() } else { text("title") };
        let kind = text("type");
        let key = if kind.is_empty() { Some("film") } else { production_kind(&kind) };
        if key.is_none() {
            unknown.push(kind);
        }
        // « 2019-05-01 » is a year too.
        let year = text("year").chars().take(4).collect();
        let row = [title, year, key.unwrap_or("other").to_owned(), text("role"), text("tmdb_id"), String::new()];
        for (input, value) in inputs.iter_mut().zip(row) {
            input.push(value);
        }
    }
    for (name, values) in p::ALL.into_iter().zip(inputs) {
        draft.fill(column, name, values);
    }
    if !unknown.is_empty() {
        draft.cells.insert(column.to_owned(), Cell::label(Fate::UnknownLabel, unknown.join("\n")));
    }
}
