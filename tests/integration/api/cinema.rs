//! CINEMA profiles.

use http::StatusCode;
use serde_json::json;
use talentsmaroc::domain::{
    access::Scope,
    fields::{FieldId, Value},
    registration::SocialLink,
};

use crate::support::{
    api::{Program, appoint},
    casting::{TestCinema, insert_cinema},
    on_both,
    people::TestPerson,
};

on_both! {
    async fn members_find_and_read_what_the_table_lets_them(app: TestApp) {
        let open = TestCinema { skills: vec!["horse_riding"], ethnicities: vec!["arab"], height_cm: Some(170), ..TestCinema::new(1) };
        let private = TestCinema { visibility: "private", ..TestCinema::new(2) };
        let viewer = TestCinema { visibility: "private", ..TestCinema::new(3) };
        let people = insert_cinema(&app.state, &[open, private, viewer]).await;
        let mut program = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead]).await;
        let page = program.get("/api/v1/cinema/talents").await.json();
        assert_eq!(page["total"], 1, "{page}");
        let line = &page["talents"][0];
        assert_eq!((&line["unique_code"], &line["id"]), (&json!("MACAN0001F"), &json!(people[0].person_id)));
        assert_eq!((&line["height"], &line["talent_types"]), (&json!(170), &json!(["extra"])));
        for hidden in ["email", "date_of_birth", "country_origin", "ethnicities"] {
            assert!(line.get(hidden).is_none(), "{hidden}: {line}");
        }
        for (query, total) in [("gender=F", 1), ("gender=M", 0), ("type=extra", 1), ("height_min=180", 0), ("search=MACAN0001F", 1)] {
            let page = program.get(&format!("/api/v1/cinema/talents?{query}")).await.json();
            assert_eq!(page["total"], total, "{query}: {page}");
        }
        let unknown = program.get("/api/v1/cinema/talents?state=active").await;
        assert_eq!(unknown.wrong(), [("?state".to_owned(), "unknown_parameter".to_owned())]);
        let one = program.get("/api/v1/cinema/talents/MACAN0001F").await;
        assert_eq!(one.status, StatusCode::OK, "{}", one.json());
        let talent = one.json()["talent"].clone();
        assert_eq!((&talent["height"], &talent["talent_types"]), (&json!(170), &json!(["extra"])));
        for hidden in ["phone", "bio", "id_document_number", "id_document_type", "ethnicities", "hourly_rate", "date_of_birth"] {
            assert!(talent.get(hidden).is_none(), "{hidden}: {talent}");
        }
        assert_eq!(program.get("/api/v1/cinema/talents/MACAN0002F").await.status, StatusCode::NOT_FOUND);
    }

    async fn each_line_has_the_address_of_its_person(app: TestApp) {
        let people: Vec<_> = (1..=4).map(TestCinema::new).collect();
        let people = insert_cinema(&app.state, &people).await;
        appoint(&app, people[3]).await;
        let mut office = Program::with_token(&app, people[3].account_id, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        let page = office.get("/api/v1/cinema/talents").await.json();
        let lines = page["talents"].as_array().unwrap();
        assert_eq!(lines.len(), 4, "{page}");
        for line in lines {
            let number = people.iter().position(|person| line["id"] == person.person_id).unwrap() + 1;
            assert_eq!(line["email"], format!("canarimail{number}@example.org"), "{line}");
        }
        let mut member = Program::with_token(&app, people[0].account_id, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        let page = member.get("/api/v1/cinema/talents").await.json();
        for line in page["talents"].as_array().unwrap() {
            let own = line["id"] == people[0].person_id;
            assert_eq!(line.get("email").is_some(), own, "{line}");
        }
    }

    async fn links_are_those_of_its_form_where_the_person_shows_them(app: TestApp) {
        let address = |name: &str| format!("https://{name}.example/canari");
        let links = ["instagram", "behance"].map(|network| SocialLink { network, address: address(network) });
        let with_links = |number: u32, show_links: bool| TestCinema {
            person: TestPerson::new(number)
                .with(FieldId::Website, address("site"))
                .with(FieldId::Networks, Value::Links(links.to_vec()))
                .with(FieldId::ShowLinks, Value::Flag(show_links)),
            ..TestCinema::new(number)
        };
        let people = [with_links(1, true), with_links(2, false), TestCinema::new(3)];
        let people = insert_cinema(&app.state, &people).await;
        let seen = async |program: &mut Program, code: &str| {
            let talent = program.get(&format!("/api/v1/cinema/talents/{code}")).await.json()["talent"].clone();
            assert!(talent.get("behance").is_none(), "the main form asks it: {talent}");
            ["website", "instagram"].map(|name| talent.get(name).cloned())
        };
        let shown = ["site", "instagram"].map(|name| Some(json!(address(name))));
        let mut member = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead]).await;
        assert_eq!(seen(&mut member, "MACAN0001F").await, shown);
        assert_eq!(seen(&mut member, "MACAN0002F").await, [None, None]);
        appoint(&app, people[2]).await;
        let mut office = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        assert_eq!(seen(&mut office, "MACAN0002F").await, shown);
    }

    async fn origins_are_searched_where_they_are_shown(app: TestApp) {
        let from_senegal = |number: u32, show_origins: bool| TestCinema {
            person: TestPerson::new(number).with(FieldId::CountryOfOrigin, "SN".to_owned()),
            show_origins,
            ..TestCinema::new(number)
        };
        let people = [from_senegal(1, true), from_senegal(2, false), TestCinema::new(3)];
        let people = insert_cinema(&app.state, &people).await;
        let mut member = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead]).await;
        let senegal = member.get("/api/v1/countries").await.json()["countries"]
            .as_array().unwrap().iter().find(|one| one["code"] == "SN").unwrap()["id"].clone();
        let address = format!("/api/v1/cinema/talents?country_origin_id={senegal}");
        let page = member.get(&address).await.json();
        assert_eq!((&page["total"], &page["talents"][0]["country_origin"]), (&json!(1), &json!("SN")), "{page}");
        assert_eq!(member.get(&format!("{address}&gender=M")).await.json()["total"], 0, "beside other filters");
        let unknown = member.get("/api/v1/cinema/talents?country_origin_id=0").await;
        assert_eq!(unknown.wrong(), [("?country_origin_id".to_owned(), "invalid_value".to_owned())]);
        appoint(&app, people[2]).await;
        assert_eq!(member.get(&address).await.json()["total"], 1, "a token without the scope sees what members see");
        let scopes = [Scope::PeopleRead, Scope::PrivateRead];
        let mut office = Program::with_token(&app, people[2].account_id, &scopes).await;
        assert_eq!(office.get(&address).await.json()["total"], 2);
    }

    async fn who_may_change_a_person_is_told_the_version(app: TestApp) {
        let people = insert_cinema(&app.state, &[TestCinema::new(1), TestCinema::new(2)]).await;
        let mut owner = Program::with_token(&app, people[0].account_id, &Scope::ALL).await;
        let (_, tag) = owner.person("MACAN0001F").await;
        assert_eq!(owner.get("/api/v1/cinema/talents/MACAN0001F").await.header("etag"), tag);
        let mut member = Program::with_token(&app, people[1].account_id, &Scope::ALL).await;
        assert_eq!(member.get("/api/v1/cinema/talents/MACAN0001F").await.header("etag"), "", "it counts every change");
        appoint(&app, people[1]).await;
        assert_eq!(member.get("/api/v1/cinema/talents/MACAN0001F").await.header("etag"), tag);
    }

    async fn small_counts_are_for_administrators(app: TestApp) {
        let people: Vec<_> = (1..=3).map(TestCinema::new).collect();
        let man = TestCinema { person: TestPerson { gender: "M", ..TestPerson::new(4) }, ..TestCinema::new(4) };
        let inserted = insert_cinema(&app.state, &[people, vec![man]].concat()).await;
        let mut member = Program::with_token(&app, inserted[0].account_id, &[Scope::Stats]).await;
        let stats = member.get("/api/v1/cinema/stats").await.json()["stats"].clone();
        assert_eq!((&stats["active_talents"], &stats["inactive_talents"]), (&json!(4), &json!(0)), "{stats}");
        assert_eq!((&stats["by_gender"]["F"], &stats["by_gender"]["M"]), (&json!("<5"), &json!("<5")));
        appoint(&app, inserted[0]).await;
        let stats = member.get("/api/v1/cinema/stats").await.json()["stats"].clone();
        assert_eq!((&stats["by_gender"]["F"], &stats["by_type"]["extra"]), (&json!(3), &json!(4)), "{stats}");
    }
}
