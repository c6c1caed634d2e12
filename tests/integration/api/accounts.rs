//! Signing in and out by cookie.

use http::StatusCode;
use serde_json::json;

use crate::support::{
    accounts::{PASSWORD, execute, member},
    api::Program,
    on_both,
};

const LOGIN: &str = "/api/v1/auth/login";
const LOGOUT: &str = "/api/v1/auth/logout";
const ME: &str = "/api/v1/auth/me";

on_both! {
    async fn a_session_begins_is_used_and_ends(app: TestApp) {
        member(&app, "canari@example.org").await;
        let mut program = Program::new(&app);
        let refused = program.get(ME).await;
        assert_eq!((refused.status, refused.header("location")), (StatusCode::UNAUTHORIZED, String::new()));
        assert!(refused.header("content-type").starts_with("application/problem+json"));
        let signed_in = program.post(LOGIN, json!({ "identifier": "Canari@Example.org", "password": PASSWORD })).await;
        assert_eq!(signed_in.status, StatusCode::OK, "{}", signed_in.json());
        assert_eq!(signed_in.json()["user"], json!({
            "id": null, "email": "canari@example.org", "unique_code": null, "first_name": null, "last_name": null,
            "is_admin": false,
        }));
        assert_eq!(signed_in.json()["success"], true);
        let me = program.get(ME).await;
        assert_eq!(me.json()["user"]["account_active"], true);
        assert!(me.json()["user"].get("scopes").is_none());
        assert!(me.header("cache-control").contains("no-store"));
        let earlier = program.clone();
        let out = program.post(LOGOUT, json!({})).await;
        assert_eq!(out.status, StatusCode::OK, "{}", out.json());
        assert!(!program.cookies.contains_key("session"));
        assert_eq!(earlier.clone().get(ME).await.status, StatusCode::UNAUTHORIZED, "the session is over");
    }

    async fn wrong_passwords_and_suspended_accounts_are_refused_as_on_the_page(app: TestApp) {
        member(&app, "canari@example.org").await;
        let mut program = Program::new(&app);
        for identifier in ["canari@example.org", "nothing@example.org", "MACAN0001F"] {
            let refused = program.post(LOGIN, json!({ "identifier": identifier, "password": "wrong" })).await;
            assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNAUTHORIZED, "wrong_credentials"));
        }
        execute(&app, "UPDATE accounts SET state = 'suspended'").await;
        let right = json!({ "identifier": "canari@example.org", "password": PASSWORD });
        let refused = program.post(LOGIN, right).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "suspended"));
        for _ in 0..4 {
            program.post(LOGIN, json!({ "identifier": "x@example.org", "password": "wrong" })).await;
        }
        let mut last = program.post(LOGIN, json!({ "identifier": "x@example.org", "password": "wrong" })).await;
        for _ in 0..3 {
            if last.status == StatusCode::TOO_MANY_REQUESTS { break; }
            last = program.post(LOGIN, json!({ "identifier": "x@example.org", "password": "wrong" })).await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.header("retry-after").parse::<u64>().is_ok());
    }
}
