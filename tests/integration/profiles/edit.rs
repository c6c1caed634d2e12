//! Every field of the nine steps: registered, read back, changed, shown to whom it may be shown.

use http::StatusCode;
use talentsmaroc::domain::registration::{FormStep as _, Step, fields as f};

use crate::support::{
    TestApp,
    answers::{ANSWERS, civil_name_alone, first},
    browser::{Browser, Page},
    on_both,
    own_data::number,
    registration::{code_on, register},
};

const SECTION: &str = "form[data-section]";

/// What the field of a form holds, as a browser would send it.
fn held(page: &Page, field: &str) -> Option<String> {
    let select = page.attribute(&format!("{SECTION} select[name='{field}'] option[selected]"), "value");
    let ticked = page.attribute(&format!("{SECTION} input[name='{field}'][checked]"), "value");
    let typed =
        page.attribute(&format!("{SECTION} input[name='{field}']:not([type=checkbox]):not([type=radio])"), "value");
    let text = page.texts(&format!("{SECTION} textarea[name='{field}']")).first().cloned();
    select.or(ticked).or(typed).or(text).filter(|value| !value.is_empty())
}

async fn section(browser: &mut Browser, section: Step) -> Page {
    browser.get(&format!("/profile/edit?section={}", section.key())).await
}

async fn registered(app: &TestApp) -> (Browser, String) {
    let mut browser = app.browser();
    let code = code_on(&register(&mut browser, &first()).await);
    (browser, code)
}

fn expected(field: &str, value: &str) -> Option<String> {
    // Numbers of documents never come back.
    let comes_back = !value.is_empty() && !f::SECRETS.contains(&field);
    comes_back.then(|| value.to_owned())
}

on_both! {
    async fn every_field_is_stored_changed_and_stored_again(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        for step in Step::ALL {
            let page = section(&mut browser, step).await;
            let of_step = || ANSWERS.iter().filter(|(field, ..)| step.stored_inputs().contains(field));
            for (field, value, _) in of_step() {
                assert_eq!(held(&page, field), expected(field, value), "{field} as registered");
            }
            let button = [("action", "save")];
            let changes: Vec<(&str, &str)> =
                of_step().map(|(field, _, changed)| (*field, *changed)).chain(button).collect();
            let after = browser.submit(&page, SECTION, &changes).await;
            assert_eq!(after.address.split('#').next(), Some("/profile/edit"), "{step:?}: {}", after.text());
            let page = section(&mut browser, step).await;
            for (field, _, changed) in of_step() {
                assert_eq!(held(&page, field), expected(field, changed), "{field} as changed");
            }
        }
        let overview = browser.get("/profile/edit").await;
        assert!(overview.text().contains("••••••S2"), "{}", overview.text());
        // A new residence changes no code.
        let dashboard = browser.get("/profile/dashboard").await;
        assert!(dashboard.text().contains(&code));
    }

    async fn what_was_stored_is_said_in_its_section_where_the_page_opens(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let page = section(&mut browser, Step::Career).await;
        let saved = browser.submit(&page, SECTION, &[(f::BIO, "Canaribio three"), ("action", "save")]).await;
        assert_eq!(saved.address, "/profile/edit#career");
        assert!(saved.has("section [id=career][role=status][tabindex='-1']"), "{}", saved.html());
        assert!(saved.texts("section[id=career-card]").concat().contains("Canaribio three"), "{}", saved.text());
        assert_eq!(saved.texts("main [role=status]").len(), 1);
        // Afterwards the address is that of the section again.
        let again = browser.get("/profile/edit").await;
        assert!(again.has("section[id=career]") && !again.has("main [role=status]"), "{}", again.text());
    }

    async fn a_change_that_comes_too_soon_comes_back_as_it_was_typed(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        let (mut browser, _) = registered(&app).await;
        let page = section(&mut browser, Step::Career).await;
        let wrong = [(f::YEARS_EXPERIENCE, "999"), (f::BIO, "Typed just now"), ("action", "save")];
        let refused = browser.submit(&page, SECTION, &wrong).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers.contains_key(http::header::RETRY_AFTER));
        assert!(refused.texts("#refused").join(" ").contains("Attendez "), "{}", refused.text());
        assert_eq!(held(&refused, f::BIO).as_deref(), Some("Typed just now"));
        assert_eq!(held(&refused, f::YEARS_EXPERIENCE).as_deref(), Some("999"));
    }

    async fn a_number_is_kept_when_left_empty_and_erased_only_by_its_box(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let page = section(&mut browser, Step::Documents).await;
        assert!(!page.html().contains("CANARIPASS1") && page.html().contains("••••••S1"));
        let other = [(f::PORTFOLIO_URL, "https://canariportfolio.example/3"), ("action", "save")];
        browser.submit(&page, SECTION, &other).await;
        let page = section(&mut browser, Step::Documents).await;
        assert!(page.html().contains("••••••S1"));
        browser.submit(&page, SECTION, &[("passport_number_erase", "on"), ("action", "save")]).await;
        let page = section(&mut browser, Step::Documents).await;
        assert!(!page.html().contains("••••••S1") && page.html().contains("••••••D1"));
    }

    async fn a_wrong_answer_keeps_what_was_typed_and_stores_nothing(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let page = section(&mut browser, Step::Career).await;
        let refused = browser.submit(&page, SECTION, &[(f::YEARS_EXPERIENCE, "99"), (f::BIO, "Canaribio typed")]).await;
        assert!(refused.has("#errors a[href='#field-years_experience']"), "{}", refused.text());
        assert_eq!(held(&refused, f::BIO).as_deref(), Some("Canaribio typed"));
        assert!(!browser.get("/profile/edit").await.text().contains("Canaribio typed"));
        // Correcting the one stores both.
        browser.submit(&refused, SECTION, &[(f::YEARS_EXPERIENCE, "9")]).await;
        assert!(browser.get("/profile/edit").await.text().contains("Canaribio typed"));
        assert!(!section(&mut browser, Step::Career).await.has("form[action='/fn/discard_profile_changes']"));
    }

    async fn what_a_form_did_not_send_is_not_wiped(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let page = section(&mut browser, Step::Career).await;
        let base = page.attribute(&format!("{SECTION} input[name=base]"), "value").unwrap();
        let body = format!("section=career&base={base}&years_experience=8");
        let answer = browser.request(http::Method::POST, "/fn/save_profile_section", Some(body)).await;
        assert_eq!(answer.status, StatusCode::FOUND);
        let page = section(&mut browser, Step::Career).await;
        assert_eq!(held(&page, f::YEARS_EXPERIENCE).as_deref(), Some("8"));
        assert_eq!(held(&page, f::BIO).as_deref(), Some("Canaribio one"));
        assert_eq!(held(&page, f::LANGUAGES).as_deref(), Some("es"));
    }

    async fn two_tabs_do_not_silently_overwrite_each_other(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let (one, two) = (section(&mut browser, Step::Career).await, section(&mut browser, Step::Career).await);
        let other = section(&mut browser, Step::Networks).await;
        browser.submit(&one, SECTION, &[(f::BIO, "Canaribio first tab")]).await;
        let told = browser.submit(&two, SECTION, &[(f::BIO, "Canaribio second tab")]).await;
        assert!(told.text().contains("Canaribio first tab"), "{}", told.text());
        assert_eq!(held(&told, f::BIO).as_deref(), Some("Canaribio second tab"));
        assert!(browser.get("/profile/edit").await.text().contains("Canaribio first tab"));
        // A change of another section is no conflict.
        let after = browser.submit(&other, SECTION, &[(f::WEBSITE, "canarisite.example/3")]).await;
        assert_eq!(after.address.split('#').next(), Some("/profile/edit"));
        // Having seen both, the person decides.
        browser.submit(&told, SECTION, &[]).await;
        assert!(browser.get("/profile/edit").await.text().contains("Canaribio second tab"));
    }

    async fn another_guardian_agrees_anew(app: TestApp) {
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let mut browser = app.browser();
        register(&mut browser, &[
            ("date_of_birth", born.as_str()),
            ("guardian_name", "Parent Exemple"),
            ("guardian_phone", "+12025550143"),
            ("guardian_consent", "on"),
            ("visibility", "members"),
        ]).await;
        let consents = async || number(&app, "SELECT COUNT(*) AS n FROM consents WHERE kind = 'guardian'").await;
        assert_eq!(consents().await, 1);
        let page = section(&mut browser, Step::Identity).await;
        browser.submit(&page, SECTION, &[(f::GUARDIAN_PHONE, "+1 202 555 0143"), ("action", "save")]).await;
        assert_eq!(consents().await, 1, "the same guardian");
        let page = section(&mut browser, Step::Identity).await;
        // The box is ticked still, by the one before.
        let told = browser.submit(&page, SECTION, &[(f::GUARDIAN_NAME, "Autre Exemple"), ("action", "save")]).await;
        assert!(told.has("#errors a[href='#field-guardian_consent']"), "{}", told.text());
        assert_eq!((held(&told, f::GUARDIAN_NAME).as_deref(), held(&told, f::GUARDIAN_CONSENT)), (Some("Autre Exemple"), None));
        assert_eq!(consents().await, 1);
        browser.submit(&told, SECTION, &[(f::GUARDIAN_CONSENT, "on"), ("action", "save")]).await;
        assert_eq!(consents().await, 2);
        let mut adult = app.browser();
        register(&mut adult, &[("email", "adulte@example.org")]).await;
        let page = section(&mut adult, Step::Identity).await;
        let named = [(f::GUARDIAN_NAME, "Autre Exemple"), (f::GUARDIAN_PHONE, "+12025550143"), (f::GUARDIAN_CONSENT, "on")];
        adult.submit(&page, SECTION, &named).await;
        assert_eq!(consents().await, 2, "nobody agrees for an adult");
    }

    async fn nobody_crosses_eighteen_by_editing(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let young = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let page = section(&mut browser, Step::Identity).await;
        let refused = browser.submit(&page, SECTION, &[(f::DATE_OF_BIRTH, &young)]).await;
        assert!(refused.has("#errors a[href='#field-date_of_birth']"), "{}", refused.text());
        browser.submit(&refused, "form[action='/fn/discard_profile_changes']", &[]).await;
        let page = section(&mut browser, Step::Identity).await;
        assert_eq!(held(&page, f::DATE_OF_BIRTH).as_deref(), Some("1990-02-28"));
    }

    async fn others_see_what_the_switches_allow(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        let page = section(&mut browser, Step::Identity).await;
        browser.submit(&page, SECTION, &civil_name_alone().collect::<Vec<_>>()).await;
        let address = format!("/profile/view/{code}");
        let private = [
            "Canarifirst", "Canarilast", "1990-02-28", "28/02/1990", "CANARIPASS1", "CANARICARD1", "5550101",
            "5550102", "Canariaddress", "987651", "987 651", "987\u{202f}651", "876541", "amina@example.org",
        ];
        let links = ["canariportfolio", "canarisite", "canari1", "nm0000001"];
        let origins = ["Sénégal", "Tunis"];
        let open = ["Canaribio one", "Canaristudy one", "Espagnol", "Week-end", "Nomade", "Confirmé"];
        let sees = |page: &Page, words: &[&str]| words.iter().filter(|word| page.html().contains(**word)).count();
        let stranger = app.browser().get(&address).await;
        assert_eq!(sees(&stranger, &private), 0, "{}", stranger.text());
        assert_eq!(sees(&stranger, &links) + sees(&stranger, &origins), 0, "{}", stranger.text());
        assert_eq!(sees(&stranger, &open), open.len(), "{}", stranger.text());
        // The same audience, chosen by the owner.
        let as_visitor = browser.get(&format!("{address}?as=visitor")).await;
        assert_eq!(sees(&as_visitor, &["Canarifirst", "CANARIPASS1", "canarisite", "5550101"]), 0);
        let as_member = browser.get(&format!("{address}?as=member")).await;
        assert_eq!(sees(&as_member, &["Canarifirst"]), 1);
        assert_eq!(sees(&as_member, &["canarisite", "5550101", "Sénégal"]), 0);
        let own = browser.get(&address).await;
        assert_eq!(sees(&own, &["5550101", "Canariaddress", "••••••S1", "amina@example.org"]), 4, "{}", own.text());
        assert_eq!(sees(&own, &["CANARIPASS1", "CANARICARD1"]), 0);
        let page = section(&mut browser, Step::Privacy).await;
        browser.submit(&page, SECTION, &[(f::SHOW_LINKS, "on"), (f::SHOW_ORIGINS, "on")]).await;
        let stranger = app.browser().get(&address).await;
        assert_eq!(sees(&stranger, &private), 0, "{}", stranger.text());
        assert_eq!(sees(&stranger, &links), links.len(), "{}", stranger.text());
        assert_eq!(sees(&stranger, &origins), origins.len(), "{}", stranger.text());
        // Private means private, for every audience the owner chooses.
        let page = section(&mut browser, Step::Privacy).await;
        browser.submit(&page, SECTION, &[(f::VISIBILITY, "private")]).await;
        assert_eq!(app.browser().get(&address).await.status, StatusCode::NOT_FOUND);
        let as_member = browser.get(&format!("{address}?as=member")).await;
        assert_eq!(sees(&as_member, &["Canaribio one"]), 0);
        assert_eq!(as_member.status, StatusCode::OK);
    }

    async fn a_visitor_cannot_borrow_eyes_nor_edit(app: TestApp) {
        let (_, code) = registered(&app).await;
        let mut stranger = app.browser();
        let page = stranger.get(&format!("/profile/view/{code}?as=member")).await;
        assert!(!page.html().contains("Canarifirst"));
        assert!(stranger.get("/profile/edit").await.address.starts_with("/auth/login"));
        let body = "section=career&base=x&bio=stolen".to_owned();
        let answer = stranger.request(http::Method::POST, "/fn/save_profile_section", Some(body)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}
