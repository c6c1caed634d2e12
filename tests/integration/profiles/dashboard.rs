//! The dashboard: own profiles as others see them, how complete they are, and what can be done with them.

use chrono::{Datelike as _, NaiveDate};
use talentsmaroc::{
    domain::{module::Module, profiles::completeness::score},
    server::services::{files::FileKind, profiles::completeness},
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, PASSWORD_HASH, execute, sign_in},
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    files::{give_photo, photo, send},
    on_both, on_sqlite,
    people::{Inserted, TestPerson, insert},
};

const DASHBOARD: &str = "/profile/dashboard";
const WHATSAPP: &str = "main a[href^='https://wa.me/?text=']";

async fn signed_in(app: &TestApp, person: TestPerson) -> (Browser, Inserted) {
    let email = person.email.clone();
    let keys = insert(&app.state, &[person]).await[0];
    execute(app, &format!("UPDATE accounts SET password_hash = '{PASSWORD_HASH}' WHERE id = {}", keys.account_id))
        .await;
    let mut browser = app.browser();
    sign_in(&mut browser, &email, PASSWORD).await;
    (browser, keys)
}

on_both! {
    async fn a_profile_stands_there_as_its_audience_sees_it(app: TestApp) {
        // Whether name and photo are shown, whether a minor; the badge, the name, whether the photo is seen and the
        // address can be handed on.
        for (number, (visibility, shows, minor, badge, named, pictured, shared)) in (1..).zip([
            ("public", true, false, "Visible par tous", true, true, true),
            ("public", false, false, "Visible par tous", false, false, true),
            ("members", false, false, "Visible par les membres", true, true, true),
            ("private", false, false, "Visible par vous et l’équipe", true, true, false),
            ("public", true, true, "En attente d’approbation", true, true, false),
        ]) {
            let mut person = TestPerson::new(number);
            (person.visibility, person.show_name_photo) = (visibility, shows);
            if minor {
                let this_year = app.state.clock.today().year();
                person.date_of_birth = NaiveDate::from_ymd_opt(this_year - 15, 1, 1).unwrap();
            }
            let full = format!("{} {}", person.first_name, person.last_name);
            let code = person.code.clone();
            let (mut browser, keys) = signed_in(&app, person).await;
            give_photo(&app.state, keys.person_id).await;
            let page = browser.get(DASHBOARD).await;
            let case = format!("{visibility} {shows} {minor}");
            assert_eq!(page.texts("main .chip"), [badge], "{case}");
            let name = page.texts("main section bdi").first().cloned().unwrap();
            assert_eq!(name, if named { full } else { "C. C.".to_owned() }, "{case}");
            assert_eq!(page.has("main section img.portrait"), pictured, "{case}");
            let links = page.attributes(WHATSAPP, "href");
            assert_eq!(links.len(), usize::from(shared), "{case}: {links:?}");
            let address = format!("%2Fprofile%2Fview%2F{code}");
            assert!(links.iter().all(|link| link.ends_with(&address)), "{case}: {links:?}");
            for path in [format!("/profile/view/{code}"), "/profile/edit".to_owned()] {
                assert!(page.has(&format!("main a[href='{path}']")), "{case}: {path}");
            }
            assert_eq!(page.attributes("main a[href='/profile/edit']", "href").len(), 1, "{case}");
        }
    }

    async fn a_cinema_profile_is_told_what_it_lacks_too(app: TestApp) {
        let (mut browser, keys) = signed_in(&app, TestPerson::new(1)).await;
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let page = browser.get(DASHBOARD).await;
        let scores = page.attributes("main progress", "value");
        // Portrait, third photo of the gallery and languages are missing.
        assert_eq!(scores.last().map(String::as_str), Some("65"), "{}", page.text());
        assert!(page.has("a[href='/cinema/edit?section=pictures']") && page.has("a[href='/cinema/edit?section=languages']"));
        send(&app.state, keys.person_id, FileKind::Gallery, photo(14)).await;
        give_photo(&app.state, keys.person_id).await;
        let mut conn = app.state.db.read().await.unwrap();
        for (module, expected) in [(Module::Main, 50), (Module::Cinema, 95)] {
            let points = completeness::of_person(&app.state, &mut conn, keys.person_id, module).await.unwrap();
            assert_eq!(score(&points), expected, "{module:?}: {points:?}");
        }
    }
}

on_sqlite! {
    async fn a_mailed_link_is_spoken_of_where_mails_are_sent(app: TestApp) {
        let (mut browser, _) = signed_in(&app, TestPerson::new(1)).await;
        let told = browser.get(DASHBOARD).await.texts("main").concat();
        assert!(told.contains("contact@talents.invalid") && !told.contains("Ouvrez le lien"), "{told}");
        let settings = [("SENDGRID_API_KEY", "SG.the-key-of-the-tests"), ("SENDGRID_FROM_EMAIL", "no-reply@talents.example")];
        let app = app.with(&settings).await;
        let mut browser = app.browser();
        sign_in(&mut browser, "canarimail1@example.org", PASSWORD).await;
        assert!(browser.get(DASHBOARD).await.text().contains("Ouvrez le lien"));
    }
}
