//! The card of one person: the table of visibility over HTTP.

use http::{StatusCode, header};
use talentsmaroc::domain::fields::FieldId;

use super::text_of;
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    files::give_photo,
    on_both, on_sqlite,
    own_data::number,
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const CINEMA: &str = "/cinema/export/pdf/MACAN0001F";

async fn member_browser(app: &TestApp) -> Browser {
    member(app, "member@example.org").await;
    execute(app, "UPDATE accounts SET email_confirmed_at = created_at WHERE email = 'member@example.org'").await;
    let mut browser = app.browser();
    sign_in(&mut browser, "member@example.org", PASSWORD).await;
    browser
}

on_both! {
    async fn a_cinema_card_says_what_its_reader_may_see(app: TestApp) {
        let person = TestPerson { bio: Some("Canaribio".to_owned()), ..TestPerson::new(1) };
        let keys = insert(&app.state, &[person]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        give_photo(&app.state, keys.person_id).await;
        let visitor = text_of(&app.browser().get(CINEMA).await, "C.%20C.%20MACAN0001F.pdf");
        let to_member = text_of(&member_browser(&app).await.get(CINEMA).await, "MACAN0001F.pdf");
        let to_administrator = text_of(&administrator_browser(&app).await.get(CINEMA).await, "MACAN0001F.pdf");
        for text in [&visitor, &to_member, &to_administrator] {
            for shown in ["MACAN0001F", "AïnCanari", "193cm", "/cinema/profile/MACAN0001F"] {
                assert!(text.contains(shown), "{shown}: {text}");
            }
            for private in ["canarimail", "CANARIDOC", "17/05/1990"] {
                assert!(!text.contains(private), "{private}: {text}");
            }
        }
        // The name, the portrait and productions are hidden from visitors.
        for named in ["Canarifirst1Canarilast1", "Canarifilm1"] {
            assert!(!visitor.contains(named) && to_member.contains(named), "{named}");
        }
        let pictures = |text: &str| text.matches("/DCTDecode").count();
        assert!(pictures(&visitor) < pictures(&to_member));
        // Origins are hidden from others.
        assert!(!visitor.contains("mazigh") && !to_member.contains("mazigh") && to_administrator.contains("mazigh"));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.card_made'").await, 1);
    }

    async fn a_card_is_there_for_those_who_reach_the_profile(app: TestApp) {
        for (number, visibility) in [(1, "members"), (2, "private"), (3, "public")] {
            let keys = insert(&app.state, &[TestPerson::new(number)]).await[0];
            give_cinema(&app.state, keys.person_id, &TestCinema { visibility, ..TestCinema::new(number) }).await;
        }
        execute(&app, "UPDATE accounts SET state = 'suspended' WHERE email = 'canarimail3@example.org'").await;
        let (mut member, mut administrator) = (member_browser(&app).await, administrator_browser(&app).await);
        let code = |number| format!("/cinema/export/pdf/MACAN{number:04}F");
        for (number, for_members) in [(1, true), (2, false), (3, false)] {
            let refused = app.browser().get(&code(number)).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
            assert!(!refused.html().contains("Canari"));
            assert_eq!(member.get(&code(number)).await.status == StatusCode::OK, for_members, "{number}");
            assert_eq!(administrator.get(&code(number)).await.status, StatusCode::OK, "{number}");
        }
        assert_eq!(app.browser().get("/cinema/export/pdf/MAXXX9999F").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().get("/cinema/export/pdf/..").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_own_card_and_that_of_the_desk(app: TestApp) {
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[]).await);
        let dashboard = browser.get("/profile/dashboard").await;
        assert!(dashboard.has("a[href='/profile/card.pdf?module=main']"));
        let own = text_of(&browser.get("/profile/card.pdf?module=main").await, ".pdf");
        assert!(own.contains(&code) && own.contains(&format!("/profile/view/{code}")), "{own}");
        let none = browser.get("/profile/card.pdf?module=cinema").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let word = browser.get("/profile/card.docx").await;
        assert!(word.bytes.starts_with(b"PK") && word.headers[header::CONTENT_TYPE].to_str().unwrap().ends_with("wordprocessingml.document"));
        let mut administrator = administrator_browser(&app).await;
        let desk = format!("/admin/users/{code}/card");
        assert!(administrator.get(&format!("/admin/users/{code}")).await.has(&format!("a[href='{desk}.pdf?module=both']")));
        assert!(text_of(&administrator.get(&format!("{desk}.pdf?module=both")).await, ".pdf").contains(&code));
        assert!(administrator.get(&format!("{desk}.docx")).await.bytes.starts_with(b"PK"));
        // Without a person there is no card.
        assert_eq!(administrator.get("/profile/card.pdf").await.status, StatusCode::NOT_FOUND);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.card_made'").await, 2);
    }
}

on_sqlite! {
    async fn hostile_texts_come_out_whole_in_every_language(app: TestApp) {
        let mut person = TestPerson { show_name_photo: true, ..TestPerson::new(1) };
        person.first_name = "<b>Amina</b> & أمينة".to_owned();
        person.last_name = "ⴰⵎⵉⵏⴰ 🎬".to_owned();
        person.bio = Some(format!("{}\n=cmd|' /C calc'!A0 \u{202e}x {}", "a".repeat(1500), "\u{302}".repeat(40)));
        person.answers = person.answers.with(FieldId::NameAr, "لائحة الإدريسي".to_owned());
        let keys = insert(&app.state, &[person]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        for language in ["fr", "ar", "en"] {
            let mut browser = app.browser();
            browser.language = language;
            let text = text_of(&browser.get(CINEMA).await, ".pdf");
            assert!(text.contains("<b>Amina</b>&أمينة") && text.contains("لائحةالإدريسي"), "{text}");
        }
    }

    async fn one_address_does_not_occupy_the_drawing(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut browser = app.browser();
        let mut statuses = Vec::new();
        for _ in 0..21 {
            statuses.push(browser.get(CINEMA).await.status);
        }
        assert_eq!(statuses.pop(), Some(StatusCode::TOO_MANY_REQUESTS));
        assert!(statuses.iter().all(|status| *status == StatusCode::OK), "{statuses:?}");
    }
}
