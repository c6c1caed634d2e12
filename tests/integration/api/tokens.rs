//! Personal access tokens: made on the site, used by programs, ended with what they stand for.

use chrono::TimeDelta;
use http::{Method, StatusCode};
use serde_json::json;
use talentsmaroc::domain::access::Scope;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    api::{Program, make_token},
    on_both, on_sqlite,
    own_data::number,
};

const ME: &str = "/api/v1/auth/me";
const FORM: &str = "form[action='/fn/make_token']";

async fn works(app: &TestApp, token: &str) -> bool {
    let mut program = Program { token: Some(token.to_owned()), ..Program::new(app) };
    program.get(ME).await.status == StatusCode::OK
}

on_both! {
    async fn a_token_is_shown_once_used_and_revoked(app: TestApp) {
        member(&app, "canari@example.org").await;
        let mut browser = app.browser();
        sign_in(&mut browser, "canari@example.org", PASSWORD).await;
        let page = browser.get("/profile/security").await;
        let page = browser.submit(&page, FORM, &[("name", "office script"), ("scope", "profile:read"), ("days", "30")]).await;
        let secret = page.texts("[data-secret]").concat();
        assert!(secret.starts_with("tm_") && secret.len() > 40, "{}", page.text());
        assert!(!browser.get("/profile/security").await.html().contains(&secret), "it is shown once");
        let stored = number(&app, "SELECT COUNT(*) AS n FROM api_tokens WHERE last_used_at IS NULL").await;
        assert_eq!(stored, 1);
        let mut program = Program { token: Some(secret.clone()), ..Program::new(&app) };
        let me = program.get(ME).await;
        assert_eq!(me.status, StatusCode::OK, "{}", me.json());
        assert_eq!(me.json()["user"]["scopes"], json!(["profile:read"]));
        assert_eq!(me.json()["user"]["email"], json!(null), "the scope is not for contacts");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM api_tokens WHERE last_used_at IS NOT NULL").await, 1);
        let page = browser.get("/profile/security").await;
        let page = browser.submit(&page, "form[action='/fn/revoke_token']", &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        let refused = program.get(ME).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNAUTHORIZED, "unauthenticated"));
        assert!(refused.header("www-authenticate").starts_with("Bearer"));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action LIKE 'api_token.%'").await, 2);
    }

    async fn tokens_end_with_password_role_and_suspension(app: TestApp) {
        let id = member(&app, "canari@example.org").await;
        let mut browser = app.browser();
        sign_in(&mut browser, "canari@example.org", PASSWORD).await;
        let token = make_token(&app, id, &[Scope::ProfileRead]).await;
        assert!(works(&app, &token).await);
        let page = browser.get("/profile/security").await;
        let new = "another velvet lantern 43";
        browser.submit(&page, "form[action='/fn/change_password']",
            &[("current_password", PASSWORD), ("password", new), ("password_confirm", new)]).await;
        assert!(!works(&app, &token).await, "another password");
        let token = make_token(&app, id, &[Scope::ProfileRead]).await;
        execute(&app, &format!("UPDATE accounts SET state = 'suspended' WHERE id = {id}")).await;
        assert!(!works(&app, &token).await, "a suspended account");
        execute(&app, &format!("UPDATE accounts SET state = 'active' WHERE id = {id}")).await;
        assert!(works(&app, &token).await);
        let mut administrator = administrator_browser(&app).await;
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
        administrator.post("/fn/dismiss_administrator", &[("account", &id.to_string()), ("confirmed", "on")]).await;
        assert!(!works(&app, &token).await, "another role");
        app.state.clock.advance(TimeDelta::days(31));
        let token = make_token(&app, id, &[Scope::ProfileRead]).await;
        app.state.clock.advance(TimeDelta::days(31));
        assert!(!works(&app, &token).await, "expired");
    }

    async fn administrators_see_whose_tokens_there_are_and_revoke_them(app: TestApp) {
        let id = member(&app, "canari@example.org").await;
        let token = make_token(&app, id, &[Scope::Stats]).await;
        let mut administrator = administrator_browser(&app).await;
        let page = administrator.get("/admin/tokens").await;
        assert!(page.text().contains("canari@example.org") && page.text().contains("Canaritoken"), "{}", page.text());
        assert!(!page.html().contains(&token));
        administrator.submit(&page, "form[action='/fn/revoke_any_token']", &[]).await;
        assert!(!works(&app, &token).await);
    }
}

on_sqlite! {
    async fn a_token_needs_a_fresh_password_and_makes_no_other(app: TestApp) {
        let id = member(&app, "canari@example.org").await;
        let mut session = Program::new(&app);
        let body = json!({ "identifier": "canari@example.org", "password": PASSWORD });
        assert_eq!(session.post("/api/v1/auth/login", body).await.status, StatusCode::OK);
        let asked = json!({ "name": "script", "scopes": ["stats"], "expires_in_days": 7 });
        let made = session.post("/api/v1/tokens", asked.clone()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
        assert_eq!(made.json()["token"]["scopes"], json!(["stats"]));
        assert_eq!(session.get("/api/v1/tokens").await.json()["tokens"].as_array().unwrap().len(), 1);
        for (wrong, pointer) in [
            (json!({ "name": "", "scopes": ["stats"] }), "#/name"),
            (json!({ "name": "x", "scopes": [] }), "#/scopes"),
            (json!({ "name": "x", "scopes": ["everything"] }), "#/scopes"),
            (json!({ "name": "x", "scopes": ["stats"], "expires_in_days": 366 }), "#/expires_in_days"),
            (json!({ "name": "x", "scopes": ["stats"], "role": "administrator" }), "#/role"),
            (json!({ "scopes": ["stats"] }), "#/name"),
            (json!({ "name": 1, "scopes": ["stats"] }), "#/name"),
        ] {
            let refused = session.post("/api/v1/tokens", wrong.clone()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(refused.wrong()[0].0, pointer, "{wrong}");
        }
        let mut by_token = Program::with_token(&app, id, &Scope::ALL).await;
        assert_eq!(by_token.post("/api/v1/tokens", asked.clone()).await.status, StatusCode::FORBIDDEN);
        let made = made.json()["token"]["id"].as_i64().unwrap();
        let address = format!("/api/v1/tokens/{made}");
        assert_eq!(session.send(Method::DELETE, &address, &[], None).await.status, StatusCode::OK);
        assert_eq!(session.send(Method::DELETE, "/api/v1/tokens/99", &[], None).await.status, StatusCode::NOT_FOUND);
        app.state.clock.advance(TimeDelta::minutes(16));
        let refused = session.post("/api/v1/tokens", asked).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "reauthentication_required"));
    }
}
