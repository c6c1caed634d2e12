//! Signing in, staying signed in, signing out.

use chrono::TimeDelta;
use http::{Method, StatusCode, header};

use crate::support::{
    accounts::{PASSWORD, execute, member, sign_in},
    on_both, on_sqlite,
};

const EMAIL: &str = "amina@example.org";

on_both! {
    async fn a_new_session_replaces_the_old_one(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        let page = sign_in(&mut browser, " Amina@Example.org ", PASSWORD).await;
        assert_eq!(page.address, "/profile/dashboard");
        let first = browser.cookies["session"].clone();
        assert_eq!(first.len(), 43);

        let again = [("identifier", EMAIL), ("password", PASSWORD), ("next", "/about")];
        let page = browser.post("/fn/sign_in", &again).await;
        assert_eq!(page.address, "/about");
        assert_ne!(browser.cookies["session"], first);
        let mut thief = app.browser();
        thief.cookies.insert("session".to_owned(), first);
        assert!(thief.get("/profile/dashboard").await.address.starts_with("/auth/login"));
    }

    async fn wrong_and_unknown_look_the_same_and_keep_what_was_typed(app: TestApp) {
        member(&app, EMAIL).await;
        let wrong = sign_in(&mut app.browser(), EMAIL, "not the password").await;
        let unknown = sign_in(&mut app.browser(), "nobody@example.org", "not the password").await;
        let code = sign_in(&mut app.browser(), "MACAS9999F", "not the password").await;
        for page in [&wrong, &unknown, &code] {
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.texts("main [role=alert]"), ["L’identifiant ou le mot de passe n’est pas correct."]);
            assert!(!page.html().contains("not the password"));
            assert!(!page.address.contains('@'));
        }
        assert_eq!(wrong.attribute("[name=identifier]", "value").unwrap(), EMAIL);
        assert_eq!(unknown.attribute("[name=identifier]", "value").unwrap(), "nobody@example.org");
    }

    async fn only_whoever_knows_the_password_learns_of_a_suspension(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        execute(&app, "UPDATE accounts SET state = 'suspended'").await;
        assert!(browser.get("/profile/dashboard").await.address.starts_with("/auth/login"));
        let guess = sign_in(&mut app.browser(), EMAIL, "not the password").await;
        assert!(!guess.html().contains("contact@talents.invalid."));
        let own = sign_in(&mut app.browser(), EMAIL, PASSWORD).await;
        assert!(own.texts("main [role=alert]").concat().contains("contact@talents.invalid"));
    }

    async fn signing_out_ends_the_session_on_the_server(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        let mut copy = browser.clone();
        browser.cookies.insert("draft".to_owned(), "A".repeat(43));
        let page = browser.get("/about").await;
        let page = browser.submit(&page, "form[action='/auth/logout']", &[]).await;
        assert!(!browser.cookies.contains_key("draft"), "the next visitor sees no form of this one");
        assert_eq!((page.address.as_str(), page.status), ("/", StatusCode::OK));
        assert!(!browser.cookies.contains_key("session"));
        assert!(copy.get("/profile/dashboard").await.address.starts_with("/auth/login"));
    }

    async fn sessions_end_when_idle_and_in_any_case(app: TestApp) {
        member(&app, EMAIL).await;
        let mut short = app.browser();
        sign_in(&mut short, EMAIL, PASSWORD).await;
        let mut long = app.browser();
        long.post("/fn/sign_in", &[("identifier", EMAIL), ("password", PASSWORD), ("remember", "on")]).await;
        let signed_in = async |browser: &mut crate::support::browser::Browser| {
            browser.get("/about").await.has("form[action='/auth/logout']")
        };
        app.state.clock.advance(TimeDelta::hours(11));
        assert!(signed_in(&mut short).await && signed_in(&mut long).await);
        app.state.clock.advance(TimeDelta::hours(11));
        assert!(signed_in(&mut short).await, "use keeps it alive");
        app.state.clock.advance(TimeDelta::hours(3));
        assert!(!signed_in(&mut short).await, "but not beyond a day");
        for _ in 0..3 {
            app.state.clock.advance(TimeDelta::days(28));
            assert!(signed_in(&mut long).await);
        }
        app.state.clock.advance(TimeDelta::days(10));
        assert!(!signed_in(&mut long).await);
        talentsmaroc::server::services::operations::housekeeping::purge(&app.state).await.unwrap();
    }

    async fn a_stay_is_a_choice_and_cookies_say_so(app: TestApp) {
        member(&app, EMAIL).await;
        let post = async |fields: &str| {
            app.browser().request(Method::POST, "/fn/sign_in", Some(fields.to_owned())).await.headers[header::SET_COOKIE]
                .to_str().unwrap().split_once(';').unwrap().1.to_owned()
        };
        let password = PASSWORD.replace(' ', "+");
        let fields = format!("identifier={EMAIL}&password={password}");
        assert_eq!(post(&fields).await, " Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(post(&format!("{fields}&remember=on")).await, " Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000");
        let app = app.with(&[("BASE_URL", "https://talents.example")]).await;
        let page = app.browser().request(Method::POST, "/fn/sign_in", Some(fields)).await;
        let cookie = page.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-session=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"));
        assert_eq!(page.headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
    }

    async fn the_chosen_language_follows_the_account(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        let page = browser.post("/lang", &[("lang", "ar"), ("next", "/about")]).await;
        assert_eq!(page.attribute("html", "dir").unwrap(), "rtl");
        let mut elsewhere = app.browser();
        sign_in(&mut elsewhere, EMAIL, PASSWORD).await;
        let page = elsewhere.get("/about").await;
        assert_eq!(page.attribute("html", "lang").unwrap(), "ar");
        assert_eq!(page.headers[header::CONTENT_LANGUAGE], "ar");
        assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(app.browser().post("/lang", &[("lang", "tlh")]).await.status, StatusCode::BAD_REQUEST);
    }
}

on_sqlite! {
    async fn no_other_site_is_redirected_to(app: TestApp) {
        member(&app, EMAIL).await;
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example"] {
            let fields = [("identifier", EMAIL), ("password", PASSWORD), ("next", next)];
            let mut browser = app.browser();
            assert_eq!(browser.post("/fn/sign_in", &fields).await.address, "/profile/dashboard");
            let query: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            assert_eq!(browser.get(&format!("/auth/login?next={query}")).await.address, "/profile/dashboard");
            let page = app.browser().get(&format!("/auth/login?next={query}")).await;
            assert_eq!(page.attribute("form[action='/fn/sign_in'] [name=next]", "value").unwrap(), "/profile/dashboard");
            assert_eq!(app.browser().post("/lang", &[("lang", "ar"), ("next", next)]).await.address, "/");
        }
    }

    async fn clients_that_accept_anything_are_redirected_too(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        browser.extra_headers.insert(header::ACCEPT, "*/*".parse().unwrap());
        let fields = [("identifier", EMAIL), ("password", PASSWORD), ("next", "/about")];
        assert_eq!(browser.post("/fn/sign_in", &fields).await.address, "/about");
    }
}
