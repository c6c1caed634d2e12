//! The registration form, without scripts.

use std::time::Duration;

use http::StatusCode;
use talentsmaroc::{
    domain::registration::{FormStep as _, RegistrationDraft, Step, fields},
    server::{context::Viewer, security::cookies, services::registration::drafts},
};

use crate::support::{
    TestApp, accounts,
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    files::give_photo,
    on_both, on_sqlite,
    own_data::number,
    people::form_request,
    registration::{REVIEW, STEP, code_on, fill_in, register, typed},
};

on_both! {
    async fn somebody_registers_and_is_signed_in(app: TestApp) {
        let mut browser = app.browser();
        let done = register(&mut browser, &[("talents", "music"), ("talents", "driver")]).await;
        assert_eq!(done.address, "/auth/register/done", "{}", done.text());
        assert_eq!(code_on(&done), "MACAS0001F");
        assert!(browser.cookies.contains_key("session"));
        assert!(!browser.cookies.contains_key("draft"));
        // A person with a profile does not register again.
        let again = browser.get("/auth/register").await;
        assert_eq!(again.via, ["/auth/register"]);
        assert_eq!(again.address, "/profile/dashboard");
    }

    async fn the_last_page_hands_the_profile_on_and_offers_what_it_lacks(app: TestApp) {
        let mut browser = app.browser();
        let done = register(&mut browser, &[]).await;
        let link = done.attribute("main a[href^='https://wa.me/?text=']", "href").unwrap();
        assert!(link.ends_with("%2Fprofile%2Fview%2FMACAS0001F") && !link.contains(' '), "{link}");
        let address = done.attribute("main input[readonly]", "value").unwrap();
        assert_eq!(address, "http://127.0.0.1:3000/profile/view/MACAS0001F");
        for path in ["/profile/edit?section=documents", "/cinema/register", "/profile/dashboard"] {
            assert!(done.has(&format!("main a[href='{path}']")), "{path}: {}", done.text());
        }
        // What is there is not offered.
        let person_id = number(&app, "SELECT id AS n FROM people").await;
        give_photo(&app.state, person_id).await;
        give_cinema(&app.state, person_id, &TestCinema::new(1)).await;
        for page in ["/auth/register/done", "/cinema/register/done"] {
            let done = browser.get(page).await;
            assert_eq!(done.status, StatusCode::OK, "{page}");
            for path in ["/profile/edit?section=documents", "/cinema/edit?section=pictures", "/cinema/register", "/auth/register"] {
                assert!(!done.has(&format!("main a[href='{path}']")), "{page}: {path}");
            }
        }
        // What only its owner can open is not handed on.
        let mut other = app.browser();
        let done = register(&mut other, &[("email", "other@example.org"), ("visibility", "private")]).await;
        assert_eq!(done.address, "/auth/register/done", "{}", done.text());
        assert!(!done.has("main a[href^='https://wa.me/']") && !done.has("main input[readonly]"), "{}", done.text());
    }

    async fn each_wrong_field_names_itself_and_the_others_keep_their_values(app: TestApp) {
        for (field, value) in [
            ("first_name", ""),
            ("last_name", ""),
            ("date_of_birth", "2999-01-01"),
            ("gender", "X"),
            ("email", "nobody"),
            ("phone", "12"),
            ("password", "short"),
            ("password_confirm", "another one entirely"),
            ("residence_country", "XX"),
            ("residence_city", "Nowhere"),
            ("talents", "juggling"),
            ("passport_number", "012345678901234567890123456789012345678901234567890"),
            ("whatsapp", "12"),
            ("country_of_origin", "XX"),
            ("nationality", "XX"),
            ("years_experience", "81"),
            ("languages", "klingon"),
            ("availability", "never"),
            ("work_mode", "moon"),
            ("hourly_rate", "-1"),
            ("monthly_rate", "1.5"),
            ("rate_currency", "XXX"),
            ("portfolio_url", "javascript:alert(1)"),
            ("website", "http://localhost/"),
            ("instagram", "https://facebook.com/amina"),
            ("visibility", "everybody"),
            ("accept_terms", ""),
            ("accept_privacy", ""),
        ] {
            let mut browser = app.browser();
            let page = fill_in(&mut browser, &[(field, value)]).await;
            let wrong = page.texts("#errors li").len();
            assert_eq!(wrong, 1, "{field}: {}", page.text());
            assert!(page.has(&format!("#errors a[href='#field-{field}']")), "{field}: {}", page.html());
            assert!(page.has(&format!("#field-{field}-error")), "{field}");
            let step = page.attribute(&format!("{STEP} input[name=step]"), "value").unwrap();
            for (name, kept) in typed(&step, &[(field, value)]) {
                if !name.starts_with("password") && name != field {
                    assert!(holds(&page, name, kept), "{name} was lost when {field} was wrong");
                }
            }
            assert!(!page.html().contains("velvet tram"), "a password came back");
        }
    }

    async fn an_address_is_registered_once(app: TestApp) {
        let mut first = app.browser();
        let mut second = app.browser();
        fill_in(&mut first, &[]).await;
        // The second one finished the form before the first one sent it.
        let review = fill_in(&mut second, &[("email", " AMINA@example.org"), ("first_name", "Zineb")]).await;
        assert_eq!(code_on(&register_review(&mut first).await), "MACAS0001F");
        let refused = second.submit(&review, REVIEW, &[]).await;
        assert_eq!(refused.status, StatusCode::OK);
        assert!(refused.has("#errors a[href='#field-email']"), "{}", refused.text());
        assert!(refused.has("a[href^='/auth/login?next=']"));
        let identity = second.get("/auth/register?step=identity").await;
        assert!(holds(&identity, "first_name", "Zineb"));
        // A third one is refused at once.
        let told = fill_in(&mut app.browser(), &[]).await;
        assert!(told.has("#errors a[href='#field-email']"));
    }

    async fn a_minor_needs_a_guardian_and_is_never_public(app: TestApp) {
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let mut browser = app.browser();
        let page = fill_in(&mut browser, &[("date_of_birth", &born)]).await;
        for field in ["guardian_name", "guardian_phone", "guardian_consent"] {
            assert!(page.has(&format!("#errors a[href='#field-{field}']")), "{field}");
        }
        let guardian = [
            ("date_of_birth", born.as_str()),
            ("guardian_name", "Parent Exemple"),
            ("guardian_phone", "+12025550143"),
            ("guardian_consent", "on"),
        ];
        let public = fill_in(&mut app.browser(), &guardian).await;
        assert!(public.has("#errors a[href='#field-visibility']"), "{}", public.text());
        let members: Vec<_> = guardian.into_iter().chain([("visibility", "members")]).collect();
        assert_eq!(code_on(&register(&mut app.browser(), &members).await), "MACAS0001F");
    }

    async fn another_country_shows_its_cities(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register?step=location").await;
        assert!(page.has("option[value='Casablanca']"));
        let fields = [("residence_country", "FR"), ("action", "cities")];
        let page = browser.submit(&page, STEP, &fields).await;
        assert!(page.has("option[value='Paris']") && !page.has("option[value='Casablanca']"));
        assert!(!page.has("#errors"));
        let page = browser.get("/cinema/api/cities/fr").await;
        assert!(page.html().starts_with(r#"{"country_code":"FR","cities":["#), "{}", page.html());
        let page = browser.get("/cinema/api/cities/XX").await;
        assert_eq!(page.html(), r#"{"country_code":"XX","cities":[]}"#);
    }

    async fn arabic_pages_name_cities_in_arabic(app: TestApp) {
        let mut browser = app.browser();
        browser.cookies.insert("lang".to_owned(), "ar".to_owned());
        let page = browser.get("/auth/register?step=location").await;
        assert!(page.html().contains("الدار البيضاء"), "{}", page.text());
        assert!(page.has("option[value='Casablanca']"), "the value stays what is stored");
        let page = browser.get("/cinema/api/cities/MA?lang=ar").await;
        assert!(page.html().contains("\"Casablanca\"") && page.html().contains("الدار البيضاء"), "{}", page.html());
        // What is written in Arabic is the same city.
        let casablanca = [("residence_city", "other"), ("residence_city_other", "الدار البيضاء")];
        assert_eq!(code_on(&register(&mut app.browser(), &casablanca).await), "MACAS0001F");
        assert!(browser.get("/profile/view/MACAS0001F").await.text().contains("الدار البيضاء"));
        browser.cookies.insert("lang".to_owned(), "fr".to_owned());
        assert!(browser.get("/profile/view/MACAS0001F").await.text().contains("Casablanca"));
    }

    async fn a_written_city_gives_its_letters(app: TestApp) {
        let lodz = [("residence_country", "PL"), ("residence_city", "other"), ("residence_city_other", "Łódźka Wieś")];
        assert_eq!(code_on(&register(&mut app.browser(), &lodz).await), "PLLOD0001F");
        let casablanca = [("email", "b@example.org"), ("residence_city", ""), ("residence_city_other", "casablancà")];
        assert_eq!(code_on(&register(&mut app.browser(), &casablanca).await), "MACAS0001F");
    }

    async fn going_back_keeps_what_was_typed_and_complains_of_nothing(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register?step=contact").await;
        let page = browser.submit(&page, STEP, &[("email", "half@"), ("action", "back")]).await;
        assert_eq!(page.address, "/auth/register?step=identity#step");
        let page = browser.get("/auth/register?step=contact").await;
        assert!(holds(&page, "email", "half@") && !page.has("#errors"));
    }

    async fn starting_again_forgets_everything(app: TestApp) {
        let mut browser = app.browser();
        let page = fill_in(&mut browser, &[("gender", "")]).await;
        let page = browser.submit(&page, "form[action='/fn/reset_registration']", &[]).await;
        assert!(!page.html().contains("Exemple"));
        assert!(!browser.cookies.contains_key("draft"));
    }

    async fn a_draft_is_forgotten_after_a_week(app: TestApp) {
        let mut browser = app.browser();
        fill_in(&mut browser, &[("gender", "")]).await;
        app.state.clock.advance(chrono::TimeDelta::days(6));
        assert!(holds(&browser.get("/auth/register?step=identity").await, "first_name", "Amina"));
        app.state.clock.advance(chrono::TimeDelta::days(2));
        assert!(holds(&browser.get("/auth/register?step=identity").await, "first_name", ""));
        let erased = talentsmaroc::server::services::registration::drafts::purge_expired_drafts(&app.state).await.unwrap();
        assert_eq!(erased, 1);
    }

    async fn another_browser_sees_nothing_of_a_draft(app: TestApp) {
        let mut browser = app.browser();
        fill_in(&mut browser, &[("gender", "")]).await;
        let mut stranger = app.browser();
        stranger.cookies.insert("draft".to_owned(), "A".repeat(43));
        assert!(!stranger.get("/auth/register?step=identity").await.html().contains("Amina"));
    }

    async fn sent_twice_it_registers_once(app: TestApp) {
        let mut browser = app.browser();
        let review = fill_in(&mut browser, &[]).await;
        let mut twin = browser.clone();
        let (first, second) = tokio::join!(browser.submit(&review, REVIEW, &[]), twin.submit(&review, REVIEW, &[]));
        let codes = [&first, &second].into_iter().filter(|page| page.has("img[src='/qr/MACAS0001F.png']")).count();
        assert_eq!(codes, 1, "{} | {}", first.address, second.address);
        assert!(first.status.is_success() && second.status.is_success());
    }

    async fn a_draft_asks_about_ten_addresses_however_they_arrive(app: TestApp) {
        accounts::member(&app, "known@example.org").await;
        let mut browser = app.browser();
        let page = browser.get("/auth/register").await;
        browser.submit(&page, STEP, &typed("identity", &[])).await;
        let sent: Vec<_> = (0..12)
            .map(|number| {
                let mut browser = browser.clone();
                tokio::spawn(async move {
                    let email = format!("nobody{number}@example.org");
                    let sent = [("step", "contact"), ("email", email.as_str())];
                    // So many at once may get in each other's way.
                    while browser.post("/fn/save_registration_step", &sent).await.status.is_server_error() {}
                })
            })
            .collect();
        for answer in sent {
            answer.await.unwrap();
        }
        assert_eq!(draft_of(&app, &browser).await.email_checks, 10);
        let taken = "#errors a[href='#field-email']";
        let sent = [("step", "contact"), ("email", "known@example.org")];
        let told = browser.post("/fn/save_registration_step", &sent).await;
        assert!(told.has("#errors") && !told.has(taken), "the eleventh address is not asked about");
        let mut other = app.browser();
        assert!(other.post("/fn/save_registration_step", &sent).await.has(taken));
    }

    async fn five_hundred_at_once_get_the_numbers_one_to_five_hundred(app: TestApp) {
        const PEOPLE: usize = 500;
        // One form is filled in by hand; the drafts of the others differ from it in the address.
        let mut first = app.browser();
        let review = fill_in(&mut first, &[("email", "person@example.org")]).await;
        let filled_in = draft_of(&app, &first).await;
        let mut ready = Vec::new();
        for number in 1..=PEOPLE {
            let mut browser = app.browser();
            let token = copy_draft(&app, &filled_in, &format!("person{number}@example.org")).await;
            browser.cookies.insert(cookies::DRAFT.to_owned(), token);
            ready.push(browser);
        }
        let sent: Vec<_> = ready
            .into_iter()
            .map(|mut browser| {
                let review = review.clone();
                tokio::spawn(async move { code_on(&browser.submit(&review, REVIEW, &[]).await) })
            })
            .collect();
        let ended = tokio::time::timeout(LONGEST, futures_util::future::join_all(sent)).await.expect("nobody waits so long");
        let mut codes: Vec<_> = ended.into_iter().map(Result::unwrap).collect();
        codes.sort();
        let expected: Vec<_> = (1..=PEOPLE).map(|number| format!("MACAS{number:04}F")).collect();
        assert_eq!(codes, expected);
    }
}

/// Five hundred registrations take seconds, on a busy machine with a debug build a minute.
const LONGEST: Duration = Duration::from_secs(180);

/// What the visitor has typed so far.
async fn draft_of(app: &TestApp, browser: &Browser) -> RegistrationDraft {
    let visitor = form_request(&Viewer::Anonymous, browser.cookies.get(cookies::DRAFT).cloned());
    let mut conn = app.state.db.read().await.unwrap();
    drafts::find::<RegistrationDraft>(&app.state, &mut conn, Step::FORM, &visitor).await.unwrap().unwrap().content
}

/// Stores the same answers for another visitor; returns the value of their cookie.
async fn copy_draft(app: &TestApp, draft: &RegistrationDraft, email: &str) -> String {
    let fill = |copy: &mut RegistrationDraft| {
        copy.clone_from(draft);
        copy.values.set(fields::EMAIL, vec![email.to_owned()]);
    };
    let visitor = form_request(&Viewer::Anonymous, None);
    let changed = drafts::change(&app.state, Step::FORM, &visitor, fill).await.unwrap();
    changed.new_token.expect("a new draft")
}

/// Sends the review of a visitor who filled in every step.
async fn register_review(browser: &mut crate::support::browser::Browser) -> crate::support::browser::Page {
    let review = browser.get("/auth/register?step=review").await;
    browser.submit(&review, REVIEW, &[]).await
}

/// Whether a field of the page holds a value.
fn holds(page: &crate::support::browser::Page, name: &str, value: &str) -> bool {
    let (_, _, body) = crate::support::browser::filled_form(page, STEP, &[]);
    let mut sent = form_urlencoded::parse(body.as_bytes()).filter(|(n, _)| n == name).peekable();
    (value.is_empty() && sent.peek().is_none()) || sent.any(|(_, v)| v == value)
}

on_sqlite! {
    async fn six_talents_are_refused(app: TestApp) {
        let six = ["music", "dance", "dj", "taxi", "nurse", "sales"].map(|key| ("talents", key));
        let page = fill_in(&mut app.browser(), &six).await;
        assert!(page.has("#errors a[href='#field-talents']"), "{}", page.text());
        assert_eq!(page.texts("input[name=talents][checked]").len(), 6);
    }

    async fn too_many_forms_of_one_address_have_to_wait(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        let mut browser = app.browser();
        let page = browser.get("/auth/register").await;
        let page = browser.submit(&page, STEP, &typed("identity", &[])).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.headers.contains_key(http::header::RETRY_AFTER));
    }

    async fn nobody_judges_the_password_of_whoever_may_not_begin(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1"), ("PASSWORD_HASHERS", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        // Passwords are hashed in the order they came.
        let state = app.state.clone();
        let (begun, waits) = tokio::sync::oneshot::channel();
        let queue = tokio::spawn(async move {
            let hash = |number: usize| state.security.passwords.hash(format!("couscous lantern {number}"));
            let queue = futures_util::future::join_all((0..40).map(hash));
            begun.send(()).unwrap();
            queue.await
        });
        waits.await.unwrap();
        let sent = [typed("contact", &[]), vec![("step", "contact")]].concat();
        let refused = app.browser().post("/fn/save_registration_step", &sent).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!queue.is_finished(), "the refusal waited for its turn");
        assert!(queue.await.unwrap().iter().all(Result::is_ok));
    }
}
