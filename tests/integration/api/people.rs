//! Listing and reading people.

use std::collections::BTreeSet;

use http::StatusCode;
use serde_json::{Value as Json, json};
use talentsmaroc::domain::{access::Scope, fields::FieldId};

use crate::support::{
    TestApp,
    api::{Program, appoint},
    on_both,
    own_data::number,
    people::{Inserted, TestPerson, insert},
};

async fn app_with(app: &TestApp, people: &[TestPerson], scopes: &[Scope]) -> (Program, Vec<Inserted>) {
    let office = TestPerson::new(900);
    let inserted = insert(&app.state, &[people, std::slice::from_ref(&office)].concat()).await;
    let administrator = *inserted.last().unwrap();
    appoint(app, administrator).await;
    (Program::with_token(app, administrator.account_id, scopes).await, inserted)
}

fn codes(page: &Json) -> Vec<String> {
    let users = page["users"].as_array().unwrap();
    users.iter().map(|user| user["unique_code"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn everyone_is_on_one_page_while_people_register(app: TestApp) {
        let people: Vec<_> = (1..=11).map(TestPerson::new).collect();
        let (mut program, _) = app_with(&app, &people, &[Scope::PeopleRead]).await;
        let first = program.get("/api/v1/users?limit=5").await;
        let page = first.json();
        assert_eq!((&page["total"], &page["page"], &page["limit"]), (&json!(12), &json!(1), &json!(5)), "{page}");
        assert!(page.get("total_is_minimum").is_none());
        assert!(first.header("link").contains("rel=\"next\""), "{}", first.header("link"));
        let mut seen = codes(&page);
        let mut next = page["next"].as_str().map(str::to_owned);
        let mut number = 20;
        while let Some(cursor) = next {
            insert(&app.state, &[TestPerson::new(number)]).await;
            number += 1;
            let page = program.get(&format!("/api/v1/users?limit=5&cursor={cursor}")).await.json();
            seen.extend(codes(&page));
            next = page["next"].as_str().map(str::to_owned);
            assert!(number < 40, "it ends");
        }
        let unique: BTreeSet<_> = seen.iter().cloned().collect();
        assert_eq!(unique.len(), seen.len(), "nobody is seen twice: {seen:?}");
        for person in people {
            assert!(unique.contains(&person.code), "{} is lost", person.code);
        }
        let second = program.get("/api/v1/users?limit=5&page=2").await.json();
        assert_eq!(codes(&second), seen[5..10]);
        let beyond = program.get("/api/v1/users?limit=5&page=400").await.json();
        assert_eq!(codes(&beyond), Vec::<String>::new());
    }

    async fn a_line_has_the_members_of_before_and_contacts_only_with_their_scope(app: TestApp) {
        let person = TestPerson { availability: Some("full_time"), ..TestPerson::new(1) };
        let (mut program, people) = app_with(&app, &[person], &[Scope::PeopleRead]).await;
        let page = program.get("/api/v1/users?search=MACAN0001F").await.json();
        let user = &page["users"][0];
        assert_eq!(user["id"], people[0].person_id, "{page}");
        assert_eq!((&user["first_name"], &user["last_name"]), (&json!("Canarifirst1"), &json!("Canarilast1")));
        assert_eq!((&user["gender"], &user["availability"]), (&json!("F"), &json!("full_time")));
        assert_eq!((&user["country"], &user["city"]), (&json!("MA"), &json!("Aïn Canari")));
        assert_eq!((&user["account_active"], &user["email"]), (&json!(true), &json!(null)));
        assert_eq!(user["talents"][0]["key"], "dj");
        assert_eq!(user["created_at"], json!(null));
        let refused = program.get("/api/v1/users?search=canarimail1@example.org").await;
        assert_eq!(refused.wrong(), [("?search".to_owned(), "needs_private_read".to_owned())], "addresses are contacts");
        let administrator = people[1].account_id;
        let mut private = Program::with_token(&app, administrator, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        let page = private.get("/api/v1/users?search=canarimail1@example.org").await.json();
        assert_eq!(page["users"][0]["email"], "canarimail1@example.org", "{page}");
        assert!(page["users"][0]["created_at"].as_str().unwrap().ends_with('Z'));
        let by_number = private.get("/api/v1/users?search=%2B212600000000&gender=F").await.json();
        assert_eq!(by_number["total"], 2);
    }

    async fn filters_are_those_of_the_desk_and_of_before(app: TestApp) {
        let suspended = TestPerson { suspended: true, ..TestPerson::new(2) };
        let man = TestPerson { gender: "M", ..TestPerson::new(3) };
        let (mut program, _) = app_with(&app, &[TestPerson::new(1), suspended, man], &[Scope::PeopleRead]).await;
        for (query, expected) in [
            ("gender=M", vec!["MACAN0003F"]),
            ("state=suspended", vec!["MACAN0002F"]),
            ("search=canarifirst1", vec!["MACAN0001F"]),
            ("talent=dj&gender=M", vec!["MACAN0003F"]),
            ("country=SN", vec![]),
            ("registered_to=2001-01-01", vec![]),
            ("module=cinema", vec![]),
        ] {
            let page = program.get(&format!("/api/v1/users?{query}")).await.json();
            assert_eq!(codes(&page), expected, "{query}: {page}");
        }
    }

    async fn private_answers_are_no_filter_and_no_word_without_their_scope(app: TestApp) {
        let person = TestPerson::new(1).with(FieldId::StageName, "Canaristage".to_owned());
        let (mut program, people) = app_with(&app, &[person], &[Scope::PeopleRead]).await;
        for query in ["ethnicity=african", "has_cv=1", "seen_since=2020-01-01", "minor=1", "sort=eldest"] {
            let refused = program.get(&format!("/api/v1/users?{query}")).await;
            let name = query.split('=').next().unwrap();
            assert_eq!(refused.wrong(), [(format!("?{name}"), "needs_private_read".to_owned())], "{query}");
        }
        let administrator = people[1].account_id;
        let mut private = Program::with_token(&app, administrator, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        let own = "MACAN0001F".to_owned();
        for (words, without) in [("canaristage", true), ("canarilast1", false)] {
            let address = format!("/api/v1/users?search={words}");
            assert_eq!(codes(&program.get(&address).await.json()).contains(&own), without, "{words}");
            assert!(codes(&private.get(&address).await.json()).contains(&own), "{words}");
        }
    }

    async fn a_person_is_what_the_caller_may_see(app: TestApp) {
        let person = TestPerson::new(1).with(FieldId::Bio, "Canaribio".to_owned());
        let (mut office, people) = app_with(&app, &[person], &[Scope::PeopleRead]).await;
        let own = people[0];
        let (seen, tag) = office.person("MACAN0001F").await;
        assert!(tag.starts_with('"'));
        assert_eq!((&seen["bio"], &seen["first_name"]), (&json!("Canaribio"), &json!("Canarifirst1")));
        for hidden in ["phone", "date_of_birth", "visibility", "profile_score", "hourly_rate", "identity_documents"] {
            assert!(seen.get(hidden).is_none(), "{hidden}: {seen}");
        }
        assert_eq!(seen["email"], json!(null));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.revealed'").await, 0);
        let administrator = people[1].account_id;
        let mut private = Program::with_token(&app, administrator, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        let (seen, _) = private.person(&own.person_id.to_string()).await;
        assert_eq!((&seen["phone"], &seen["date_of_birth"]), (&json!("+212600000000"), &json!("1990-05-17")));
        assert_eq!(seen["email"], "canarimail1@example.org");
        assert!(seen["profile_score"].as_u64().is_some() && seen["completeness"].is_array());
        assert_eq!(seen["country"]["code"], "MA");
        let noted = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.revealed'";
        assert_eq!(number(&app, noted).await, 1, "as on the desk");
        let mut owner = Program::with_token(&app, own.account_id, &[Scope::ProfileRead, Scope::PrivateRead]).await;
        let (seen, _) = owner.person("MACAN0001F").await;
        assert_eq!(seen["phone"], "+212600000000");
        assert_eq!(number(&app, noted).await, 1, "owners look at their own");
        let other = owner.get("/api/v1/users/MACAN0900F").await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let nothing = owner.get("/api/v1/users/999999").await;
        assert_eq!(nothing.status, StatusCode::FORBIDDEN, "members are not told who is there");
        let mut reader = Program::with_token(&app, own.account_id, &[Scope::ProfileRead]).await;
        let (seen, _) = reader.person("MACAN0001F").await;
        assert!(seen.get("phone").is_none() && seen["email"].is_null(), "no contact without its scope");
    }

    async fn counts_are_those_of_the_desk(app: TestApp) {
        let suspended = TestPerson { suspended: true, ..TestPerson::new(2) };
        let (mut program, _) = app_with(&app, &[TestPerson::new(1), suspended], &[Scope::Stats]).await;
        let stats = program.get("/api/v1/stats/overview").await.json()["stats"].clone();
        assert_eq!((&stats["total_users"], &stats["active_users"], &stats["inactive_users"]), (&json!(3), &json!(2), &json!(1)), "{stats}");
        assert_eq!((&stats["by_gender"]["F"], &stats["by_country"]["MA"]), (&json!(3), &json!(3)));
        assert_eq!(stats["top_talents"][0]["name"], "DJ");
        let talents = program.get("/api/v1/stats/talents").await.json()["stats"].clone();
        assert!(talents["total_users_with_talents"].as_u64().unwrap() >= 2, "{talents}");
        assert!(talents["total_talents"].as_u64().unwrap() > 10 && talents["by_category"].is_object());
    }
}
