//! Registering people from outside, once.

use http::{Method, StatusCode};
use serde_json::{Value as Json, json};
use talentsmaroc::domain::access::Scope;

use crate::support::{
    TestApp,
    api::{Program, Reply, appoint},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

async fn office(app: &TestApp) -> Program {
    let people = insert(&app.state, &[TestPerson::new(900)]).await;
    appoint(app, people[0]).await;
    Program::with_token(app, people[0].account_id, &[Scope::PeopleRead, Scope::PeopleWrite]).await
}

fn person() -> Json {
    json!({
        "first_name": "Canarifirst", "last_name": "Canarilast", "date_of_birth": "1990-05-17", "gender": "F",
        "phone_country": "US", "phone": "2025550142", "residence_country": "MA", "residence_city": "Casablanca",
        "talents": ["dj"], "visibility": "members", "email": "canarinew@example.org", "consent_means": "paper",
        "language": "fr",
    })
}

async fn register(program: &mut Program, key: &str, body: &Json) -> Reply {
    program.json(Method::POST, "/api/v1/users", &[("idempotency-key", key)], body.clone()).await
}

async fn accounts(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM accounts").await
}

on_both! {
    async fn a_person_is_registered_once_for_a_key(app: TestApp) {
        let mut program = office(&app).await;
        let before = accounts(&app).await;
        let made = register(&mut program, "one", &person()).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.json());
        let code = made.json()["user"]["unique_code"].as_str().unwrap().to_owned();
        assert!(code.starts_with("MACAS"), "{code}");
        let place = made.header("location");
        assert!(place.ends_with(&format!("/api/v1/users/{}", made.json()["user"]["id"])), "{place}");
        let again = register(&mut program, "one", &person()).await;
        assert_eq!((again.status, again.json()), (StatusCode::CREATED, made.json()), "the same answer");
        assert_eq!(accounts(&app).await, before + 1);
        let mut other = person();
        other["first_name"] = json!("Canariother");
        let conflict = register(&mut program, "one", &other).await;
        assert_eq!((conflict.status, conflict.code().as_str()), (StatusCode::CONFLICT, "idempotency_conflict"));
        let taken = register(&mut program, "two", &other).await;
        assert_eq!(taken.wrong(), [("#/email".to_owned(), "email_taken".to_owned())]);
        other["email"] = json!("canariother@example.org");
        let free = register(&mut program, "two", &other).await;
        assert_eq!(free.status, StatusCode::CREATED, "a refusal leaves the key free: {}", free.json());
        let mails = "SELECT COUNT(*) AS n FROM outbox_mails";
        assert_eq!(number(&app, mails).await, 2, "each is mailed how to choose a password");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.created'").await, 2);
        let seen = program.get(&format!("/api/v1/users/{code}")).await.json();
        assert_eq!(seen["user"]["talents"][0]["key"], "dj", "{seen}");
    }

    async fn of_requests_with_one_key_at_once_one_is_done(app: TestApp) {
        let program = office(&app).await;
        let before = accounts(&app).await;
        let ask = || {
            let mut program = program.clone();
            async move { register(&mut program, "together", &person()).await.status.as_u16() }
        };
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        for status in [one, two, three] {
            assert!([201, 409].contains(&status), "{status}");
        }
        assert!([one, two, three].contains(&201));
        assert_eq!(accounts(&app).await, before + 1);
    }

    async fn what_the_form_would_refuse_is_refused(app: TestApp) {
        let mut program = office(&app).await;
        let refused = program.post("/api/v1/users", json!({ "first_name": "Canarifirst" })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let pointers: Vec<String> = refused.wrong().into_iter().map(|(pointer, _)| pointer).collect();
        for name in ["last_name", "date_of_birth", "gender", "phone", "talents", "consent_means"] {
            assert!(pointers.contains(&format!("#/{name}")), "{name}: {pointers:?}");
        }
        let mut imported = person();
        imported["consent_means"] = json!("imported");
        let refused = program.post("/api/v1/users", imported).await;
        assert_eq!(refused.wrong(), [("#/consent_means".to_owned(), "required".to_owned())]);
        let mut body = person();
        body["password"] = json!("velvet");
        let refused = program.post("/api/v1/users", body).await;
        assert_eq!(refused.wrong(), [("#/password".to_owned(), "unknown_member".to_owned())]);
        let cinema = json!({ "talent_types": ["extra"], "consent_means": "paper" });
        let refused = program.post("/api/v1/users", cinema).await;
        let pointers: Vec<String> = refused.wrong().into_iter().map(|(pointer, _)| pointer).collect();
        assert!(!pointers.contains(&"#/talents".to_owned()) && pointers.contains(&"#/nationality".to_owned()), "{pointers:?}");
    }
}
