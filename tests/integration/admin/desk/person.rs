//! The page about one person.

use http::StatusCode;
use talentsmaroc::domain::{
    fields::{FieldId, Value},
    registration::IdentityDocument,
};

use super::lines;
use crate::support::{
    accounts::administrator_browser,
    cinema_people::{TestCinema, give_cinema},
    on_both,
    people::{TestPerson, insert},
};

const REVEAL: &str = "form[action='/fn/reveal_document']";

on_both! {
    async fn everything_about_a_person_is_on_one_page(app: TestApp) {
        let document = IdentityDocument { kind: "passport", number: "CANARIPASS77".to_owned() };
        let person = TestPerson {
            aliases: vec!["MARAB0009F".to_owned()],
            bio: Some("Canaribio".to_owned()),
            visibility: "private",
            ..TestPerson::new(1)
        };
        let person = person.with(FieldId::Documents, Value::Documents(vec![document]));
        let keys = insert(&app.state, &[person]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/users/MACAN0001F").await;
        let text = page.text();
        for shown in ["Canarifirst1 Canarilast1", "canarimail1@example.org", "Canaribio", "Canarifilm1", "MARAB0009F", "193 cm", "17/05/1990"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        assert!(page.has("a[href='/profile/view/MACAN0001F']") && page.has("a[href='/cinema/profile/MACAN0001F']"));
        assert!(!page.html().contains("CANARIPASS77"), "the number is masked");
        let revealed = browser.submit(&page, REVEAL, &[("kind", "passport")]).await;
        assert_eq!(revealed.address.split('#').next(), Some("/admin/users/MACAN0001F"));
        assert!(revealed.html().contains("CANARIPASS77"));
        assert_eq!(lines(&app, "document.revealed").await, 1);
        let again = browser.get("/admin/users/MACAN0001F").await;
        assert!(!again.html().contains("CANARIPASS77"), "once");
        assert!(again.text().contains("Numéro de pièce d’identité consulté") && again.text().contains("admin@example.org"));
    }

    async fn other_codes_lead_to_the_primary_one(app: TestApp) {
        let person = TestPerson { aliases: vec!["MARAB0009F".to_owned()], suspended: true, ..TestPerson::new(1) };
        insert(&app.state, &[person]).await;
        let mut browser = administrator_browser(&app).await;
        for typed in ["MARAB0009F", "macan0001f", "MACAN0001F"] {
            let page = browser.get(&format!("/admin/users/{typed}")).await;
            assert_eq!((page.address.as_str(), page.status), ("/admin/users/MACAN0001F", StatusCode::OK), "{typed}");
        }
        for nobody in ["MACAN0002F", "nonsense"] {
            assert_eq!(browser.get(&format!("/admin/users/{nobody}")).await.status, StatusCode::NOT_FOUND, "{nobody}");
        }
    }
}
