//! Every operation answers what the document says of it.

use http::StatusCode;
use serde_json::{Map, Value as Json, json};
use talentsmaroc::{
    domain::{access::Scope, fields::FieldId},
    routes::{API_OPERATIONS, ApiCaller, ApiOperation, JSON},
    server::api::v1::document::document,
};

use crate::support::{
    accounts::{PASSWORD, execute, member},
    api::{Program, Reply, appoint, make_token},
    casting::{TestCinema, insert_cinema},
    files::{pdf, photo},
    on_both,
    people::{Inserted, TestPerson},
};

/// Compares values with the schemas of a document, as far as that uses JSON Schema.
struct Schemas<'a> {
    document: &'a Json,
}

fn parts<'a>(schema: &'a Json, name: &str) -> &'a [Json] {
    schema[name].as_array().map_or(&[], Vec::as_slice)
}

fn is_of(value: &Json, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

impl Schemas<'_> {
    fn resolved<'s>(&'s self, schema: &'s Json) -> &'s Json {
        match schema["$ref"].as_str() {
            Some(target) => self.resolved(self.document.pointer(target.trim_start_matches('#')).expect(target)),
            None => schema,
        }
    }

    /// The members that a schema names, those of its parts among them.
    fn properties(&self, schema: &Json) -> Map<String, Json> {
        let schema = self.resolved(schema);
        let mut all = schema["properties"].as_object().cloned().unwrap_or_default();
        for part in parts(schema, "allOf") {
            all.extend(self.properties(part));
        }
        all
    }

    /// What a value has that its schema does not allow. A schema that is `open` is one part of another, which names the
    /// other members.
    fn check(&self, value: &Json, schema: &Json, place: &str, open: bool, wrong: &mut Vec<String>) {
        let schema = self.resolved(schema);
        for part in parts(schema, "allOf") {
            self.check(value, part, place, true, wrong);
        }
        let choices = [parts(schema, "oneOf"), parts(schema, "anyOf")].concat();
        if !choices.is_empty() {
            let fits = |choice: &Json| {
                let mut own = Vec::new();
                self.check(value, choice, place, open, &mut own);
                own.is_empty()
            };
            if !choices.iter().any(fits) {
                wrong.push(format!("{place}: {value} is none of the choices"));
            }
            return;
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Json::String(kind) => vec![kind.as_str()],
            Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).collect(),
            _ => Vec::new(),
        };
        if !kinds.is_empty() && !kinds.iter().any(|kind| is_of(value, kind)) {
            wrong.push(format!("{place}: {value} is not of {kinds:?}"));
        }
        if schema["enum"].is_array() && !parts(schema, "enum").contains(value) {
            wrong.push(format!("{place}: {value} is not on the list"));
        }
        if !schema["items"].is_null() {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                self.check(item, &schema["items"], &format!("{place}/{index}"), false, wrong);
            }
        }
        if let Some(members) = value.as_object() {
            self.check_members(members, schema, place, open, wrong);
        }
    }

    fn check_members(
        &self,
        members: &Map<String, Json>,
        schema: &Json,
        place: &str,
        open: bool,
        wrong: &mut Vec<String>,
    ) {
        let known = self.properties(schema);
        for name in parts(schema, "required").iter().filter_map(Json::as_str) {
            if !members.contains_key(name) {
                wrong.push(format!("{place}/{name} is missing"));
            }
        }
        for (name, value) in members {
            let place = format!("{place}/{name}");
            let others = &schema["additionalProperties"];
            match known.get(name) {
                Some(schema) => self.check(value, schema, &place, false, wrong),
                None if others.is_object() => self.check(value, others, &place, false, wrong),
                None if open || known.is_empty() => {}
                None => wrong.push(format!("{place} is not named")),
            }
        }
    }
}

/// What the document says of a successful answer.
fn described<'a>(document: &'a Json, operation: &ApiOperation, status: StatusCode) -> &'a Json {
    let method = operation.method.as_str().to_lowercase();
    &document["paths"][operation.path][method]["responses"][status.as_str()]
}

/// The headers that an answer has or has not as the document says. Which pages lie beside it, no document knows.
const NAMED_HEADERS: [&str; 5] = ["ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"];

/// A person with a bit of everything.
fn person(number: u32) -> TestCinema {
    let person = TestPerson { availability: Some("full_time"), languages: vec!["fr"], ..TestPerson::new(number) };
    let person = person.with(FieldId::Bio, "Canaribio".to_owned()).with(FieldId::CountryOfOrigin, "SN".to_owned());
    TestCinema {
        person,
        show_origins: true,
        skills: vec!["horse_riding"],
        ethnicities: vec!["arab"],
        height_cm: Some(170),
        playing_age: (Some(20), Some(30)),
        titles: vec!["Canarifilm"],
        ..TestCinema::new(number)
    }
}

/// What is sent with an operation.
fn body_of(operation: &ApiOperation, person: Inserted, identifier: &str) -> (&'static str, Option<Vec<u8>>) {
    let json = |body: Json| ("application/json", Some(body.to_string().into_bytes()));
    match (operation.method.as_str(), operation.path) {
        ("POST", "/api/v1/auth/login") => json(json!({ "identifier": identifier, "password": PASSWORD })),
        ("POST", "/api/v1/users") => json(json!({
            "first_name": "Canarifirst", "last_name": "Canarilast", "date_of_birth": "1990-05-17", "gender": "F",
            "phone_country": "US", "phone": "2025550142", "residence_country": "MA", "residence_city": "Casablanca",
            "talents": ["dj"], "visibility": "members", "email": "canarinew@example.org", "consent_means": "paper",
            "language": "fr",
        })),
        ("PATCH", "/api/v1/users/{id}") => json(json!({ "bio": "Canarinew" })),
        ("PUT", "/api/v1/users/{id}/photo") => ("image/jpeg", Some(photo(1))),
        ("PUT", "/api/v1/users/{id}/cv") => ("application/pdf", Some(pdf(2000))),
        ("POST", "/api/v1/export/users/pdf") => json(json!({ "user_ids": [person.person_id] })),
        ("POST", "/api/v1/tokens") => json(json!({ "name": "Canaritoken", "scopes": ["stats"] })),
        _ => ("application/json", None),
    }
}

async fn ask(program: &mut Program, operation: &ApiOperation, id: i64, sent: (&str, Option<Vec<u8>>)) -> Reply {
    let mut address = operation.path.replace("{id}", &id.to_string());
    if operation.path == "/api/v1/cities" {
        address.push_str("?country=MA");
    }
    let (kind, body) = sent;
    let headers = [("content-type", kind), ("if-match", "*")];
    program.send(operation.method.clone(), &address, &headers, body).await
}

on_both! {
    async fn every_answer_is_what_the_document_says(app: TestApp) {
        // Each operation has a person of its own; the office is the last one.
        let count = u32::try_from(API_OPERATIONS.len()).unwrap();
        let people: Vec<TestCinema> = (1..=count + 1).map(person).collect();
        let identifier = people.last().unwrap().person.email.clone();
        let people = insert_cinema(&app.state, &people).await;
        let office = *people.last().unwrap();
        appoint(&app, office).await;
        let other = member(&app, "canari@example.org").await;
        let hash = format!("SELECT password_hash FROM accounts WHERE id = {other}");
        execute(&app, &format!("UPDATE accounts SET password_hash = ({hash}) WHERE id = {}", office.account_id)).await;
        let mut by_token = Program::new(&app);
        by_token.token = Some(make_token(&app, office.account_id, &Scope::ALL).await);
        let mut session = Program::new(&app);
        let (document, mut made) = (document(), None);
        let schemas = Schemas { document: &document };
        let is_last = |operation: &ApiOperation| operation.path == "/api/v1/auth/logout";
        let all = API_OPERATIONS.iter().zip(&people);
        let in_order = all.clone().filter(|(one, _)| !is_last(one)).chain(all.filter(|(one, _)| is_last(one)));
        for (operation, person) in in_order {
            let place = format!("{} {}", operation.method, operation.path);
            let of_session = matches!(operation.caller, ApiCaller::Session | ApiCaller::SignIn);
            let program = if of_session { &mut session } else { &mut by_token };
            let id = if operation.path == "/api/v1/tokens/{id}" { made.unwrap() } else { person.person_id };
            let reply = ask(program, operation, id, body_of(operation, *person, &identifier)).await;
            assert!(reply.status.is_success(), "{place}: {} {}", reply.status, reply.json());
            assert!(reply.header("content-type").starts_with(operation.media), "{place}");
            let described = described(&document, operation, reply.status);
            for name in NAMED_HEADERS {
                assert_eq!(reply.headers.contains_key(name), described["headers"][name].is_object(), "{place}: {name}");
            }
            let content = &described["content"];
            if operation.media != JSON {
                assert!(content[operation.media].is_object() && !reply.bytes.is_empty(), "{place}");
                continue;
            }
            let (answer, mut wrong) = (reply.json(), Vec::new());
            schemas.check(&answer, &content[JSON]["schema"], "", false, &mut wrong);
            assert!(!content[JSON]["schema"].is_null() && wrong.is_empty(), "{place}: {wrong:?} in {answer}");
            assert!(answer.is_array() || operation.path.ends_with("openapi.json") || answer["success"] == true, "{place}");
            made = answer["token"]["id"].as_i64().or(made);
        }
    }
}

#[test]
fn what_is_wrong_is_found() {
    let document = json!({ "components": { "schemas": { "One": {
        "type": "object", "required": ["a"], "properties": { "a": { "type": ["integer", "null"] } },
    } } } });
    let schemas = Schemas { document: &document };
    let wrong = |value: Json, schema: Json| {
        let mut wrong = Vec::new();
        schemas.check(&value, &schema, "", false, &mut wrong);
        wrong.len()
    };
    let one = || json!({ "$ref": "#/components/schemas/One" });
    assert_eq!(wrong(json!({ "a": null }), one()), 0);
    assert_eq!(wrong(json!({ "a": "x" }), one()), 1);
    assert_eq!(wrong(json!({}), one()), 1);
    assert_eq!(wrong(json!({ "a": 1, "b": 1 }), one()), 1);
    let both = || json!({ "allOf": [one(), { "properties": { "b": { "enum": ["x"] } } }] });
    assert_eq!(wrong(json!({ "a": 1, "b": "x" }), both()), 0);
    assert!(wrong(json!({ "a": 1, "b": "y" }), both()) > 0 && wrong(json!({ "a": 1, "c": 1 }), both()) == 1);
    assert_eq!(
        wrong(json!([1, {}]), json!({ "type": "array", "items": { "oneOf": [one(), { "type": "integer" }] } })),
        1
    );
}
