//! The documentation of the REST API: the guide that was written, and what the document says of each operation.

#![expect(clippy::indexing_slicing, reason = "a member of JSON that is missing is null")]

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use serde_json::Value as Json;

use crate::domain::lang::Lang;

const ENGLISH: &str = include_str!("../../../api_docs/en/guide.md");
const FRENCH: &str = include_str!("../../../api_docs/fr/guide.md");

/// The languages in which the guide is written.
#[must_use]
pub const fn written_in(lang: Lang) -> Lang {
    match lang {
        Lang::Fr => Lang::Fr,
        Lang::En | Lang::Ar => Lang::En,
    }
}

/// The guide as HTML, below the first heading of its page, for the site with this address.
#[must_use]
pub fn guide(lang: Lang, site: &str) -> String {
    let (text, placeholder) = match written_in(lang) {
        Lang::Fr => (FRENCH, "https://VOTRE-SITE"),
        _ => (ENGLISH, "https://YOUR-SITE"),
    };
    html(&text.replace(placeholder, site))
}

/// Headings get an id of their words, so that links lead to them.
fn html(markdown: &str) -> String {
    let mut events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::ENABLE_TABLES).collect();
    let mut opened = None;
    let mut words = String::new();
    for place in 0..events.len() {
        match events.get(place) {
            Some(Event::Start(Tag::Heading { .. })) => {
                opened = Some(place);
                words.clear();
            }
            Some(Event::Text(text) | Event::Code(text)) => words.push_str(text),
            Some(Event::End(TagEnd::Heading(_))) => {
                if let Some(Event::Start(Tag::Heading { id, .. })) = opened.and_then(|start| events.get_mut(start)) {
                    *id = Some(CowStr::from(anchor(&words)));
                }
            }
            _ => {}
        }
    }
    let mut html = String::new();
    push_html(&mut html, events.into_iter().map(in_frame));
    html
}

/// No heading is as high as that of the page.
fn in_frame(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, .. }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Event::End(TagEnd::Heading(HeadingLevel::H2)),
        other => other,
    }
}

fn anchor(words: &str) -> String {
    let letters = words.to_lowercase();
    let parts = letters.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// What the pages show of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiDescription {
    /// In the order of the groups, then of the paths.
    pub operations: Vec<DescribedOperation>,
    /// The codes of errors.
    pub codes: Vec<String>,
}

/// An operation of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedOperation {
    /// Leads to it on the page.
    pub id: String,
    pub group: String,
    pub method: String,
    pub path: String,
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// Name and description.
    pub parameters: Vec<(String, String)>,
    /// Status and description.
    pub answers: Vec<(String, String)>,
    /// JSON, as text.
    pub request: Option<String>,
    pub answer: Option<String>,
    pub trial: Option<Trial>,
}

/// How an operation is tried from its page: those with JSON answers that no session is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    pub needs_token: bool,
    /// Whether `If-Match` is asked for.
    pub has_tag: bool,
}

impl DescribedOperation {
    /// The description as HTML.
    #[must_use]
    pub fn description_html(&self) -> String {
        html(&self.description)
    }
}

impl ApiDescription {
    /// Reads a document.
    #[must_use]
    pub fn of(document: &Json) -> Self {
        let mut groups: BTreeMap<usize, Vec<DescribedOperation>> = BTreeMap::new();
        let order: Vec<&str> = list(&document["tags"]).iter().filter_map(|tag| tag["name"].as_str()).collect();
        for (path, item) in document["paths"].as_object().into_iter().flatten() {
            for (method, one) in item.as_object().into_iter().flatten() {
                let described = operation(path, method, one);
                let place = order.iter().position(|tag| *tag == described.group).unwrap_or(order.len());
                groups.entry(place).or_default().push(described);
            }
        }
        let codes = list(&document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]);
        Self {
            operations: groups.into_values().flatten().collect(),
            codes: codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect(),
        }
    }
}

fn list(value: &Json) -> &[Json] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Json) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Whether a token is needed to try an operation; none for those that cannot be tried: files, and what is for sessions.
fn trial(path: &str, method: &str, one: &Json) -> Option<bool> {
    let security = list(&one["security"]);
    let by_token = security.iter().any(|way| way["token"].is_array());
    let open = method == "get" && security.is_empty() && !path.contains("/openapi.");
    let is_json =
        ["200", "201"].iter().any(|status| one["responses"][status]["content"]["application/json"].is_object());
    (is_json && method != "put" && (by_token || open)).then_some(by_token)
}

fn operation(path: &str, method: &str, one: &Json) -> DescribedOperation {
    let example = |pointer: &str| {
        let example = one.pointer(pointer).filter(|example| !example.is_null())?;
        serde_json::to_string_pretty(example).ok()
    };
    let answers = one["responses"].as_object().into_iter().flatten();
    let has_tag = list(&one["parameters"]).iter().any(|parameter| parameter["name"] == "If-Match");
    DescribedOperation {
        trial: trial(path, method, one).map(|needs_token| Trial { needs_token, has_tag }),
        id: text(&one["operationId"]),
        group: list(&one["tags"]).first().map(text).unwrap_or_default(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&one["summary"]),
        description: text(&one["description"]),
        parameters: list(&one["parameters"])
            .iter()
            .map(|parameter| (text(&parameter["name"]), text(&parameter["description"])))
            .collect(),
        answers: answers.map(|(status, answer)| (status.clone(), text(&answer["description"]))).collect(),
        request: example("/requestBody/content/application~1json/example"),
        answer: example("/responses/200/content/application~1json/example")
            .or_else(|| example("/responses/201/content/application~1json/example")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_headings_that_links_lead_to_and_the_address_of_the_site() {
        for (lang, heading) in
            [(Lang::En, "id=\"paging\""), (Lang::Fr, "id=\"les-pages\""), (Lang::Ar, "id=\"paging\"")]
        {
            let html = guide(lang, "https://talents.example");
            assert!(html.contains(heading), "{html}");
            assert!(html.contains("https://talents.example/api/v1") && !html.contains("-SITE"));
            assert!(html.contains("<table>"));
        }
    }

    #[test]
    fn operations_are_read_from_the_document() {
        let document = serde_json::json!({
            "tags": [{ "name": "b" }, { "name": "a" }],
            "paths": {
                "/x": { "get": { "operationId": "x", "tags": ["a"], "summary": "X", "parameters": [{ "name": "p", "description": "d" }],
                    "responses": { "200": { "description": "ok", "content": { "application/json": { "example": { "a": 1 } } } } } } },
                "/y": { "post": { "operationId": "y", "tags": ["b"], "responses": {} } },
            },
            "components": { "schemas": { "Problem": { "properties": { "code": { "enum": ["invalid"] } } } } },
        });
        let described = ApiDescription::of(&document);
        assert_eq!(described.codes, ["invalid"]);
        assert_eq!(described.operations.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["y", "x"]);
        let x = &described.operations[1];
        assert_eq!((x.method.as_str(), x.parameters.len(), x.answers.len()), ("GET", 1, 1));
        assert!(x.answer.as_deref().unwrap().contains("\"a\": 1") && x.request.is_none());
        assert_eq!(x.trial, Some(Trial { needs_token: false, has_tag: false }));
        assert_eq!(described.operations[0].trial, None, "signing in is no trial");
    }
}
