//! Every error has the same shape.

use axum::{Router, routing::get};
use http::{Method, StatusCode};
use serde_json::json;
use talentsmaroc::{domain::access::Scope, server::api::v1::guarded};

use crate::support::{
    accounts::{PASSWORD, member},
    api::{Program, Reply, appoint},
    on_sqlite,
    people::{TestPerson, insert},
};

#[track_caller]
fn is_problem(reply: &Reply, status: u16, code: &str) {
    let document = reply.json();
    assert_eq!((reply.status.as_u16(), reply.code().as_str()), (status, code), "{document}");
    assert_eq!(reply.header("content-type"), "application/problem+json");
    assert_eq!(document["success"], false);
    assert_eq!(document["status"], status);
    assert!(document["type"].as_str().unwrap().ends_with(&format!("/api/docs#error-{code}")), "{document}");
    for member in ["title", "detail", "error"] {
        assert!(!document[member].as_str().unwrap().is_empty(), "{member}: {document}");
    }
    assert!(document["errors"].is_array() && document["instance"].is_string());
}

on_sqlite! {
    async fn what_is_wrong_with_a_request_is_a_problem(app: TestApp) {
        let people = insert(&app.state, &[TestPerson::new(1)]).await;
        appoint(&app, people[0]).await;
        let mut program = Program::with_token(&app, people[0].account_id, &Scope::ALL).await;
        let json_kind = ("content-type", "application/json");
        let user = "/api/v1/users/MACAN0001F";
        let text = |text: &str| Some(text.as_bytes().to_vec());
        is_problem(&program.get("/api/v1/nothing").await, 404, "not_found");
        is_problem(&program.get("/api/v1/users/0").await, 404, "not_found");
        is_problem(&program.get("/api/v1/users/%ff").await, 400, "bad_request");
        is_problem(&program.get(&format!("/api/v1/talents?{}", "a".repeat(9000))).await, 414, "uri_too_long");
        is_problem(&program.send(Method::POST, "/api/v1/nothing", &[], None).await, 404, "not_found");
        let wrong_method = program.send(Method::DELETE, "/api/v1/talents", &[], None).await;
        is_problem(&wrong_method, 405, "method_not_allowed");
        assert!(wrong_method.header("allow").contains("GET"));
        is_problem(&program.send(Method::GET, user, &[("accept", "text/html")], None).await, 406, "not_acceptable");
        is_problem(&program.send(Method::PATCH, user, &[json_kind], text("{")).await, 400, "bad_request");
        is_problem(&program.send(Method::PATCH, user, &[("content-type", "text/plain")], text("{}")).await, 415, "unsupported_media_type");
        is_problem(&program.send(Method::PATCH, user, &[json_kind], text("{}")).await, 428, "precondition_required");
        is_problem(&program.send(Method::PATCH, user, &[json_kind, ("if-match", "\"0.0.0.0\"")], text("{}")).await, 412, "precondition_failed");
        is_problem(&program.send(Method::PATCH, user, &[json_kind], text(&"x".repeat(300 << 10))).await, 413, "too_large");
        let unknown = program.get("/api/v1/users?nonsense=1").await;
        is_problem(&unknown, 422, "invalid");
        assert_eq!(unknown.wrong(), [("?nonsense".to_owned(), "unknown_parameter".to_owned())]);
        let deep = program.get("/api/v1/users?page=501").await;
        assert_eq!(deep.wrong(), [("?page".to_owned(), "use_cursors".to_owned())]);
        let value = program.get("/api/v1/users?gender=canary").await;
        assert_eq!(value.wrong(), [("?gender".to_owned(), "invalid_value".to_owned())]);
        for address in ["/api/v1/auth/me?x=1", "/api/v1/talents?x=1", "/api/v1/stats/overview?x=1", "/api/countries?x=1"] {
            is_problem(&program.get(address).await, 422, "invalid");
        }
    }

    async fn the_detail_is_in_the_language_that_was_asked_for(app: TestApp) {
        let mut program = Program::new(&app);
        let mut details = Vec::new();
        for language in ["fr", "ar", "en"] {
            program.language = language;
            let document = program.get("/api/v1/auth/me").await.json();
            assert_eq!(document["error"], "Sign in, or send a valid token.");
            details.push(document["detail"].as_str().unwrap().to_owned());
        }
        assert_eq!(details[2], "Sign in, or send a valid token.");
        assert!(details[0] != details[1] && details[1] != details[2]);
    }

    async fn a_panic_is_a_problem(app: TestApp) {
        async fn fall() {
            panic!("canary")
        }
        let routes = Router::new().route("/api/v1/talents", get(fall));
        let guarded = guarded(routes, Router::new(), &app.state);
        let router = talentsmaroc::server::router::outside(guarded, &app.state).with_state(app.state.clone());
        let fallen = Program::new(&app).through(router).get("/api/v1/talents").await;
        is_problem(&fallen, 500, "internal");
        assert!(!String::from_utf8_lossy(&fallen.bytes).contains("canary"));
    }

    async fn requests_are_counted_for_each_token_and_for_each_address(app: TestApp) {
        let limits = [("LIMIT_API_PER_MINUTE", "3"), ("LIMIT_API_PER_MINUTE_WITHOUT_TOKEN", "2")];
        let app = app.with(&limits).await;
        let id = member(&app, "canari@example.org").await;
        let mut stranger = Program::new(&app);
        for left in [1, 0] {
            let reply = stranger.get("/api/v1/countries").await;
            assert_eq!((reply.status, reply.header("ratelimit-policy").as_str()), (StatusCode::OK, "\"api\";q=2;w=60"));
            assert!(reply.header("ratelimit").starts_with(&format!("\"api\";r={left};t=")), "{}", reply.header("ratelimit"));
        }
        let refused = stranger.get("/api/v1/countries").await;
        is_problem(&refused, 429, "too_many_requests");
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
        assert!(refused.header("ratelimit").contains("r=0"));
        assert_eq!(refused.header("ratelimit-policy"), "\"api\";q=2;w=60");
        let login = json!({ "identifier": "canari@example.org", "password": PASSWORD });
        is_problem(&stranger.post("/api/v1/auth/login", login).await, 429, "too_many_requests");
        let mut program = Program::with_token(&app, id, &[Scope::ProfileRead]).await;
        for left in [2, 1] {
            let reply = program.get("/api/v1/countries").await;
            assert_eq!(reply.status, StatusCode::OK, "the token has its own");
            assert!(reply.header("ratelimit").contains(&format!("r={left};")), "{}", reply.header("ratelimit"));
        }
        let error = program.get("/api/v1/stats/overview").await;
        assert!(error.status.is_client_error() && error.header("ratelimit").contains("r=0;"), "errors say it too");
        is_problem(&program.get("/api/v1/auth/me").await, 429, "too_many_requests");
    }
}
