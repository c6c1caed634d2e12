//! The CINEMA form, without scripts.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use http::StatusCode;
use talentsmaroc::server::actor::Actor;
use talentsmaroc::{
    domain::registration::cinema::Section,
    server::{
        db::{
            Conn,
            schema::{
                accounts, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills, cinema_profile_types,
                cinema_profiles, consents, identity_documents, people, person_languages, social_links, unique_codes,
            },
        },
        security::cookies::DRAFT,
        services::admin,
    },
};

use crate::support::{
    browser::{Page, filled_form},
    cinema, mails, on_both, registration,
    registration::STEP,
};

/// Expands a query for the database in use.
macro_rules! load {
    ($app:expr, |$c:ident| $query:expr) => {{
        let mut conn = $app.state.db.read().await.unwrap();
        match &mut conn {
            Conn::Sqlite(object) => {
                let $c = &mut **object;
                $query.await.unwrap()
            }
            Conn::Postgres(object) => {
                let $c = &mut **object;
                $query.await.unwrap()
            }
        }
    }};
}

on_both! {
    async fn somebody_registers_in_nine_sections_and_is_signed_in(app: TestApp) {
        let mut browser = app.browser();
        let review = cinema::fill_in(&mut browser, &[("show_origins", "on")]).await;
        assert_eq!(review.address, "/cinema/register?step=review#step", "{}", review.text());
        assert!(!review.html().contains("SPECIMEN"), "a document number came back");
        for section in Section::ALL {
            assert!(review.has(&format!("a[href='/cinema/register?step={}']", section.key())), "{section:?}");
        }
        let done = browser.submit(&review, cinema::REVIEW, &[]).await;
        assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
        assert_eq!(cinema::code_on(&done), "MACAS0001F");
        let link = done.attribute("main a[href^='https://wa.me/?text=']", "href").unwrap();
        assert!(link.ends_with("%2Fcinema%2Fprofile%2FMACAS0001F"), "{link}");
        for path in ["/cinema/edit?section=pictures", "/auth/register"] {
            assert!(done.has(&format!("main a[href='{path}']")), "{path}: {}", done.text());
        }
        assert!(browser.cookies.contains_key("session") && !browser.cookies.contains_key(DRAFT));
        assert_eq!(browser.get("/cinema/register").await.address, "/profile/dashboard");
        let keys: (String, Option<String>, Option<String>) = load!(app, |c| cinema_profiles::table
            .select((cinema_profiles::visibility, cinema_profiles::id_document_type, cinema_profiles::eye_color))
            .first(c));
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(keys, ("public".to_owned(), text("passport"), text("green")));
        let numbers: (Option<i64>, Option<i64>, Option<i64>) = load!(app, |c| cinema_profiles::table
            .select((cinema_profiles::height_cm, cinema_profiles::playing_age_min, cinema_profiles::playing_age_max))
            .first(c));
        assert_eq!(numbers, (Some(172), Some(25), Some(35)));
        let types: Vec<String> =
            load!(app, |c| cinema_profile_types::table.select(cinema_profile_types::talent_type).load(c));
        let skills: Vec<String> = load!(app, |c| cinema_profile_skills::table.select(cinema_profile_skills::skill).load(c));
        let ethnicities: Vec<String> =
            load!(app, |c| cinema_profile_ethnicities::table.select(cinema_profile_ethnicities::ethnicity).load(c));
        assert_eq!((types, skills, ethnicities), (
            vec!["stunt_performer".to_owned()],
            vec!["horse_riding".to_owned()],
            vec!["amazigh".to_owned()],
        ));
        let productions: Vec<(String, Option<i64>, String, Option<String>)> = load!(app, |c| cinema_productions::table
            .select((
                cinema_productions::title,
                cinema_productions::year,
                cinema_productions::kind,
                cinema_productions::role,
            ))
            .load(c));
        assert_eq!(productions, [("Ali Zaoua".to_owned(), Some(2000), "film".to_owned(), text("Figurante"))]);
        let person: (Option<String>, Option<i64>, bool) = load!(app, |c| people::table
            .select((people::nationality, people::years_experience, people::show_origins))
            .first(c));
        assert_eq!(person, (text("MA"), Some(6), true));
        let consents: i64 = load!(app, |c| consents::table.count().get_result(c));
        assert_eq!(consents, 2);
        let mails = mails::all(&app).await;
        assert_eq!(mails.iter().map(|mail| mail.kind.as_str()).collect::<Vec<_>>(), ["registration"]);
        assert!(mails[0].text.contains("/cinema/profile/MACAS0001F"), "{}", mails[0].text);
    }

    async fn each_wrong_field_names_itself_and_the_others_keep_their_values(app: TestApp) {
        for (field, value) in [
            ("first_name", ""),
            ("date_of_birth", "2999-01-01"),
            ("gender", "X"),
            ("id_document_type", ""),
            ("id_document_type", "licence"),
            ("id_document_number", ""),
            ("email", "nobody"),
            ("phone", "12"),
            ("whatsapp", "12"),
            ("website", "http://localhost/"),
            ("password", "short"),
            ("password", "aminaexemple"),
            ("ethnicities", "klingon"),
            ("country_of_origin", "XX"),
            ("nationality", ""),
            ("country_of_residence", "XX"),
            ("city_of_residence", "Nowhere"),
            ("languages", "klingon"),
            ("eye_color", "klingon"),
            ("skin_tone", "klingon"),
            ("height", "49"),
            ("playing_age_min", "111"),
            ("playing_age_max", "24"),
            ("talent_types", ""),
            ("talent_types", "klingon"),
            ("other_talents", "klingon"),
            ("instagram", "https://facebook.com/amina"),
            ("years_of_experience", "81"),
            ("production_title", ""),
            ("visibility", "everybody"),
            ("accept_terms", ""),
        ] {
            let mut browser = app.browser();
            // A password is typed twice.
            let confirmed = (field == "password").then_some(("password_confirm", value));
            let different: Vec<_> = [(field, value)].into_iter().chain(confirmed).collect();
            let page = cinema::fill_in(&mut browser, &different).await;
            let named = if field == "production_title" { "production_title-0" } else { field };
            assert_eq!(page.texts("#errors li").len(), 1, "{field} {value}: {}", page.text());
            assert!(page.has(&format!("#errors a[href='#field-{named}']")), "{field}: {}", page.html());
            assert!(page.has(&format!("#field-{named}-error")), "{field}");
            let section = page.attribute(&format!("{STEP} input[name=step]"), "value").unwrap();
            for (name, kept) in cinema::typed(&section, &[(field, value)]) {
                let secret = name.starts_with("password") || name == "id_document_number";
                if !secret && name != field {
                    assert!(holds(&page, name, kept), "{name} was lost when {field} was wrong");
                }
            }
            assert!(!page.html().contains("velvet tram") && !page.html().contains("SPECIMEN"), "a secret came back");
        }
    }

    async fn a_draft_is_left_and_resumed_beside_the_other_forms(app: TestApp) {
        let mut browser = app.browser();
        let page = cinema::fill_in(&mut browser, &[("nationality", "")]).await;
        assert!(page.has("#errors a[href='#field-nationality']"));
        // The main form's draft has the same cookie and its own answers.
        let main = browser.get("/auth/register").await;
        let main = browser.submit(&main, STEP, &registration::typed("identity", &[("first_name", "Zineb")])).await;
        assert!(!main.has("#errors"), "{}", main.text());
        app.state.clock.advance(chrono::TimeDelta::days(6));
        let page = browser.get("/cinema/register").await;
        assert_eq!(page.attribute(&format!("{STEP} input[name=step]"), "value").as_deref(), Some("origins"));
        assert!(holds(&page, "ethnicities", "amazigh"));
        assert!(holds(&browser.get("/cinema/register?step=identity").await, "first_name", "Amina"));
        assert!(holds(&browser.get("/auth/register?step=identity").await, "first_name", "Zineb"));
        // Erasing one leaves the other.
        let page = browser.get("/cinema/register?step=identity").await;
        let page = browser.submit(&page, "form[action='/fn/reset_cinema_registration']", &[]).await;
        assert!(!page.html().contains("Exemple"));
        assert!(holds(&browser.get("/auth/register?step=identity").await, "first_name", "Zineb"));
    }

    async fn somebody_with_a_main_profile_is_asked_only_what_is_missing(app: TestApp) {
        let mut browser = app.browser();
        let first = [("instagram", "@amina.exemple"), ("github", "amina"), ("address", "1 rue de l’Exemple")];
        registration::register(&mut browser, &first).await;
        let page = browser.get("/cinema/register").await;
        assert!(holds(&page, "first_name", "Amina") && !page.has("input[name=password]"), "{}", page.text());
        assert_eq!(page.attribute(&format!("{STEP} input[name=step]"), "value").as_deref(), Some("identity"));
        let document = [("id_document_type", "national_id"), ("id_document_number", "ZZ-9"), ("action", "next")];
        let page = browser.submit(&page, STEP, &document).await;
        assert_eq!(shown(&page), "origins", "{}", page.text());
        let page = browser.submit(&page, STEP, &[("nationality", "SN"), ("action", "next")]).await;
        // The residence is known.
        assert_eq!(shown(&page), "languages", "{}", page.text());
        let mut page = page;
        for _ in 0..8 {
            if page.address.contains("step=review") {
                break;
            }
            let section = shown(&page);
            let mut answers = cinema::typed(&section, &[("show_links", "on")]);
            answers.push(("action", "next"));
            page = browser.submit(&page, STEP, &answers).await;
            assert!(!page.has("#errors"), "{}", page.text());
        }
        assert!(page.text().contains("amina.exemple"), "{}", page.text());
        let done = browser.submit(&page, cinema::REVIEW, &[]).await;
        assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
        assert_eq!(cinema::code_on(&done), "MACAS0001F");
        let counts: (i64, i64, i64) = (
            load!(app, |c| accounts::table.count().get_result(c)),
            load!(app, |c| people::table.count().get_result(c)),
            load!(app, |c| unique_codes::table.count().get_result(c)),
        );
        assert_eq!(counts, (1, 1, 1), "one account, one person, one code");
        let person: (Option<String>, Option<i64>, bool, bool) = load!(app, |c| people::table
            .select((
                people::nationality,
                people::years_experience,
                people::show_links,
                people::address_encrypted.is_not_null(),
            ))
            .first(c));
        assert_eq!(person, (Some("SN".to_owned()), Some(6), true, true), "shared answers changed, the others stayed");
        let mut networks: Vec<String> = load!(app, |c| social_links::table.select(social_links::network).load(c));
        networks.sort();
        assert_eq!(networks, ["github", "instagram"]);
        let languages: Vec<String> = load!(app, |c| person_languages::table.select(person_languages::language).load(c));
        assert_eq!(languages, ["ar"]);
        let documents: Vec<String> = load!(app, |c| identity_documents::table.select(identity_documents::kind).load(c));
        assert_eq!(documents, ["national_id"]);
        let kinds: Vec<String> = mails::all(&app).await.into_iter().map(|mail| mail.kind).collect();
        assert_eq!(kinds, ["registration", "profile_added"]);
        // What was changed here is what the other form shows.
        assert!(browser.get("/profile/edit").await.text().contains("Sénégalaise"));
    }

    async fn somebody_with_a_cinema_profile_adds_the_main_one(app: TestApp) {
        let mut browser = app.browser();
        cinema::register(&mut browser, &[]).await;
        let mut page = browser.get("/auth/register").await;
        // The main form begins where it asks what CINEMA does not.
        assert_eq!(shown(&page), "contact", "{}", page.text());
        for _ in 0..9 {
            if page.address.contains("step=review") {
                break;
            }
            let mut answers = registration::typed(&shown(&page), &[]);
            answers.push(("action", "next"));
            page = browser.submit(&page, STEP, &answers).await;
            assert!(!page.has("#errors"), "{}", page.text());
        }
        let done = browser.submit(&page, registration::REVIEW, &[]).await;
        assert_eq!(registration::code_on(&done), "MACAS0001F");
        let documents: Vec<String> = load!(app, |c| identity_documents::table.select(identity_documents::kind).load(c));
        assert_eq!(documents, ["passport"]);
        let kinds: Vec<String> = mails::all(&app).await.into_iter().map(|mail| mail.kind).collect();
        assert_eq!(kinds, ["registration", "profile_added"]);
    }

    async fn who_signs_in_while_filling_in_chooses_between_two_answers(app: TestApp) {
        registration::register(&mut app.browser(), &[]).await;
        let mut browser = app.browser();
        let answers = [("email", "other@example.org"), ("first_name", "Mina"), ("phone", "2025550143")];
        cinema::fill_in(&mut browser, &answers).await;
        let login = browser.get("/auth/login?next=%2Fcinema%2Fregister%3Fstep%3Dreview").await;
        let fields = [("identifier", "amina@example.org"), ("password", "velvet tram olive seven")];
        let review = browser.submit(&login, "main form", &fields).await;
        assert!(review.address.starts_with("/cinema/register?step=review"), "{}: {}", review.address, review.text());
        // From now on it is the account's: found from elsewhere, and no longer by the cookie alone.
        let mut elsewhere = app.browser();
        let login = elsewhere.get("/auth/login").await;
        elsewhere.submit(&login, "main form", &fields).await;
        assert!(elsewhere.get("/cinema/register?step=review").await.text().contains("Mina"));
        let mut signed_out = browser.clone();
        signed_out.cookies.remove("session");
        assert!(!signed_out.get("/cinema/register?step=identity").await.html().contains("Mina"));
        let mut offered = review.attributes("input[name=offered]", "value");
        offered.sort();
        assert_eq!(offered, ["first_name", "phone"], "{}", review.text());
        assert!(review.text().contains("Mina") && review.text().contains("+12025550143"));
        // The stored name stays, the typed number is chosen. A review that did not show the choice sends nothing.
        let blind = browser.post("/fn/submit_cinema_registration", &[("typed", "first_name")]).await;
        assert!(blind.address.starts_with("/cinema/register?step=review"), "{}", blind.address);
        let done = browser.submit(&review, cinema::REVIEW, &[("typed", "phone"), ("offered", "first_name"), ("offered", "phone")]).await;
        assert_eq!(cinema::code_on(&done), "MACAS0001F");
        let person: (String, Option<Vec<u8>>) =
            load!(app, |c| people::table.select((people::first_name, people::phone_encrypted)).first(c));
        assert_eq!(person.0, "Amina");
        assert_eq!(app.state.security.keyring.decrypt_text(&person.1.unwrap()).unwrap(), "+12025550143");
    }

    async fn two_tabs_make_one_profile(app: TestApp) {
        let mut browser = app.browser();
        let review = cinema::fill_in(&mut browser, &[]).await;
        let mut twin = browser.clone();
        let (first, second) =
            tokio::join!(browser.submit(&review, cinema::REVIEW, &[]), twin.submit(&review, cinema::REVIEW, &[]));
        assert!(first.status.is_success() && second.status.is_success());
        let codes = [&first, &second].into_iter().filter(|page| page.has("img[src='/qr/cinema/MACAS0001F.png']")).count();
        assert_eq!(codes, 1, "{} | {}", first.address, second.address);
        let profiles: i64 = load!(app, |c| cinema_profiles::table.count().get_result(c));
        assert_eq!(profiles, 1);
    }

    async fn the_draft_of_the_other_form_outlives_a_registration(app: TestApp) {
        // Both forms are filled in before an account exists; sending one makes the person the other one is merged with.
        let mut browser = app.browser();
        cinema::fill_in(&mut browser, &[]).await;
        let main_review = registration::fill_in(&mut browser, &[]).await;
        let done = browser.submit(&main_review, registration::REVIEW, &[]).await;
        assert_eq!(registration::code_on(&done), "MACAS0001F");
        assert!(browser.cookies.contains_key(DRAFT), "the other draft is still there");
        let review = browser.get("/cinema/register?step=review").await;
        let done = browser.submit(&review, cinema::REVIEW, &[]).await;
        assert_eq!(cinema::code_on(&done), "MACAS0001F", "{}", done.text());
        assert!(!browser.cookies.contains_key(DRAFT));
        let people: i64 = load!(app, |c| people::table.count().get_result(c));
        assert_eq!(people, 1);
    }

    async fn a_minor_needs_a_guardian_is_never_public_and_stays_a_minor(app: TestApp) {
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let page = cinema::fill_in(&mut app.browser(), &[("date_of_birth", &born)]).await;
        for field in ["guardian_name", "guardian_phone", "guardian_consent"] {
            assert!(page.has(&format!("#errors a[href='#field-{field}']")), "{field}");
        }
        let guardian = [
            ("date_of_birth", born.as_str()),
            ("guardian_name", "Parent Exemple"),
            ("guardian_phone", "+12025550143"),
            ("guardian_consent", "on"),
        ];
        let public = cinema::fill_in(&mut app.browser(), &guardian).await;
        assert!(public.has("#errors a[href='#field-visibility']"), "{}", public.text());
        let members: Vec<_> = guardian.into_iter().chain([("visibility", "members")]).collect();
        let mut browser = app.browser();
        assert_eq!(cinema::code_on(&cinema::register(&mut browser, &members).await), "MACAS0001F");
        // Adding the other profile is no way to come of age.
        let page = browser.get("/auth/register?step=identity").await;
        let page = browser.submit(&page, STEP, &[("date_of_birth", "1990-02-28"), ("action", "next")]).await;
        assert!(page.has("#errors a[href='#field-date_of_birth']"), "{}", page.text());
        // A new profile needs its own approval, whatever was approved before.
        admin::people::approve(&app.state, &Actor::command_line(), &"MACAS0001F".parse().unwrap()).await.unwrap();
        let mut member = app.browser();
        registration::register(&mut member, &[("email", "member@example.org")]).await;
        assert_eq!(member.get("/cinema/profile/MACAS0001F").await.status, StatusCode::OK);
        let mut page = browser.submit(&page, STEP, &[("date_of_birth", born.as_str()), ("action", "next")]).await;
        for _ in 0..9 {
            if page.address.contains("step=review") {
                break;
            }
            let mut answers = registration::typed(&shown(&page), &members);
            answers.push(("action", "next"));
            page = browser.submit(&page, STEP, &answers).await;
            assert!(!page.has("#errors"), "{}", page.text());
        }
        let done = browser.submit(&page, registration::REVIEW, &[]).await;
        assert!(done.text().contains("doit d’abord approuver"), "{}", done.text());
        assert_eq!(member.get("/cinema/profile/MACAS0001F").await.status, StatusCode::NOT_FOUND);
    }

    async fn an_address_that_has_an_account_leads_to_signing_in_and_back(app: TestApp) {
        registration::register(&mut app.browser(), &[]).await;
        let told = cinema::fill_in(&mut app.browser(), &[]).await;
        assert!(told.has("#errors a[href='#field-email']"), "{}", told.text());
        assert!(told.has("a[href='/auth/login?next=%2Fcinema%2Fregister']"));
    }

    async fn the_landing_page_counts_what_everybody_may_see(app: TestApp) {
        cinema::register(&mut app.browser(), &[]).await;
        cinema::register(&mut app.browser(), &[("email", "b@example.org"), ("visibility", "members")]).await;
        let page = app.browser().get("/cinema").await;
        assert_eq!(page.status, StatusCode::OK);
        let stunts = page.texts("a[href='/cinema/talents?type=stunt_performer']").join(" ");
        assert!(stunts.contains("1 profil public"), "{stunts}");
        assert_eq!(page.texts("a[href^='/cinema/talents?type=']").len(), 13);
        assert!(page.has("form[action='/cinema/talents'] input[name=q]"));
        assert!(!page.html().contains(".wasm"));
    }

    async fn another_country_shows_its_cities(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/cinema/register?step=residence").await;
        assert!(page.has("select[name=city_of_residence] option[value='Casablanca']"));
        let fields = [("country_of_residence", "FR"), ("action", "cities")];
        let page = browser.submit(&page, STEP, &fields).await;
        assert!(page.has("option[value='Paris']") && !page.has("#errors"));
        assert!(holds(&page, "country_of_residence", "FR"));
    }
}

/// The key of the section or step that is shown.
fn shown(page: &Page) -> String {
    let key = page.attribute(&format!("{STEP} input[name=step]"), "value");
    key.unwrap_or_else(|| panic!("no form at {} ({}): {}", page.address, page.status, page.text()))
}

/// Whether a field of the page holds a value.
fn holds(page: &Page, name: &str, value: &str) -> bool {
    let (_, _, body) = filled_form(page, STEP, &[]);
    let mut sent = form_urlencoded::parse(body.as_bytes()).filter(|(n, _)| n == name).peekable();
    (value.is_empty() && sent.peek().is_none()) || sent.any(|(_, v)| v == value)
}
