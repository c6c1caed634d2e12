//! Limits that a visitor meets keep what was typed and say how long to wait.

use chrono::TimeDelta;
use http::{HeaderValue, Method, StatusCode, header};

use crate::support::{
    browser::{Browser, Page},
    on_sqlite,
    registration::{REVIEW, STEP, code_on, fill_in, typed},
};

/// Minutes to wait, as each language says it on a page.
const AN_HOUR: [(&str, &str); 3] =
    [("fr", "Attendez 60 minutes"), ("en", "Wait 60 minutes"), ("ar", "انتظروا 60 دقيقة")];

/// Of the form that the page shows.
fn value(page: &Page, name: &str) -> String {
    page.attribute(&format!("{STEP} input[name={name}]"), "value").unwrap_or_default()
}

fn assert_refused(page: &Page, said: &str) {
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text());
    let waits: Vec<_> = page.headers.get_all(header::RETRY_AFTER).iter().collect();
    assert_eq!(waits.len(), 1, "{waits:?}");
    assert!(waits[0].to_str().unwrap().parse::<u64>().unwrap() > 0);
    assert!(page.texts("#refused").join(" ").contains(said), "{}", page.text());
    assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
}

/// Sends the first step of the main form after the only one of this network.
async fn begin_too_late(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let page = browser.get("/auth/register").await;
    let answers: Vec<_> = typed("identity", answers).into_iter().chain([("action", "next")]).collect();
    browser.submit(&page, STEP, &answers).await
}

on_sqlite! {
    async fn the_first_step_comes_back_with_what_was_typed(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        app.state.clock.stop();
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        for (language, said) in AN_HOUR {
            let mut browser = app.browser();
            browser.language = language;
            let page = begin_too_late(&mut browser, &[("last_name", "Ex & Emple")]).await;
            assert_refused(&page, said);
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(language));
            assert_eq!(value(&page, "first_name"), "Amina");
            assert_eq!(value(&page, "last_name"), "Ex & Emple");
            assert_eq!(value(&page, "date_of_birth"), "1990-02-28");
            assert!(page.has("input[name=gender][value=F][checked], select[name=gender] option[value=F][selected]"));
            assert!(!page.has("#errors"), "nothing is wrong with the answers");
            assert!(browser.cookies.is_empty());
        }
        let mut browser = app.browser();
        let refused = begin_too_late(&mut browser, &[]).await;
        app.state.clock.advance(TimeDelta::hours(1));
        let next = browser.submit(&refused, STEP, &[]).await;
        assert_eq!(next.status, StatusCode::OK, "{}", next.text());
        assert_eq!(value(&next, "step"), "contact");
    }

    async fn a_later_step_comes_back_too_but_no_password(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        let sent = [typed("contact", &[]), vec![("step", "contact"), ("action", "next")]].concat();
        let page = app.browser().post("/fn/save_registration_step", &sent).await;
        assert_refused(&page, "Attendez");
        assert_eq!(value(&page, "step"), "contact");
        assert_eq!(value(&page, "email"), "amina@example.org");
        assert!(!page.html().contains("velvet tram olive seven"));
        assert!(page.texts("#refused").join(" ").contains("mots de passe"));
    }

    async fn the_casting_form_keeps_what_was_typed_too(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        let sent = [("step", "identity"), ("action", "next"), ("first_name", "Amina"), ("id_document_number", "P-77")];
        let page = app.browser().post("/fn/save_cinema_step", &sent).await;
        assert_refused(&page, "Attendez");
        assert_eq!((value(&page, "first_name").as_str(), value(&page, "id_document_number").as_str()), ("Amina", "P-77"));
    }

    async fn a_whole_form_can_be_sent_after_the_wait(app: TestApp) {
        let app = app.with(&[("LIMIT_REGISTRATIONS_PER_HOUR", "1")]).await;
        app.state.clock.stop();
        let mut first = app.browser();
        let review = fill_in(&mut first, &[]).await;
        code_on(&first.submit(&review, REVIEW, &[]).await);
        for (language, said) in AN_HOUR {
            let mut browser = app.browser();
            browser.language = language;
            let review = fill_in(&mut browser, &[("email", "other@example.org"), ("first_name", "Kenza")]).await;
            let refused = browser.submit(&review, REVIEW, &[]).await;
            assert_refused(&refused, said);
            assert!(refused.text().contains("Kenza"));
            if language == "ar" {
                app.state.clock.advance(TimeDelta::hours(1));
                code_on(&browser.submit(&refused, REVIEW, &[]).await);
            }
        }
    }

    async fn files_beyond_those_of_an_hour_lose_nothing_that_was_typed(app: TestApp) {
        const FILES: &str = "/auth/register/files";
        let app = app.with(&[("LIMIT_UPLOADS_PER_HOUR", "1")]).await;
        let mut browser = app.browser();
        let fields = |address| [("step", "documents"), ("action", "next"), ("portfolio_url", address)];
        let taken = browser.upload(FILES, &fields("https://portfolio.example/a"), &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        let sent = fields("https://portfolio.example/b");
        let page = browser.upload(FILES, &sent, &[("cv", "cv.pdf", b"%PDF-1.7")]).await;
        assert_refused(&page, "Attendez");
        assert_eq!(value(&page, "portfolio_url"), "https://portfolio.example/b");
    }

    async fn texts_of_refused_files_are_read_for_few_at_once_and_not_without_end(app: TestApp) {
        const FILES: &str = "/auth/register/files";
        let app = app.with(&[("LIMIT_UPLOADS_PER_HOUR", "1")]).await;
        let mut browser = app.browser();
        let fields = [("step", "documents"), ("action", "next"), ("portfolio_url", "https://portfolio.example/a")];
        assert_eq!(browser.upload(FILES, &fields, &[]).await.status, StatusCode::SEE_OTHER);
        let plain = |page: &Page| {
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{}", page.text());
            assert!(page.headers.contains_key(header::RETRY_AFTER));
            assert!(!page.has(STEP) && page.has("h1"), "{}", page.text());
        };
        let places = &app.state.security.upload_places;
        let neighbours: Vec<_> = std::iter::from_fn(|| places.enter_for_texts(browser.ip)).collect();
        plain(&browser.upload(FILES, &fields, &[]).await);
        drop(neighbours);
        assert_refused(&browser.upload(FILES, &fields, &[]).await, "Attendez");
        let long = "a".repeat(15_000);
        let many: Vec<_> = std::iter::repeat_n(("portfolio_url", long.as_str()), 9).collect();
        plain(&browser.upload(FILES, &many, &[]).await);
    }

    async fn files_that_come_too_soon_are_answered_in_words(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        let fields = [
            ("step", "documents"),
            ("action", "next"),
            ("portfolio_url", "https://portfolio.example/a"),
            ("passport_number", "X12345"),
        ];
        let page = app.browser().upload("/auth/register/files", &fields, &[]).await;
        assert_refused(&page, "Attendez");
        assert_eq!(value(&page, "passport_number"), "X12345", "nothing stored it");
        assert!(page.has("details[open] input[name=passport_number]"), "what was typed is in sight");
        assert_eq!(value(&page, "portfolio_url"), "https://portfolio.example/a");
        let mut script = app.browser();
        script.language = "en";
        script.extra_headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let told = script.upload("/auth/register/files", &[], &[("photo", "a.jpg", b"x")]).await;
        assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(told.headers.contains_key(header::RETRY_AFTER));
        let told: serde_json::Value = serde_json::from_slice(&told.bytes).unwrap();
        assert_eq!(told["code"], "too_many_requests");
        let sentence = told["detail"].as_str().unwrap();
        assert!(sentence.contains("Wait ") && sentence.contains(" minutes"), "{sentence}");
    }

    async fn programs_get_no_page(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        assert!(fill_in(&mut app.browser(), &[("gender", "")]).await.has("#errors"));
        let mut program = app.browser();
        program.extra_headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let sent = Some("step=identity&first_name=Amina".to_owned());
        let answer = program.request(Method::POST, "/fn/save_registration_step", sent).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.headers.contains_key(header::RETRY_AFTER));
        assert!(!answer.html().contains("Amina"));
    }
}
