//! Every error keeps the layout and speaks the visitor's language.

use axum::{Router, routing::get};
use http::{HeaderValue, Method, StatusCode, header};
use talentsmaroc::{
    routes::{ONE_CLICK_UNSUBSCRIBE, ROUTES, Route},
    server::router::guarded,
};

use crate::support::{browser::Browser, on_both, on_sqlite};

on_both! {
    async fn a_dead_database_is_said_honestly(app: TestApp) {
        let mut browser = app.browser();
        browser.cookies.insert("session".to_owned(), "whatever".to_owned());
        app.state.db.close().await;
        let page = browser.get("/about").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.has("h1"));
        assert_eq!(app.browser().get("/about").await.status, StatusCode::OK, "pages without data still answer");
        assert_eq!(app.browser().get("/healthz").await.status, StatusCode::OK);
        assert_eq!(app.browser().get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

on_sqlite! {
    async fn errors_are_pages_in_three_languages(app: TestApp) {
        for (language, dir, title) in [
            ("fr", "ltr", "Cette page n’existe pas"),
            ("en", "ltr", "This page does not exist"),
            ("ar", "rtl", ""),
        ] {
            let mut browser = app.browser();
            browser.language = language;
            let page = browser.get("/nowhere").await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            assert_eq!(page.attribute("html", "lang").unwrap(), language);
            assert_eq!(page.attribute("html", "dir").unwrap(), dir);
            assert!(page.has("header nav a[href='/talents']"), "the layout is kept");
            assert!(title.is_empty() || page.texts("h1") == [title], "{:?}", page.texts("h1"));
            assert!(page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("'nonce-"));
        }
    }

    async fn wrong_methods_are_named(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/logout").await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(page.headers[header::ALLOW], "POST");
        assert!(page.has("h1"));
        assert_eq!(browser.post("/about", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(browser.post("/nowhere", &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_makes_no_sense_is_said_to_make_no_sense(app: TestApp) {
        for (address, body) in [
            ("/lang", "lang=klingon"),
            ("/lang", "lang="),
            ("/lang", "next=%2F"),
            ("/lang", ""),
            ("/lang", "lang=%E9"),
            ("/fn/sign_in", "identifier=%E9t%E9&password=x"),
            ("/fn/save_registration_step", "step=identity&first_name=Andr%E9"),
            ("/fn/save_registration_step", "step=identity&%C3=x"),
        ] {
            let mut browser = app.browser();
            let page = browser.request(Method::POST, address, Some(body.to_owned())).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address} {body}");
            assert_eq!(page.texts("h1"), ["Demande incomplète"], "{address} {body}");
            assert!(browser.cookies.is_empty(), "nothing is begun: {:?}", browser.cookies);
        }
        let utf8 = "lang=ar&next=%2F%3Fq%3D%C3%A9".to_owned();
        assert_eq!(app.browser().request(Method::POST, "/lang", Some(utf8)).await.status, StatusCode::SEE_OTHER);
    }

    async fn too_much_is_refused_before_it_is_read(app: TestApp) {
        let app = app.with(&[("BODY_LIMIT_KB", "4")]).await;
        let long = "x".repeat(5000);
        let page = app.browser().post("/fn/sign_in", &[("identifier", &long)]).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.has("h1"));
    }

    async fn a_panic_ends_one_request(app: TestApp) {
        async fn fails() -> &'static str {
            panic!("on purpose")
        }
        let routes = Router::new().route("/about", get(fails)).route("/healthz", get(|| async { "ok" }));
        let mut browser = Browser::new(guarded(routes, &app.state).with_state(app.state.clone()));
        let page = browser.get("/about").await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.text().contains(page.headers["x-request-id"].to_str().unwrap()), "the page names the request");
        assert!(!page.html().contains("on purpose"));
        assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    }

    async fn programs_get_a_problem_document(app: TestApp) {
        let mut program = app.browser();
        program.extra_headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let answer = program.get("/nowhere").await;
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
        let body: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!(body["status"], 404);
        assert_eq!(body["code"], "not_found");
        assert_eq!(body["type"], "urn:talentsmaroc:error:not_found");
        assert_eq!(body["title"], "Not Found");
        assert_eq!(body["instance"], answer.headers["x-request-id"].to_str().unwrap());
    }

    async fn other_sites_change_nothing(app: TestApp) {
        let mut tried = 0;
        let ours = |route: &&Route| route.method == Method::POST && route.path != ONE_CLICK_UNSUBSCRIBE;
        for Route { method, path, .. } in ROUTES.iter().filter(ours) {
            for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")] {
                let mut browser = app.browser();
                browser.extra_headers.insert(name, HeaderValue::from_static(value));
                if name == "origin" {
                    browser.extra_headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
                }
                let page = browser.request(method.clone(), path, Some("lang=ar".to_owned())).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {name}: {value}");
                assert!(page.has("h1") && browser.cookies.is_empty());
                tried += 1;
            }
        }
        assert!(tried >= 12);
    }
}
