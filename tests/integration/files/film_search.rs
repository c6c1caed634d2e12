//! Films are found at TMDb for those who fill in a form; whatever TMDb does, the form goes on, and the key is never
//! revealed.

use std::{fs, process::Stdio};

use chrono::TimeDelta;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{
    TestApp, accounts,
    browser::Browser,
    database, on_both, on_sqlite,
    registration::{STEP, typed},
    server::Server,
    tmdb::{KEY, Next, TOKEN, TmdbStandIn, movie, results},
};

async fn using(app: TestApp, tmdb: &TmdbStandIn) -> TestApp {
    let settings = tmdb.settings();
    app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
}

/// Begins the form, which is enough to search.
async fn begin(browser: &mut Browser) {
    let page = browser.get("/auth/register").await;
    browser.submit(&page, STEP, &typed("identity", &[])).await;
}

async fn begun(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    begin(&mut browser).await;
    browser
}

async fn search(browser: &mut Browser, words: &str) -> (StatusCode, Value) {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("query", words).finish();
    let page = browser.request(Method::GET, &format!("/cinema/api/search_movies?{query}"), None).await;
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/json", "{}", page.status);
    assert_eq!(page.headers.contains_key(header::RETRY_AFTER), page.status == StatusCode::TOO_MANY_REQUESTS);
    let cache = page.headers[header::CACHE_CONTROL].to_str().unwrap();
    assert!(cache.contains("no-store"), "{cache}");
    assert!(!page.html().contains(KEY));
    (page.status, serde_json::from_slice(&page.bytes).unwrap())
}

on_both! {
    async fn films_and_series_are_found_as_the_form_takes_them(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let app = using(app, &tmdb).await;
        let expected = json!({
            "results": [
                { "id": "film-1", "tmdb_id": 1, "title": "Ali Zaoua", "year": 2000, "type": "film", "poster_url": "/files/poster/Affiche1.jpg", "poster": "Affiche1.jpg" },
                { "id": "series-1", "tmdb_id": 1, "title": "مسلسل", "year": null, "type": "series", "poster_url": null, "poster": null },
            ],
            "total": 2,
        });
        assert_eq!(search(&mut begun(&app).await, "  Ali   Zaoua ").await, (StatusCode::OK, expected.clone()));
        accounts::member(&app, "amina@example.org").await;
        let mut browser = app.browser();
        accounts::sign_in(&mut browser, "amina@example.org", accounts::PASSWORD).await;
        assert_eq!(search(&mut browser, "ALI ZAOUA").await, (StatusCode::OK, expected));
        assert_eq!(tmdb.searched(), ["Ali Zaoua"], "the second answer was kept from the first");
    }

    async fn only_who_fills_in_a_form_may_ask(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let app = using(app, &tmdb).await;
        let refused = (StatusCode::UNAUTHORIZED, json!({ "code": "film_search_not_allowed" }));
        assert_eq!(search(&mut app.browser(), "zaoua").await, refused);
        let mut forger = app.browser();
        forger.cookies.insert("draft".to_owned(), "0123456789abcdef0123456789abcdef0123456789A".to_owned());
        assert_eq!(search(&mut forger, "zaoua").await, refused);
        let mut browser = begun(&app).await;
        assert_eq!(search(&mut browser, "zaoua").await.0, StatusCode::OK);
        app.state.clock.advance(TimeDelta::days(8));
        assert_eq!(search(&mut browser, "zaoua").await, refused, "the draft has expired");
        assert_eq!(tmdb.searched().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_neither_the_key_nor_what_was_searched() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    let url = format!("sqlite:{}", path.display());
    let log = folder.path().join("log.txt");
    let tmdb = TmdbStandIn::start([Next::Answer(500, Vec::new()), Next::HangUp, Next::Answer(401, Vec::new())]).await;
    let settings = tmdb.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.push(("LOG", "trace"));
    for base in [None, Some("http://127.0.0.1:9")] {
        settings.extend(base.map(|base| ("TMDB_BASE_URL", base)));
        let to = fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
        let server = Server::start_logging(folder.path(), &url, &settings, Stdio::from(to)).await;
        let mut browser = Browser::over_http(server.address);
        begin(&mut browser).await;
        for _ in 0..4 {
            search(&mut browser, "canarizaoua").await;
        }
    }
    assert_eq!(tmdb.searched(), ["canarizaoua"; 4]);
    let log = fs::read_to_string(&log).unwrap();
    assert_eq!(log.matches("the film search failed").count(), 7, "{log}");
    assert!(log.contains("TMDB_API_KEY is not known to TMDb"), "the operator is told");
    for secret in [KEY, "canarizaoua", "api_key"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

on_sqlite! {
    async fn a_token_goes_into_a_header(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let app = using(app, &tmdb).await.with(&[("TMDB_API_KEY", TOKEN)]).await;
        assert_eq!(search(&mut begun(&app).await, "zaoua").await.0, StatusCode::OK);
    }

    async fn answers_are_short_and_kept_for_a_day(app: TestApp) {
        let many: Vec<Value> = (1..=20).map(|number| movie(number, &format!("Film {number}"))).collect();
        let tmdb = TmdbStandIn::start([Next::Find(results(&many)), Next::Find(results(&[]))]).await;
        let app = using(app, &tmdb).await;
        let mut browser = begun(&app).await;
        let (_, found) = search(&mut browser, "film").await;
        assert_eq!((found["results"].as_array().unwrap().len(), &found["total"]), (10, &json!(10)));
        app.state.clock.advance(TimeDelta::hours(23));
        assert_eq!(search(&mut browser, "Film").await.1["total"], 10);
        app.state.clock.advance(TimeDelta::hours(2));
        assert_eq!(search(&mut browser, "film").await.1, json!({ "results": [], "total": 0 }));
        assert_eq!(tmdb.searched().len(), 2);
    }

    async fn whatever_tmdb_does_there_is_an_answer_of_ours(app: TestApp) {
        let huge = format!("{{\"results\":[],\"x\":\"{}\"}}", "x".repeat(300 * 1024));
        let troubles = [
            Next::Answer(429, b"{}".to_vec()),
            Next::Answer(500, b"oops".to_vec()),
            Next::Answer(302, Vec::new()),
            Next::Answer(200, b"<html>maintenance</html>".to_vec()),
            Next::Answer(200, b"{\"results\": 3}".to_vec()),
            Next::Answer(200, huge.into_bytes()),
            Next::HangUp,
        ];
        let count = troubles.len();
        let tmdb = TmdbStandIn::start(troubles.into_iter().chain([Next::Sleep])).await;
        let app = using(app, &tmdb).await;
        let mut browser = begun(&app).await;
        for number in 0..count {
            let answer = search(&mut browser, "zaoua").await;
            assert_eq!(answer, (StatusCode::BAD_GATEWAY, json!({ "code": "film_search_failed" })), "{number}");
        }
        let slow = search(&mut browser, "zaoua").await;
        assert_eq!(slow, (StatusCode::GATEWAY_TIMEOUT, json!({ "code": "film_search_too_slow" })));
        assert_eq!(search(&mut browser, "zaoua").await.0, StatusCode::OK, "troubles are not kept");
        let app = app.with(&[("TMDB_API_KEY", "notthekey")]).await;
        assert_eq!(search(&mut begun(&app).await, "zaoua").await.0, StatusCode::BAD_GATEWAY);
        let app = app.with(&[("TMDB_BASE_URL", "http://127.0.0.1:9")]).await;
        assert_eq!(search(&mut begun(&app).await, "zaoua").await.0, StatusCode::BAD_GATEWAY);
    }

    async fn without_a_key_the_form_is_told(app: TestApp) {
        let told = search(&mut begun(&app).await, "zaoua").await;
        assert_eq!(told, (StatusCode::SERVICE_UNAVAILABLE, json!({ "code": "film_search_not_configured" })));
    }

    async fn too_short_and_too_often(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let app = using(app, &tmdb).await.with(&[("LIMIT_FILM_SEARCHES_PER_MINUTE", "2")]).await;
        let mut browser = begun(&app).await;
        for words in ["", " ", "z", "  z  "] {
            assert_eq!(search(&mut browser, words).await, (StatusCode::BAD_REQUEST, json!({ "code": "film_search_too_short" })));
        }
        let plain = browser.request(Method::GET, "/cinema/api/search_movies", None).await;
        assert_eq!(plain.status, StatusCode::BAD_REQUEST);
        assert_eq!(search(&mut browser, "zi").await.0, StatusCode::OK);
        assert_eq!(search(&mut browser, &"z".repeat(3_000)).await.0, StatusCode::OK);
        assert_eq!(tmdb.searched()[1].len(), 100);
        assert_eq!(search(&mut browser, "zi").await, (StatusCode::TOO_MANY_REQUESTS, json!({ "code": "film_search_too_fast" })));
        let mut neighbour = begun(&app).await;
        neighbour.ip = [198, 51, 100, 9].into();
        assert_eq!(search(&mut neighbour, "zi").await.0, StatusCode::OK);
        app.state.clock.advance(TimeDelta::seconds(30));
        assert_eq!(search(&mut browser, "zi").await.0, StatusCode::OK);
    }
}
