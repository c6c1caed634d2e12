//! Documents of people whom an administrator has selected.

use http::StatusCode;
use talentsmaroc::domain::documents::{MOST_IN_A_DOCUMENT, PeopleDocument};

use super::text_of;
use crate::support::{
    accounts::administrator_browser,
    cinema_people::{TestCinema, give_cinema},
    on_both, on_sqlite,
    own_data::number,
    people::{TestPerson, insert},
};

const PATH: &str = "/admin/users/documents";

on_both! {
    async fn every_document_has_each_selected_person_once(app: TestApp) {
        let people: Vec<TestPerson> = (1..=14).map(TestPerson::new).collect();
        let keys = insert(&app.state, &people).await;
        give_cinema(&app.state, keys[1].person_id, &TestCinema::new(2)).await;
        let mut browser = administrator_browser(&app).await;
        let table = browser.get("/admin/users").await;
        assert!(table.has(&format!("form[action='/fn/select_people'] button[formaction='{PATH}']")));
        for kind in PeopleDocument::ALL {
            let mut fields: Vec<(&str, &str)> =
                people.iter().skip(1).map(|person| ("person", person.code.as_str())).collect();
            fields.extend([("document", kind.key()), ("valid_until", "2030-12-31")]);
            let text = text_of(&browser.post(PATH, &fields).await, ".pdf");
            for person in &people[1..] {
                let name = format!("{}{}", person.first_name, person.last_name);
                assert!(text.contains(&person.code) && text.contains(&name), "{kind:?} {}", person.code);
            }
            assert!(!text.contains("MACAN0001F") && !text.contains("canarimail"), "{kind:?}");
            assert_eq!(text.contains("31/12/2030"), kind.is_badges(), "{kind:?}");
            assert_eq!(text.contains("Canarifilm2"), kind == PeopleDocument::CinemaCards, "{kind:?}");
        }
        let made = number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'people.document_made' AND subject = 'people:13'").await;
        assert_eq!(made, i64::try_from(PeopleDocument::ALL.len()).unwrap());
        let filtered = [("all", "1"), ("filters", "q=Canarifirst3"), ("shown", "1"), ("document", "sheet_20")];
        let text = text_of(&browser.post(PATH, &filtered).await, ".pdf");
        assert!(text.contains("MACAN0003F") && !text.contains("MACAN0004F"));
    }
}

on_sqlite! {
    async fn no_document_without_people_or_of_too_many(app: TestApp) {
        let people: Vec<TestPerson> =
            (1..=u32::try_from(MOST_IN_A_DOCUMENT).unwrap() + 1).map(TestPerson::new).collect();
        insert(&app.state, &people).await;
        let mut browser = administrator_browser(&app).await;
        let before = number(&app, "SELECT COUNT(*) AS n FROM audit_log").await;
        let all: Vec<(&str, &str)> = people.iter().map(|person| ("person", person.code.as_str())).collect();
        for (fields, word) in [(all, "200"), (Vec::new(), "")] {
            let mut fields = fields;
            fields.push(("document", "cards"));
            let page = browser.post(PATH, &fields).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.address.starts_with("/admin/users") && page.has(".notice"), "{}", page.address);
            assert!(page.texts(".notice").concat().contains(word));
        }
        assert_eq!(browser.post(PATH, &[("person", "MACAN0001F")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log").await, before, "nothing was drawn");
    }
}
