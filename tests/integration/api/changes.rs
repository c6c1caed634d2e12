//! Changing, suspending and erasing people.

use chrono::TimeDelta;
use http::{Method, StatusCode};
use serde_json::{Value as Json, json};
use talentsmaroc::domain::access::Scope;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member},
    api::{Program, Reply, appoint},
    on_both,
    own_data::number,
    people::{Inserted, TestPerson, insert},
};

const PERSON: &str = "/api/v1/users/MACAN0001F";

/// A person and an administrator, each with a token for everything.
async fn both(app: &TestApp) -> (Program, Program, Vec<Inserted>) {
    let people = insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
    appoint(app, people[1]).await;
    let owner = Program::with_token(app, people[0].account_id, &Scope::ALL).await;
    let office = Program::with_token(app, people[1].account_id, &Scope::ALL).await;
    (owner, office, people)
}

async fn change(program: &mut Program, tag: &str, body: Json) -> Reply {
    program.json(Method::PATCH, PERSON, &[("if-match", tag)], body).await
}

on_both! {
    async fn an_answer_is_changed_by_its_owner_and_a_race_is_lost(app: TestApp) {
        let (mut owner, mut office, _) = both(&app).await;
        let (_, tag) = owner.person("MACAN0001F").await;
        let changed = change(&mut owner, &tag, json!({ "bio": "Canaribio", "languages": ["fr", "ar"] })).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.json());
        assert_eq!(changed.json()["user"]["bio"], "Canaribio");
        let now = changed.header("etag");
        assert_ne!(now, tag);
        let late = change(&mut office, &tag, json!({ "bio": "Canarilate" })).await;
        assert_eq!((late.status, late.code().as_str()), (StatusCode::PRECONDITION_FAILED, "precondition_failed"));
        assert_eq!(owner.person("MACAN0001F").await.0["bio"], "Canaribio");
        let emptied = change(&mut owner, &now, json!({ "bio": null })).await;
        assert_eq!(emptied.json()["user"]["bio"], json!(null), "{}", emptied.json());
        assert_eq!(emptied.json()["user"]["languages"].as_array().unwrap().len(), 2, "what is left out stays");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.changed'").await, 0);
    }

    async fn what_is_so_already_is_no_change(app: TestApp) {
        let (mut owner, mut office, _) = both(&app).await;
        let (_, old) = owner.person("MACAN0001F").await;
        let changed = change(&mut owner, &old, json!({ "bio": "Canaribio", "languages": ["fr"] })).await;
        let tag = changed.header("etag");
        let same = change(&mut office, &tag, json!({ "bio": "Canaribio", "languages": ["fr"] })).await;
        assert_eq!((same.status, same.header("etag")), (StatusCode::OK, tag.clone()), "{}", same.json());
        let nothing = change(&mut office, &tag, json!({})).await;
        assert_eq!((nothing.status, nothing.header("etag")), (StatusCode::OK, tag));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.changed'").await, 0);
        let late = change(&mut office, &old, json!({ "bio": "Canaribio" })).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    }

    async fn of_two_changes_at_once_one_is_stored(app: TestApp) {
        let (owner, _, _) = both(&app).await;
        let (_, tag) = owner.clone().person("MACAN0001F").await;
        let ask = |bio: &'static str| {
            let (mut program, tag) = (owner.clone(), tag.clone());
            async move { change(&mut program, &tag, json!({ "bio": bio })).await.status.as_u16() }
        };
        let (one, two, three) = tokio::join!(ask("one"), ask("two"), ask("three"));
        let mut all = [one, two, three];
        all.sort_unstable();
        assert_eq!(all, [200, 412, 412]);
    }

    async fn what_no_form_would_store_is_refused_by_name(app: TestApp) {
        let (mut owner, mut office, _) = both(&app).await;
        let (_, tag) = owner.person("MACAN0001F").await;
        for (body, pointer, code) in [
            (json!({ "bio": "x".repeat(3000) }), "#/bio", "too_long"),
            (json!({ "gender": "canary" }), "#/gender", "unknown_choice"),
            (json!({ "first_name": "" }), "#/first_name", "required"),
            (json!({ "role": "administrator" }), "#/role", "unknown_member"),
            (json!({ "email": "x@example.org" }), "#/email", "unknown_member"),
            (json!({ "bio": { "a": 1 } }), "#/bio", "wrong_type"),
            (json!({ "height": 180 }), "#/height", "unknown_choice"),
            (json!({ "date_of_birth": "2015-01-01" }), "#/date_of_birth", "birth_date_across_majority"),
        ] {
            let refused = change(&mut owner, &tag, body.clone()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert!(refused.wrong().contains(&(pointer.to_owned(), code.to_owned())), "{body}: {}", refused.json());
        }
        let (_, tag) = office.person("MACAN0001F").await;
        let opened = change(&mut office, &tag, json!({ "show_links": true })).await;
        assert_eq!(opened.wrong(), [("#/show_links".to_owned(), "only_the_owner_opens".to_owned())]);
        let closed = change(&mut office, &tag, json!({ "visibility": "private" })).await;
        assert_eq!(closed.wrong()[0].0, "#/stricter_reason");
        let closed = change(&mut office, &tag, json!({ "visibility": "private", "stricter_reason": "safety" })).await;
        assert_eq!(closed.status, StatusCode::OK, "{}", closed.json());
        let noted = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.changed' AND reason = 'safety'";
        assert_eq!(number(&app, noted).await, 1);
    }

    async fn an_account_is_suspended_and_let_in_again(app: TestApp) {
        let (_, mut office, people) = both(&app).await;
        let toggle = format!("{PERSON}/toggle-active");
        for active in [false, true] {
            let reply = office.post(&toggle, json!({})).await;
            assert_eq!((reply.status, &reply.json()["active"]), (StatusCode::OK, &json!(active)), "{}", reply.json());
        }
        let key = [("idempotency-key", "once")];
        for _ in 0..2 {
            let reply = office.send(Method::POST, &toggle, &key, None).await;
            assert_eq!(reply.json()["active"], false, "done once");
        }
        let own = office.post(&format!("/api/v1/users/{}/toggle-active", people[1].person_id), json!({})).await;
        assert_eq!((own.status, own.code().as_str()), (StatusCode::CONFLICT, "own_account"));
    }

    async fn a_person_is_erased_and_administrators_are_not(app: TestApp) {
        let (_, mut office, people) = both(&app).await;
        let without = office.send(Method::DELETE, PERSON, &[], None).await;
        assert_eq!(without.status, StatusCode::PRECONDITION_REQUIRED);
        let old = office.send(Method::DELETE, PERSON, &[("if-match", "\"0.0.0.0\"")], None).await;
        assert_eq!(old.status, StatusCode::PRECONDITION_FAILED);
        let (_, tag) = office.person("MACAN0001F").await;
        let erased = office.send(Method::DELETE, PERSON, &[("if-match", tag.as_str())], None).await;
        assert_eq!(erased.status, StatusCode::OK, "{}", erased.json());
        assert_eq!(office.get(PERSON).await.status, StatusCode::NOT_FOUND);
        let own = format!("/api/v1/users/{}", people[1].person_id);
        let refused = office.send(Method::DELETE, &own, &[("if-match", "*")], None).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "administrator_account"));
    }

    async fn a_session_erases_only_with_a_fresh_password(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let id = member(&app, "office@example.org").await;
        crate::support::accounts::execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
        let mut session = Program::new(&app);
        session.post("/api/v1/auth/login", json!({ "identifier": "office@example.org", "password": PASSWORD })).await;
        app.state.clock.advance(TimeDelta::minutes(16));
        let refused = session.send(Method::DELETE, PERSON, &[("if-match", "*")], None).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "reauthentication_required"));
    }
}
