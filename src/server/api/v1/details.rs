//! Details of the document that are the same for many operations: headers, conditional reading, keys that are sent with a
//! request, files.

#![expect(clippy::indexing_slicing, reason = "a member of JSON that is missing is null, and an operation is an object")]

use serde_json::{Value as Json, json};

use crate::{
    routes::{ApiCaller, ApiOperation, JSON},
    server::services::operations::idempotency::LONGEST_KEY,
};

/// The operations whose answer has the tag of a person.
const TAGGED: [&str; 7] =
    ["show_user", "change_user", "put_photo", "delete_photo", "put_cv", "delete_cv", "show_cinema_talent"];
/// The operations whose answer leads to the pages beside it.
const PAGED: [&str; 2] = ["list_users", "list_cinema_talents"];

/// Every header that answers name.
pub fn headers() -> Json {
    let text = |described: &str| json!({ "schema": { "type": "string" }, "description": described });
    json!({
        "ETag": text("The version of what was read: that of a person is what `If-Match` takes, that of a list what `If-None-Match` takes"),
        "Link": text("Addresses of the pages beside it: `rel=\"next\"`, `rel=\"prev\"`"),
        "Location": text("Address of the person"),
        "RateLimit": text("`\"api\";r=599;t=1`: requests left, and seconds until all are left again"),
        "RateLimit-Policy": text("`\"api\";q=600;w=60`: requests, and seconds in which they may be sent"),
        "Retry-After": json!({ "schema": { "type": "integer", "minimum": 0 }, "description": "Seconds to wait" }),
    })
}

/// Names the headers of every answer of an operation.
pub fn name_headers(one: &mut Json, operation: &ApiOperation) {
    let name = one["operationId"].as_str().unwrap_or_default().to_owned();
    let is_public = operation.caller == ApiCaller::Anyone;
    for (status, answer) in one["responses"].as_object_mut().into_iter().flatten() {
        let succeeds = status.starts_with('2');
        let named = [
            ("ETag", (is_public && (succeeds || status == "304")) || (succeeds && TAGGED.contains(&name.as_str()))),
            ("Link", succeeds && PAGED.contains(&name.as_str())),
            ("Location", succeeds && name == "create_user"),
            ("RateLimit", true),
            ("RateLimit-Policy", true),
            ("Retry-After", status == "429" || status == "503"),
        ];
        for (header, _) in named.into_iter().filter(|(_, is_there)| *is_there) {
            answer["headers"][header] = json!({ "$ref": format!("#/components/headers/{header}") });
        }
    }
}

/// What caches keep is asked for by its tag: an answer that is the same for all callers may say that nothing changed.
pub fn add_unchanged(one: &mut Json, operation: &ApiOperation) {
    if operation.caller != ApiCaller::Anyone {
        return;
    }
    let tag = json!({ "name": "If-None-Match", "in": "header", "required": false, "schema": { "type": "string" },
        "description": "The `ETag` of an earlier answer" });
    match one["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(tag),
        None => one["parameters"] = json!([tag]),
    }
    one["responses"]["304"] = json!({ "description": "Nothing changed since the answer with this `ETag`" });
}

/// The key under which a request is done once: it is never empty, and no header has other characters.
pub fn bound_keys(one: &mut Json) {
    let parameters = one.get_mut("parameters").and_then(Json::as_array_mut);
    for key in parameters.into_iter().flatten().filter(|parameter| parameter["name"] == "Idempotency-Key") {
        key["schema"] = json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$" });
    }
}

/// A file that is sent is the bytes of the body, or those of a part of a form.
pub fn add_files(one: &mut Json) {
    let Some(medias) = one.pointer_mut("/requestBody/content").and_then(Json::as_object_mut) else { return };
    if medias.contains_key(JSON) {
        return;
    }
    for media in medias.values_mut() {
        media["schema"] = bytes();
    }
    let form = json!({ "type": "object", "required": ["file"], "properties": { "file": bytes() } });
    medias.insert("multipart/form-data".to_owned(), json!({ "schema": form }));
}

/// The schema of what is no text.
pub fn bytes() -> Json {
    json!({ "type": "string", "format": "binary" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{routes::API_OPERATIONS, server::api::v1::document::document};

    #[test]
    fn what_is_the_same_for_all_can_be_asked_for_by_its_tag() {
        let document = document();
        for operation in API_OPERATIONS.iter().filter(|one| one.caller == ApiCaller::Anyone) {
            let one = &document["paths"][operation.path]["get"];
            let parameters = one["parameters"].as_array().unwrap();
            assert!(parameters.iter().any(|parameter| parameter["name"] == "If-None-Match"), "{}", operation.path);
            for status in ["200", "304"] {
                assert!(one["responses"][status]["headers"]["ETag"].is_object(), "{} {status}", operation.path);
            }
        }
        let named: Vec<&str> = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|item| item.as_object().unwrap().values().filter_map(|one| one["operationId"].as_str()))
            .collect();
        for name in TAGGED.iter().chain(&PAGED) {
            assert!(named.contains(name), "{name} is no operation");
        }
    }

    #[test]
    fn files_are_bytes_and_what_bodies_and_filters_take_is_closed() {
        let document = document();
        let photo = &document["paths"]["/api/v1/users/{id}/photo"]["put"]["requestBody"]["content"];
        assert_eq!(photo["image/jpeg"]["schema"], bytes());
        assert_eq!(photo["multipart/form-data"]["schema"]["properties"]["file"], bytes());
        let schemas = &document["components"]["schemas"];
        for name in ["LoginBody", "TokenBody", "PdfBody", "PersonBody", "PersonChange"] {
            assert_eq!(schemas[name]["additionalProperties"], false, "{name}");
        }
        let filters = &schemas["PdfBody"]["properties"]["filters"];
        assert!(filters["properties"]["gender"].is_object() && filters["properties"]["cursor"].is_null(), "{filters}");
        assert_eq!(filters["additionalProperties"], false);
    }
}
