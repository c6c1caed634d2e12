//! A person who came in person is registered by an administrator.

use super::{all_lines, lines};
use crate::support::{
    accounts::{administrator_browser, sign_in},
    browser::Browser,
    mails, on_both,
    own_data::number,
};

const FORM: &str = "form[data-walk-in]";
const PASSWORD: &str = "copper lantern river nine";

/// What is typed for a person without an address.
const ANSWERS: [(&str, &str); 13] = [
    ("first_name", "Canarifirst"),
    ("last_name", "Canarilast"),
    ("date_of_birth", "1990-02-28"),
    ("gender", "F"),
    ("phone_country", "US"),
    ("phone", "2025550142"),
    ("residence_country", "MA"),
    ("residence_city", "Casablanca"),
    ("talents", "music"),
    ("visibility", "members"),
    ("language", "ar"),
    ("consent_means", "paper"),
    ("action", "save"),
];

async fn register(browser: &mut Browser, more: &[(&str, &str)]) -> crate::support::browser::Page {
    let page = browser.get("/admin/users/new").await;
    let kept = ANSWERS.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let all: Vec<(&str, &str)> = kept.chain(more).copied().collect();
    browser.submit(&page, FORM, &all).await
}

on_both! {
    async fn a_person_without_an_address_is_registered_and_signs_in_by_code(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let done = register(&mut browser, &[]).await;
        assert!(done.text().contains("La personne est inscrite"), "{}", done.text());
        let code = done.address.trim_start_matches("/admin/users/").to_owned();
        assert!(!done.html().contains("@invalid"), "what stands for the address is not shown");
        assert_eq!((lines(&app, "person.created").await, all_lines(&app).await), (1, 1));
        let consents = "SELECT COUNT(*) AS n FROM consents WHERE given_how = 'paper' AND kind IN ('terms', 'privacy')";
        assert_eq!(number(&app, consents).await, 2);
        assert!(done.text().contains("Signé sur papier"), "{}", done.text());
        assert!(mails::all(&app).await.is_empty(), "there is no address to write to");
        let told = browser.post("/fn/send_password_link", &[("code", &code)]).await;
        assert!(told.text().contains("n’a pas d’e-mail"), "{}", told.text());
        let slip = browser.submit(&told, "form[action='/fn/print_slip']", &[]).await;
        let secret = slip.texts("[data-slip]").concat().trim().to_owned();
        let mut person = app.browser();
        let form = person.post("/fn/open_slip", &[("slip", &secret)]).await;
        let chosen = [("password", PASSWORD), ("password_confirm", PASSWORD)];
        person.submit(&form, "form[action='/fn/reset_password']", &chosen).await;
        sign_in(&mut person, &code, PASSWORD).await;
        assert!(person.get("/profile/dashboard").await.text().contains(&code));
        assert!(!person.get("/profile/security").await.html().contains("@invalid"));
    }

    async fn a_form_that_is_sent_twice_registers_once(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        for (number_of_people, email) in [(1, ""), (2, "canari@example.org")] {
            let page = browser.get("/admin/users/new").await;
            let all: Vec<(&str, &str)> = ANSWERS.iter().copied().chain([("email", email)]).collect();
            let (mut one, mut other) = (browser.clone(), browser.clone());
            let (first, second) =
                tokio::join!(one.submit(&page, FORM, &all), other.submit(&page, FORM, &all));
            let third = browser.submit(&page, FORM, &all).await;
            assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, number_of_people);
            assert_eq!(lines(&app, "person.created").await, number_of_people);
            assert!(first.address.starts_with("/admin/users/MA"), "{}: {}", first.address, first.text());
            assert_eq!((&first.address, &first.address), (&second.address, &third.address));
            assert!(third.text().contains("déjà été envoyé"), "{}", third.text());
        }
        assert_eq!(mails::all(&app).await.len(), 1);
        assert_ne!(browser.get("/admin/users/new").await.attribute("[name=form_key]", "value"), None);
    }

    async fn what_is_wrong_is_said_and_what_was_typed_stays(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let wrong = [("consent_means", ""), ("email", "no address"), ("first_name", "")];
        let refused = register(&mut browser, &wrong).await;
        assert_eq!(refused.address, "/admin/users/new#errors");
        for field in ["first_name", "email", "consent_means"] {
            assert!(refused.has(&format!("#errors a[href='#field-{field}']")), "{field}: {}", refused.text());
        }
        assert_eq!(refused.attribute("input[name=last_name]", "value").as_deref(), Some("Canarilast"));
        assert_eq!(refused.attribute("input[name=email]", "value").as_deref(), Some("no address"));
        assert_eq!((number(&app, "SELECT COUNT(*) AS n FROM people").await, all_lines(&app).await), (0, 0));
        let taken = browser.submit(&refused, FORM, &[("first_name", "Canari"), ("email", "admin@example.org"), ("consent_means", "spoken"), ("action", "save")]).await;
        assert!(taken.has("#errors a[href='#field-email']"), "{}", taken.text());
        let mended = [("email", "canari@example.org"), ("consent_means", "spoken"), ("action", "save")];
        let done = browser.submit(&taken, FORM, &mended).await;
        assert!(done.text().contains("La personne est inscrite"), "{}", done.text());
        let mail = mails::newest(&app, "access").await;
        assert_eq!((mail.to.as_str(), mail.language.as_str()), ("canari@example.org", "ar"));
        // The next form is empty.
        let next = browser.get("/admin/users/new").await;
        assert_eq!(next.attribute("input[name=last_name]", "value").unwrap_or_default(), "");
    }

    async fn a_minor_waits_for_the_approval(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let refused = register(&mut browser, &[("date_of_birth", &born)]).await;
        assert!(refused.has("#errors"), "a guardian is asked: {}", refused.text());
        let guardian = [
            ("guardian_name", "Canariguardian"),
            ("guardian_phone", "+12025550143"),
            ("guardian_consent", "on"),
            ("action", "save"),
        ];
        let done = browser.submit(&refused, FORM, &guardian).await;
        assert!(done.has("form[action='/fn/approve_minor']"), "{}", done.text());
    }
}
