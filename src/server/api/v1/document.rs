//! The document of the API: OpenAPI 3.1, made of the router's own operations. Beside what each handler says of itself it
//! has what is the same for many: who may use it, which errors it gives, which filters a list takes, an example.

#![expect(clippy::indexing_slicing, reason = "a member of JSON that is missing is null, and the document is an object")]

use std::sync::LazyLock;

use serde_json::{Map, Value as Json, json};

use super::{
    cinema,
    details::{add_files, add_unchanged, bound_keys, bytes, headers, name_headers},
    operations,
    parameters::{filters, in_body, of_list},
    uploads,
    users::LIST_PARAMETERS,
};
use crate::{
    domain::{access::Scope, search::list::SearchList},
    routes::{API_OPERATIONS, ApiCaller, ApiOperation, JSON, YAML},
    server::{api::problem::ProblemCode, documents::api_guide::ApiDescription},
};

/// The version of what is described; it grows with `api_docs/CHANGELOG.md`.
const VERSION: &str = "1.3.0";
/// Requests and answers of every operation with a JSON answer, by its name.
const EXAMPLES: &str = include_str!("examples.json");

/// The document as text.
pub static TEXT: LazyLock<String> = LazyLock::new(|| serde_json::to_string_pretty(&document()).unwrap_or_default());

static DESCRIPTION: LazyLock<ApiDescription> = LazyLock::new(|| ApiDescription::of(&document()));

/// What pages show of the document; made when it is first asked for.
#[must_use]
pub fn description() -> &'static ApiDescription {
    &DESCRIPTION
}

/// The document.
#[must_use]
pub fn document() -> Json {
    let (_, described) = operations().merge(uploads()).split_for_parts();
    let mut document = serde_json::to_value(&described).unwrap_or_default();
    let examples: Json = serde_json::from_str(EXAMPLES).unwrap_or_default();
    document["info"] = json!({
        "title": "TalentsMaroc",
        "version": VERSION,
        "description": "REST API of the talent directory. The guide is at /api/docs.",
        "license": { "name": "MIT", "identifier": "MIT" },
    });
    document["servers"] = json!([{ "url": "/" }]);
    document["tags"] = tags();
    for operation in API_OPERATIONS {
        let method = operation.method.as_str().to_ascii_lowercase();
        let Some(one) = document.pointer_mut(&format!("/paths/{}/{method}", operation.path.replace('/', "~1"))) else {
            continue;
        };
        complete(one, operation, &examples);
    }
    document["components"]["schemas"]["Problem"] = problem();
    document["components"]["schemas"]["PdfBody"]["properties"]["filters"] = in_body(SearchList::Desk, &LIST_PARAMETERS);
    document["components"]["headers"] = headers();
    document["components"]["securitySchemes"] = json!({
        "session": { "type": "apiKey", "in": "cookie", "name": "session",
            "description": "Given by /api/v1/auth/login; `__Host-session` over https." },
        "token": { "type": "http", "scheme": "bearer", "bearerFormat": "tm_…",
            "description": "A personal access token, made on /profile/security." },
    });
    document
}

fn tags() -> Json {
    json!([
        { "name": "auth", "description": "Signing in and out, the own account" },
        { "name": "users", "description": "People" },
        { "name": "cinema", "description": "CINEMA profiles" },
        { "name": "lists", "description": "Closed lists" },
        { "name": "stats", "description": "Counts" },
        { "name": "exports", "description": "People as files" },
        { "name": "tokens", "description": "Personal access tokens" },
        { "name": "before", "description": "Arrays for scripts of the replaced application" },
    ])
}

/// Adds to an operation what its row and its kind say.
fn complete(one: &mut Json, operation: &ApiOperation, examples: &Json) {
    let scopes: Vec<&str> = operation.own_scope.into_iter().chain(operation.scope).map(Scope::key).collect();
    one["security"] = match operation.caller {
        ApiCaller::Anyone | ApiCaller::SignIn => json!([]),
        ApiCaller::Session => json!([{ "session": [] }]),
        _ => {
            let tokens = scopes.iter().map(|scope| json!({ "token": [scope] }));
            Json::Array([json!({ "session": [] })].into_iter().chain(tokens).collect())
        }
    };
    let described = one["description"].as_str().unwrap_or_default().to_owned();
    one["description"] = json!(format!("{described}\n\n{}", who(operation, &scopes)));
    match operation.path {
        "/api/v1/users" if operation.method == http::Method::GET => {
            one["parameters"] = of_list(SearchList::Desk, &LIST_PARAMETERS);
        }
        "/api/v1/cinema/talents" => one["parameters"] = of_list(SearchList::Casting, &cinema::OTHERS),
        "/api/v1/export/users/excel" | "/api/v1/export/users/csv" => {
            let others = [&LIST_PARAMETERS[..], &["purpose"]].concat();
            one["parameters"] = filters(SearchList::Desk, &others);
        }
        _ => {}
    }
    if operation.media != JSON {
        let read =
            if operation.media == YAML { json!({ "type": "object", "additionalProperties": true }) } else { bytes() };
        one["responses"]["200"]["content"] = json!({ operation.media: { "schema": read } });
    }
    add_files(one);
    bound_keys(one);
    add_unchanged(one, operation);
    let codes = errors_of(one, operation);
    for code in codes {
        let status = code.as_str();
        one["responses"][status] = json!({
            "description": meaning(status),
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        });
    }
    name_headers(one, operation);
    let name = one["operationId"].as_str().unwrap_or_default().to_owned();
    let example = &examples[&name];
    if let Some(media) = one.pointer_mut("/requestBody/content/application~1json")
        && !example["request"].is_null()
    {
        media["example"] = example["request"].clone();
    }
    for status in ["200", "201"] {
        let media = one.pointer_mut(&format!("/responses/{status}/content/application~1json"));
        if let Some(media) = media.filter(|_| !example["answer"].is_null()) {
            media["example"] = example["answer"].clone();
        }
    }
}

/// Who may use an operation, in words.
fn who(operation: &ApiOperation, scopes: &[&str]) -> String {
    let callers = match operation.caller {
        ApiCaller::Anyone | ApiCaller::SignIn => return "For all callers.".to_owned(),
        ApiCaller::Session => return "For sessions: no token makes or ends another.".to_owned(),
        ApiCaller::Account => "For every account",
        ApiCaller::Administrator => "For administrators",
        ApiCaller::OwnerOrAdministrator => "For the owner and for administrators",
    };
    let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
    match scopes.as_slice() {
        [own, other] => format!("{callers}. Scope of a token: {own} for the own person, {other} for others."),
        all => format!("{callers}. Scope of a token: {}.", all.join(", ")),
    }
}

/// The statuses of the errors that an operation can give.
fn errors_of(one: &Json, operation: &ApiOperation) -> Vec<String> {
    let changes = operation.method != http::Method::GET;
    let parameters = one["parameters"].as_array().cloned().unwrap_or_default();
    let has = |name: &str| parameters.iter().any(|parameter| parameter["name"] == name);
    let body = !one["requestBody"].is_null();
    let open = matches!(operation.caller, ApiCaller::Anyone);
    let conflicts = ["/api/v1/users", "/api/v1/tokens"].contains(&operation.path)
        || operation.path.ends_with("/toggle-active")
        || (operation.path == "/api/v1/users/{id}" && operation.method == http::Method::DELETE);
    let errors = [
        (400, true),
        (401, !open),
        (403, !open || changes),
        // Where filters find no person there is no file.
        (404, operation.path.contains("{id}") || (operation.media != JSON && !open)),
        (406, true),
        (408, changes),
        (409, changes && conflicts),
        (412, has("If-Match")),
        (413, changes),
        (414, true),
        (415, body),
        (422, true),
        (428, has("If-Match")),
        (429, true),
        (500, true),
        (503, true),
        (507, changes),
    ];
    errors.into_iter().filter(|(_, can)| *can).map(|(status, _)| status.to_string()).collect()
}

fn meaning(status: &str) -> &'static str {
    let number: u16 = status.parse().unwrap_or(500);
    let code = axum::http::StatusCode::from_u16(number).map_or(ProblemCode::Internal, ProblemCode::of_status);
    code.text(crate::domain::lang::Lang::En)
}

/// The schema of an error.
fn problem() -> Json {
    let codes: Vec<&str> = ProblemCode::ALL.into_iter().map(ProblemCode::key).collect();
    let text = || json!({ "type": "string" });
    let mut properties = Map::new();
    for (name, schema) in [
        ("type", json!({ "type": "string", "description": "Address of the paragraph about it" })),
        ("title", text()),
        ("status", json!({ "type": "integer" })),
        ("detail", json!({ "type": "string", "description": "In the language of the answer" })),
        ("code", json!({ "type": "string", "enum": codes })),
        ("instance", json!({ "type": "string", "description": "Number of the request, for the people of the site" })),
        (
            "errors",
            json!({ "type": "array", "items": { "type": "object", "required": ["pointer", "code", "detail"],
                "properties": { "pointer": text(), "code": text(), "detail": text() } } }),
        ),
        ("success", json!({ "type": "boolean", "const": false })),
        ("error", json!({ "type": "string", "description": "The detail in English, for old clients" })),
    ] {
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "type": "object",
        "description": "An error (RFC 9457)",
        "required": ["type", "title", "status", "detail", "code", "instance", "errors", "success", "error"],
        "properties": properties,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// `(method, path)` of every operation in the document.
    fn described() -> BTreeSet<(String, String)> {
        let document = document();
        let paths = document["paths"].as_object().unwrap();
        let each = |(path, item): (&String, &Json)| {
            let methods = item.as_object().unwrap().keys().map(|method| method.to_uppercase());
            methods.map(|method| (method, path.clone())).collect::<Vec<_>>()
        };
        paths.iter().flat_map(each).collect()
    }

    #[test]
    fn the_operations_are_those_of_the_table() {
        let rows = API_OPERATIONS.iter().map(|one| (one.method.to_string(), one.path.to_owned()));
        assert_eq!(described(), rows.collect());
    }

    #[test]
    fn every_operation_says_what_it_does_and_shows_it() {
        let document = document();
        let mut names = BTreeSet::new();
        for (method, path) in described() {
            let one = &document["paths"][&path][method.to_lowercase()];
            let place = format!("{method} {path}");
            assert!(!one["summary"].as_str().unwrap().is_empty(), "{place}");
            assert!(one["description"].as_str().unwrap().contains('.'), "{place}");
            assert!(names.insert(one["operationId"].as_str().unwrap().to_owned()), "{place}");
            assert!(one["security"].is_array() && one["responses"]["429"].is_object(), "{place}");
            if let Some(request) = one.pointer("/requestBody/content/application~1json") {
                assert!(!request["example"].is_null(), "{place} has no example of a request");
            }
            let row = API_OPERATIONS.iter().find(|row| row.path == path && row.method.as_str() == method).unwrap();
            if row.media != JSON {
                assert!(one["responses"]["200"]["content"][row.media].is_object(), "{place} says no media type");
                continue;
            }
            let answer = one.pointer("/responses/200/content/application~1json");
            let answer = answer.or(one.pointer("/responses/201/content/application~1json")).unwrap();
            assert!(path.ends_with("openapi.json") || !answer["example"].is_null(), "{place} has no example");
        }
        let examples: Json = serde_json::from_str(EXAMPLES).unwrap();
        for name in examples.as_object().unwrap().keys() {
            assert!(names.contains(name), "{name} is an example of nothing");
        }
    }

    #[test]
    fn it_is_openapi_3_1_and_every_reference_leads_somewhere() {
        let document = document();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"").skip(1) {
            let target = reference.split('"').next().unwrap().trim_start_matches('#');
            assert!(document.pointer(target).is_some(), "{target}");
        }
    }
}
