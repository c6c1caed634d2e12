//! CINEMA profiles.

use http::StatusCode;
use serde_json::json;
use talentsmaroc::domain::access::Scope;

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
