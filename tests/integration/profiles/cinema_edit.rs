//! The nine CINEMA sections: registered, read back, changed.

use http::{Method, StatusCode};
use talentsmaroc::domain::registration::{cinema::Section, fields as f};

use crate::support::{
    TestApp,
    answers::{civil_name_alone, first},
    browser::{Browser, Page},
    cinema_edit::{ANSWERS, SECTION, asks, held, is_overview, open, register_cinema},
    on_both,
    registration::register,
};

async fn with_cinema(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let done = register_cinema(&mut browser, &[]).await;
    assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
    browser
}

/// A person with both profiles.
async fn with_both(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    register(&mut browser, &first()).await;
    let done = register_cinema(&mut browser, &[]).await;
    assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
    browser
}

async fn save(browser: &mut Browser, section: Section, changes: &[(&str, &str)]) -> Page {
    let page = open(browser, section).await;
    let changes: Vec<_> = changes.iter().copied().chain([("action", "save")]).collect();
    browser.submit(&page, SECTION, &changes).await
}

async fn main_section(browser: &mut Browser, key: &str) -> Page {
    browser.get(&format!("/profile/edit?section={key}")).await
}

fn expected(field: &str, value: &str) -> Option<String> {
    // Numbers of documents never come back.
    let comes_back = !value.is_empty() && !f::SECRETS.contains(&field);
    comes_back.then(|| value.to_owned())
}

on_both! {
    async fn every_section_is_stored_changed_and_stored_again(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        for section in Section::ALL {
            let of_section = || ANSWERS.iter().filter(move |(field, ..)| asks(section, field));
            let page = open(&mut browser, section).await;
            for (field, value, _) in of_section() {
                assert_eq!(held(&page, field), expected(field, value), "{field} as registered");
            }
            let changes: Vec<(&str, &str)> = of_section().map(|(field, _, changed)| (*field, *changed)).collect();
            let after = save(&mut browser, section, &changes).await;
            assert!(is_overview(&after), "{section:?}: {}", after.text());
            assert!(after.text().contains("Enregistré"), "{section:?}: {}", after.text());
            let page = open(&mut browser, section).await;
            for (field, _, changed) in of_section() {
                assert_eq!(held(&page, field), expected(field, changed), "{field} as changed");
            }
        }
        let overview = browser.get("/cinema/edit").await;
        for said in ["••••••C2", "Canarifilm two · 1988", "182 cm"] {
            assert!(overview.text().contains(said), "{said}: {}", overview.text());
        }
        assert!(!overview.html().contains("CANARIDOC2"));
    }

    async fn whoever_has_no_such_profile_is_led_to_its_registration(app: TestApp) {
        let mut stranger = app.browser();
        assert!(stranger.get("/cinema/edit").await.address.starts_with("/auth/login"));
        for address in ["/fn/save_cinema_section", "/fn/discard_cinema_changes", "/cinema/edit/files"] {
            let answer = stranger.request(Method::POST, address, Some("section=types".to_owned())).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        }
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        assert!(browser.get("/cinema/edit").await.address.starts_with("/cinema/register"));
        assert!(open(&mut browser, Section::Types).await.address.starts_with("/cinema/register"));
        let sent = browser.post("/fn/save_cinema_section", &[("section", "types"), ("talent_types", "extra")]).await;
        assert!(sent.address.starts_with("/cinema/register"), "{}", sent.address);
    }

    async fn what_both_forms_ask_is_one_answer(app: TestApp) {
        let mut browser = with_both(&app).await;
        let identity = [
            ("first_name", "Canarishared"),
            ("website", "canarisite.example/9"),
            ("id_document_type", "passport"),
            ("id_document_number", "CANARIPASS9"),
        ];
        save(&mut browser, Section::Identity, &identity).await;
        save(&mut browser, Section::Residence, &[("country_of_residence", "FR"), ("city_of_residence", "Paris")]).await;
        save(&mut browser, Section::Pictures, &[("years_of_experience", "33")]).await;
        save(&mut browser, Section::Languages, &[("languages", "pt")]).await;
        save(&mut browser, Section::Origins, &[("nationality", "DZ"), ("show_origins", "on")]).await;
        save(&mut browser, Section::Networks, &[("facebook", ""), ("x", "https://x.com/canari9")]).await;
        let identity = main_section(&mut browser, "identity").await;
        assert_eq!(held(&identity, "first_name").as_deref(), Some("Canarishared"));
        let documents = main_section(&mut browser, "documents").await;
        assert!(documents.html().contains("••••••S9"), "the passport's number is one: {}", documents.text());
        let location = main_section(&mut browser, "location").await;
        assert_eq!(held(&location, "residence_city").as_deref(), Some("Paris"));
        assert_eq!(held(&location, "nationality").as_deref(), Some("DZ"));
        let career = main_section(&mut browser, "career").await;
        assert_eq!(held(&career, "years_experience").as_deref(), Some("33"));
        assert_eq!(held(&career, "languages").as_deref(), Some("pt"));
        assert_eq!(held(&career, "bio").as_deref(), Some("Canaribio one"), "what CINEMA does not ask stays");
        let networks = main_section(&mut browser, "networks").await;
        assert_eq!(held(&networks, "x").as_deref(), Some("https://x.com/canari9"));
        assert_eq!(held(&networks, "facebook"), None);
        assert_eq!(held(&networks, "github").as_deref(), Some("https://github.com/canari1"), "CINEMA asks ten only");
        assert_eq!(held(&networks, "website").as_deref(), Some("https://canarisite.example/9"));
        let privacy = main_section(&mut browser, "privacy").await;
        assert_eq!(held(&privacy, "show_origins").as_deref(), Some("on"));
        assert_eq!(held(&privacy, "visibility").as_deref(), Some("public"));
        // And the other way round.
        let changes = [("show_name_photo", "on"), ("show_origins", ""), ("visibility", "members")];
        browser.submit(&privacy, SECTION, &changes).await;
        let pictures = open(&mut browser, Section::Pictures).await;
        assert_eq!(held(&pictures, "show_name_photo").as_deref(), Some("on"));
        assert_eq!(held(&pictures, "visibility").as_deref(), Some("public"), "each profile has its own");
        assert_eq!(held(&open(&mut browser, Section::Origins).await, "show_origins"), None);
        browser.submit(&career, SECTION, &[("years_experience", "34")]).await;
        assert_eq!(held(&open(&mut browser, Section::Pictures).await, "years_of_experience").as_deref(), Some("34"));
    }

    async fn the_main_form_does_not_erase_what_cinema_needs(app: TestApp) {
        let mut browser = with_both(&app).await;
        let location = main_section(&mut browser, "location").await;
        let refused = browser.submit(&location, SECTION, &[("nationality", "")]).await;
        assert!(refused.has("#errors a[href='#field-nationality']"), "{}", refused.text());
        assert!(refused.text().contains("CINEMA en a besoin"), "{}", refused.text());
        // The document is a passport.
        let erase = [("passport_number_erase", "on"), ("action", "save")];
        let documents = main_section(&mut browser, "documents").await;
        let refused = browser.submit(&documents, SECTION, &erase).await;
        assert!(refused.has("#errors a[href='#field-passport_number']"), "{}", refused.text());
        save(&mut browser, Section::Identity, &[("id_document_type", "national_id"), ("id_document_number", "CANARI8")]).await;
        let documents = main_section(&mut browser, "documents").await;
        assert!(!browser.submit(&documents, SECTION, &erase).await.has("#errors"));
        // Without a CINEMA profile nothing is needed.
        let mut other = app.browser();
        register(&mut other, &[("email", "other@example.org"), ("nationality", "SN")]).await;
        let location = main_section(&mut other, "location").await;
        assert!(!other.submit(&location, SECTION, &[("nationality", "")]).await.has("#errors"));
    }

    async fn a_changed_name_is_found_at_once(app: TestApp) {
        let mut browser = with_both(&app).await;
        let found = |page: &Page| page.has("a[href^='/profile/view/']");
        assert!(!found(&browser.get("/talents?q=Canarisearched").await));
        save(&mut browser, Section::Pictures, &[("show_name_photo", "on")]).await;
        let typed: Vec<_> = civil_name_alone().chain([("last_name", "Canarisearched")]).collect();
        save(&mut browser, Section::Identity, &typed).await;
        assert!(found(&app.browser().get("/talents?q=Canarisearched").await));
    }

    async fn another_document_needs_its_own_number(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        let refused = save(&mut browser, Section::Identity, &[("id_document_type", "national_id")]).await;
        assert!(refused.has("#errors a[href='#field-id_document_number']"), "{}", refused.text());
        // A number that is refused with its form needs not be typed again.
        let changes = [("id_document_number", "CANARIOTHER7"), ("phone", "nothing")];
        let refused = browser.submit(&refused, SECTION, &changes).await;
        assert!(refused.has("#errors a[href='#field-phone']") && refused.html().contains("••••••R7"), "{}", refused.text());
        assert!(!refused.html().contains("CANARIOTHER7"));
        let stored = browser.submit(&refused, SECTION, &[("phone", "+12025550101")]).await;
        assert!(is_overview(&stored) && stored.text().contains("••••••R7"), "{}", stored.text());
        // Left empty, it stays.
        let after = save(&mut browser, Section::Identity, &[("first_name", "Canarikept")]).await;
        assert!(is_overview(&after) && after.text().contains("••••••R7"), "{}", after.text());
        // The number of the passport went with it: nothing asks it any more.
        let refused = save(&mut browser, Section::Identity, &[("id_document_type", "passport")]).await;
        assert!(refused.has("#errors a[href='#field-id_document_number']"), "{}", refused.text());
    }

    async fn a_wrong_answer_keeps_what_was_typed_and_stores_nothing(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        let typed = [("height", "12"), ("eye_color", "grey")];
        let refused = save(&mut browser, Section::Physique, &typed).await;
        assert!(refused.has("#errors a[href='#field-height']"), "{}", refused.text());
        assert_eq!((held(&refused, "height").as_deref(), held(&refused, "eye_color").as_deref()), (Some("12"), Some("grey")));
        assert!(browser.get("/cinema/edit").await.text().contains("181 cm"));
        browser.submit(&refused, "form[action='/fn/discard_cinema_changes']", &[]).await;
        let page = open(&mut browser, Section::Physique).await;
        assert_eq!((held(&page, "height").as_deref(), held(&page, "eye_color").as_deref()), (Some("181"), Some("odd")));
        for (section, field) in [(Section::Types, "talent_types"), (Section::Origins, "nationality")] {
            let refused = save(&mut browser, section, &[(field, "")]).await;
            assert!(refused.has(&format!("#errors a[href='#field-{field}']")), "{section:?}: {}", refused.text());
        }
        // A shown name leads to the field that has it.
        let refused = save(&mut browser, Section::Pictures, &[("years_of_experience", "99")]).await;
        assert!(refused.has("#errors a[href='#field-years_of_experience']"), "{}", refused.text());
        assert!(refused.has("#field-years_of_experience"));
    }

    async fn what_a_form_did_not_send_is_not_wiped(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        for (section, body) in [("physique", "height=183"), ("networks", "x=https://x.com/canari8"), ("skills", "")] {
            let page = browser.get(&format!("/cinema/edit?section={section}")).await;
            let base = page.attribute(&format!("{SECTION} input[name=base]"), "value").unwrap();
            let body = format!("section={section}&base={base}&{body}");
            let answer = browser.request(Method::POST, "/fn/save_cinema_section", Some(body)).await;
            assert_eq!(answer.status, StatusCode::FOUND);
        }
        let physique = open(&mut browser, Section::Physique).await;
        assert_eq!((held(&physique, "height").as_deref(), held(&physique, "build").as_deref()), (Some("183"), Some("average")));
        let networks = open(&mut browser, Section::Networks).await;
        assert_eq!(held(&networks, "imdb").as_deref(), Some("https://www.imdb.com/name/nm0000001"));
        assert_eq!(held(&open(&mut browser, Section::Skills).await, "other_talents").as_deref(), Some("horse_riding"));
        let answer = browser.upload("/cinema/edit/files", &[("action", "save")], &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let pictures = open(&mut browser, Section::Pictures).await;
        assert_eq!(held(&pictures, "production_title").as_deref(), Some("Canarifilm one"));
        assert_eq!(held(&pictures, "visibility").as_deref(), Some("public"));
    }

    async fn two_tabs_do_not_silently_overwrite_each_other(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        for (section, changes, theirs, mine) in [
            (Section::Physique, [("height", "171")], "171 cm", [("height", "172")]),
            (Section::Residence, [("city_of_residence", "Rabat")], "Rabat", [("city_of_residence", "Agadir")]),
            (Section::Pictures, [("production_title", "Canarifilm their")], "Canarifilm their", [("production_title", "Canarifilm mine")]),
        ] {
            let (one, two) = (open(&mut browser, section).await, open(&mut browser, section).await);
            let save = ("action", "save");
            let first = browser.submit(&one, SECTION, &[changes[0], save]).await;
            assert!(is_overview(&first), "{section:?}: {}", first.text());
            let told = browser.submit(&two, SECTION, &[mine[0], save]).await;
            assert!(told.text().contains("a changé entre-temps") && told.text().contains(theirs), "{section:?}: {}", told.text());
            assert_eq!(held(&told, mine[0].0).as_deref(), Some(mine[0].1));
            // Having seen both, the person decides.
            assert!(is_overview(&browser.submit(&told, SECTION, &[save]).await));
            assert_eq!(held(&open(&mut browser, section).await, mine[0].0).as_deref(), Some(mine[0].1));
        }
    }

    async fn a_shared_answer_changed_in_the_other_form_is_a_conflict_too(app: TestApp) {
        let mut browser = with_both(&app).await;
        let mine = open(&mut browser, Section::Pictures).await;
        let career = main_section(&mut browser, "career").await;
        browser.submit(&career, SECTION, &[("years_experience", "41")]).await;
        let told = browser.submit(&mine, SECTION, &[("years_of_experience", "42"), ("action", "save")]).await;
        assert!(told.text().contains("a changé entre-temps") && told.text().contains("41"), "{}", told.text());
        assert_eq!(held(&told, "years_of_experience").as_deref(), Some("42"));
    }

    async fn nobody_crosses_eighteen_by_editing(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        let young = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let refused = save(&mut browser, Section::Identity, &[("date_of_birth", &young)]).await;
        assert!(refused.has("#errors a[href='#field-date_of_birth']"), "{}", refused.text());
        assert_eq!(held(&refused, "date_of_birth"), Some(young));
    }

    async fn without_script_a_button_shows_the_cities_of_another_country(app: TestApp) {
        let mut browser = with_cinema(&app).await;
        let page = open(&mut browser, Section::Residence).await;
        let shown = browser.submit(&page, SECTION, &[("country_of_residence", "SN"), ("action", "cities")]).await;
        assert!(shown.has("select[name=city_of_residence] option[value=Dakar]"), "{}", shown.text());
        assert!(!shown.has("#errors"), "nobody asked to store it yet: {}", shown.text());
        let stored = browser.submit(&shown, SECTION, &[("city_of_residence", "Dakar"), ("action", "save")]).await;
        assert!(is_overview(&stored) && stored.text().contains("Dakar"), "{}", stored.text());
    }
}
