//! Requests from pages of other sites.

use http::{Method, StatusCode};
use serde_json::json;
use talentsmaroc::{domain::access::Scope, routes::API_OPERATIONS};

use crate::support::{
    accounts::{PASSWORD, member},
    api::{Program, appoint},
    on_sqlite,
    people::{TestPerson, insert},
};

const OTHER: &str = "https://evil.example";

on_sqlite! {
    async fn no_site_writes_with_the_cookie_of_a_visitor(app: TestApp) {
        member(&app, "canari@example.org").await;
        let mut visitor = Program::new(&app);
        visitor.post("/api/v1/auth/login", json!({ "identifier": "canari@example.org", "password": PASSWORD })).await;
        let kinds = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
        for operation in API_OPERATIONS.iter().filter(|one| one.method != Method::GET) {
            let address = operation.path.replace("{id}", "1");
            for kind in kinds {
                for sent in [[("origin", OTHER), ("sec-fetch-site", "cross-site")], [("origin", "null"), ("sec-fetch-site", "cross-site")]] {
                    let headers = [&sent[..], &[("content-type", kind)]].concat();
                    let refused = visitor.send(operation.method.clone(), &address, &headers, Some(b"{}".to_vec())).await;
                    let place = format!("{} {address} {kind}", operation.method);
                    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "cross_site"), "{place}");
                }
            }
        }
        assert_eq!(visitor.get("/api/v1/auth/me").await.status, StatusCode::OK, "still signed in");
    }

    async fn a_named_site_reads_with_a_token_and_never_with_cookies(app: TestApp) {
        let app = app.with(&[("API_ALLOWED_ORIGINS", "https://casting.example")]).await;
        let people = insert(&app.state, &[TestPerson::new(1)]).await;
        appoint(&app, people[0]).await;
        let mut program = Program::with_token(&app, people[0].account_id, &[Scope::PeopleRead, Scope::PeopleWrite]).await;
        let from = |origin| [("origin", origin), ("sec-fetch-site", "cross-site")];
        let named = program.send(Method::GET, "/api/v1/users", &from("https://casting.example"), None).await;
        assert_eq!(named.header("access-control-allow-origin"), "https://casting.example");
        assert_eq!(named.header("access-control-allow-credentials"), "");
        let other = program.send(Method::GET, "/api/v1/users", &from(OTHER), None).await;
        assert_eq!((other.status, other.header("access-control-allow-origin")), (StatusCode::OK, String::new()));
        let toggle = "/api/v1/users/1/toggle-active";
        let written = program.send(Method::POST, toggle, &from("https://casting.example"), None).await;
        assert_eq!(written.code(), "own_account", "a token is no cookie: {}", written.json());
        program.token = None;
        let asked = [("origin", "https://casting.example"), ("access-control-request-method", "PATCH")];
        let before = program.send(Method::OPTIONS, "/api/v1/users/1", &asked, None).await;
        assert_eq!(before.status, StatusCode::NO_CONTENT);
        assert!(before.header("access-control-allow-methods").contains("PATCH"));
        assert!(before.header("access-control-allow-headers").contains("If-Match"));
        let asked = [("origin", OTHER), ("access-control-request-method", "PATCH")];
        let before = program.send(Method::OPTIONS, "/api/v1/users/1", &asked, None).await;
        assert_eq!(before.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
