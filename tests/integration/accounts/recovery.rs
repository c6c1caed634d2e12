//! Forgotten passwords and confirmed addresses.

use chrono::TimeDelta;
use http::{Method, StatusCode, header};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    mails::{all, newest, run_jobs},
    on_both,
    registration::{code_on, register},
};

const EMAIL: &str = "amina@example.org";
const NEW_PASSWORD: &str = "seven quiet lanterns over fez";
const REGISTERED_PASSWORD: &str = "velvet tram olive seven";

async fn forget(browser: &mut Browser, email: &str) -> Page {
    let page = browser.get("/auth/password/forgot").await;
    browser.submit(&page, "main form", &[("email", email)]).await
}

async fn reset_link(app: &TestApp) -> String {
    forget(&mut app.browser(), EMAIL).await;
    run_jobs(app).await;
    newest(app, "password_reset").await.link()
}

async fn choose(browser: &mut Browser, page: &Page) -> Page {
    let fields = [("password", NEW_PASSWORD), ("password_confirm", NEW_PASSWORD)];
    browser.submit(page, "form[action='/fn/reset_password']", &fields).await
}

fn signed_in(page: &Page) -> bool {
    page.has("form[action='/auth/logout']")
}

on_both! {
    async fn the_sign_in_page_leads_to_a_new_password(app: TestApp) {
        member(&app, EMAIL).await;
        let login = app.browser().get("/auth/login").await;
        assert!(login.has("a[href='/auth/password/forgot']"));
        let mut elsewhere = app.browser();
        sign_in(&mut elsewhere, EMAIL, PASSWORD).await;

        let link = reset_link(&app).await;
        let mut browser = app.browser();
        let form = browser.get(&link).await;
        assert_eq!((form.address.as_str(), form.via.len()), ("/auth/password/reset", 1), "the secret leaves the address");
        let done = choose(&mut browser, &form).await;
        assert!(done.texts("h1").concat().contains("enregistré"), "{}", done.text());
        assert!(!browser.cookies.contains_key("reset"));
        assert!(!signed_in(&elsewhere.get("/about").await), "other sessions end");
        assert!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address.starts_with("/auth/login"));
        assert_eq!(sign_in(&mut app.browser(), EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
        assert_eq!(newest(&app, "password_changed").await.to, EMAIL);

        // Once only.
        let mut again = app.browser();
        let page = again.get(&link).await;
        assert!(page.has("a[href='/auth/password/forgot']") && !page.has("form[action='/fn/reset_password']"));
        again.cookies.insert("reset".to_owned(), link.rsplit('/').next().unwrap().to_owned());
        again.post("/fn/reset_password", &[("password", PASSWORD), ("password_confirm", PASSWORD)]).await;
        assert_eq!(sign_in(&mut app.browser(), EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
    }

    async fn the_answer_does_not_tell_whether_there_is_an_account(app: TestApp) {
        member(&app, EMAIL).await;
        let known = forget(&mut app.browser(), " Amina@Example.ORG ").await;
        let unknown = forget(&mut app.browser(), "nobody@example.org").await;
        assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
        assert!(all(&app).await.is_empty(), "both requests did the same: wrote a job");
        assert_eq!(run_jobs(&app).await, 2);
        let mails = all(&app).await;
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [EMAIL]);
        let bad = forget(&mut app.browser(), "nobody").await;
        assert_eq!(bad.attribute("[name=email]", "value").unwrap(), "nobody");
        assert!(bad.has("[name=email][aria-invalid]"));
    }

    async fn nobody_floods_a_mailbox(app: TestApp) {
        member(&app, EMAIL).await;
        for _ in 0..6 {
            forget(&mut app.browser(), EMAIL).await;
        }
        run_jobs(&app).await;
        assert_eq!(all(&app).await.len(), 3);
        app.state.clock.advance(TimeDelta::minutes(61));
        forget(&mut app.browser(), EMAIL).await;
        run_jobs(&app).await;
        assert_eq!(all(&app).await.len(), 4);

        let app = app.with(&[("LIMIT_RESET_REQUESTS_PER_HOUR", "2")]).await;
        let mut answers = Vec::new();
        for _ in 0..3 {
            answers.push(forget(&mut app.browser(), "nobody@example.org").await.status);
        }
        assert_eq!(answers, [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
        let refused = forget(&mut app.browser(), "nobody@example.org").await;
        assert_eq!(refused.attribute("[name=email]", "value").as_deref(), Some("nobody@example.org"));
        assert!(refused.text().contains("Attendez ") && refused.text().contains(" minutes"), "{}", refused.text());
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
    }

    async fn a_reset_link_lives_an_hour_and_not_for_the_suspended(app: TestApp) {
        member(&app, EMAIL).await;
        let link = reset_link(&app).await;
        execute(&app, "UPDATE accounts SET state = 'suspended'").await;
        assert!(!app.browser().get(&link).await.has("form[action='/fn/reset_password']"));
        reset_link(&app).await;
        assert_eq!(all(&app).await.len(), 1, "the suspended are not written to");
        execute(&app, "UPDATE accounts SET state = 'active'").await;
        app.state.clock.advance(TimeDelta::minutes(59));
        let mut browser = app.browser();
        let form = browser.get(&link).await;
        assert!(form.has("form[action='/fn/reset_password']"));
        app.state.clock.advance(TimeDelta::minutes(2));
        assert!(choose(&mut browser, &form).await.has("a[href='/auth/password/forgot']"));
        assert_eq!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address, "/profile/dashboard");
    }

    async fn a_new_password_is_judged(app: TestApp) {
        member(&app, EMAIL).await;
        let link = reset_link(&app).await;
        let mut browser = app.browser();
        let form = browser.get(&link).await;
        let fields = [("password", "1234567890"), ("password_confirm", "1234567890")];
        let page = browser.submit(&form, "form[action='/fn/reset_password']", &fields).await;
        assert!(page.has("#errors") && page.has("[name=password][aria-invalid]"));
        assert!(!page.html().contains("1234567890"));
        let fields = [("password", NEW_PASSWORD), ("password_confirm", "something else")];
        let page = browser.submit(&page, "form[action='/fn/reset_password']", &fields).await;
        assert!(page.has("[name=password_confirm][aria-invalid]"));
        assert!(choose(&mut browser, &page).await.texts("h1").concat().contains("enregistré"), "the link is not used up");
    }

    async fn two_at_once_with_one_link_and_one_wins(app: TestApp) {
        member(&app, EMAIL).await;
        let token = reset_link(&app).await.rsplit('/').next().unwrap().to_owned();
        let attempt = |password: &'static str| {
            let mut browser = app.browser();
            browser.cookies.insert("reset".to_owned(), token.clone());
            async move { browser.post("/fn/reset_password", &[("password", password), ("password_confirm", password)]).await }
        };
        let other = "eleven slow camels to zagora";
        let (one, two) = tokio::join!(attempt(NEW_PASSWORD), attempt(other));
        let won = [&one, &two].map(|page| page.texts("h1").concat().contains("enregistré"));
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
        let password = if won[0] { NEW_PASSWORD } else { other };
        assert_eq!(sign_in(&mut app.browser(), EMAIL, password).await.address, "/profile/dashboard");
    }

    async fn the_cookie_of_a_reset_is_private(app: TestApp) {
        member(&app, EMAIL).await;
        let link = reset_link(&app).await;
        let app = app.with(&[("BASE_URL", "https://talents.example")]).await;
        let page = app.browser().request(Method::GET, &link, None).await;
        assert_eq!(page.headers[header::LOCATION], "/auth/password/reset");
        let cookie = page.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-reset=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=900"));
        assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(page.headers["referrer-policy"], "same-origin");
    }

    async fn only_the_button_confirms_an_address(app: TestApp) {
        let app = app.with(&[("REQUIRE_CONFIRMED_EMAIL", "true")]).await;
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let link = newest(&app, "registration").await.link();
        let dashboard = browser.get("/profile/dashboard").await;
        assert!(dashboard.has("form[action='/fn/send_confirmation']"));
        assert!(dashboard.text().contains("comme un visiteur sans compte"));

        // Looking at the link, as programs that check mails do, changes nothing.
        let mut visitor = app.browser();
        let page = visitor.get(&link).await;
        visitor.get(&link).await;
        assert!(browser.get("/profile/dashboard").await.has("form[action='/fn/send_confirmation']"));
        let done = visitor.submit(&page, "form[action='/fn/confirm_email']", &[]).await;
        assert!(done.texts("h1").concat().contains("confirmée"), "{}", done.text());
        assert!(!browser.get("/profile/dashboard").await.has("form[action='/fn/send_confirmation']"));
        assert!(visitor.get(&link).await.texts("h1").concat().contains("confirmée"), "following it again is no error");
        assert!(!visitor.get(&link).await.has("form[action='/fn/disown_email']"));
    }

    async fn an_unconfirmed_account_sees_what_visitors_see(app: TestApp) {
        let app = app.with(&[("REQUIRE_CONFIRMED_EMAIL", "true")]).await;
        let mut other = app.browser();
        let members_only = [("email", "other@example.org"), ("visibility", "members"), ("first_name", "Zineb")];
        let code = code_on(&register(&mut other, &members_only).await);
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let profile = format!("/profile/view/{code}");
        assert_eq!(browser.get(&profile).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&profile).await.status, StatusCode::OK, "one's own is one's own");
        let confirmation = newest(&app, "registration").await.link();
        let page = browser.get(&confirmation).await;
        browser.submit(&page, "form[action='/fn/confirm_email']", &[]).await;
        let page = browser.get(&profile).await;
        assert!(page.status == StatusCode::OK && page.text().contains("Zineb"));
    }

    async fn whoever_did_not_register_ends_the_account(app: TestApp) {
        let mut impostor = app.browser();
        register(&mut impostor, &[]).await;
        let link = newest(&app, "registration").await.link();
        let mut owner = app.browser();
        let page = owner.get(&link).await;
        let done = owner.submit(&page, "form[action='/fn/disown_email']", &[]).await;
        assert!(done.text().contains("contact@talents.invalid"), "{}", done.text());
        assert!(!signed_in(&impostor.get("/about").await));
        let refused = sign_in(&mut impostor, EMAIL, REGISTERED_PASSWORD).await;
        assert!(refused.texts("main [role=alert]").concat().contains("suspendu"));
        let again = owner.post("/fn/confirm_email", &[("token", link.rsplit('/').next().unwrap())]).await;
        assert!(again.texts("h1").concat().contains("ne fonctionne plus"), "{}", again.text());
    }

    async fn the_link_can_be_sent_again_but_not_for_ever(app: TestApp) {
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let first = newest(&app, "registration").await.link();
        for _ in 0..3 {
            let page = browser.get("/profile/dashboard").await;
            let page = browser.submit(&page, "form[action='/fn/send_confirmation']", &[]).await;
            assert_eq!(page.address, "/profile/dashboard");
            assert!(page.text().contains("Un nouveau lien"), "{}", page.text());
        }
        let page = browser.get("/profile/security").await;
        let page = browser.submit(&page, "form[action='/fn/send_confirmation']", &[]).await;
        assert!(page.address == "/profile/security" && page.text().contains("Attendez 60 minutes"));
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(page.headers[header::RETRY_AFTER], "3600");
        assert_eq!(all(&app).await.len(), 4);
        // Older links go on working, whichever mail is opened.
        let page = app.browser().get(&first).await;
        assert!(page.has("form[action='/fn/confirm_email']"));
        app.state.clock.advance(TimeDelta::days(8));
        assert!(!app.browser().get(&first).await.has("form[action='/fn/confirm_email']"));
    }

    async fn strangers_links_are_dead_and_odd_ones_refused(app: TestApp) {
        for path in ["/auth/email/confirm/x", "/auth/email/undo/x", "/auth/password/reset/x"] {
            let page = app.browser().get(path).await;
            assert!(page.texts("h1").concat().contains("ne fonctionne plus"), "{path}: {}", page.text());
        }
        for function in ["confirm_email", "disown_email", "undo_email_change"] {
            let page = app.browser().post(&format!("/fn/{function}"), &[("token", "a/../b")]).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST);
        }
        for function in ["change_password", "change_email", "end_sessions", "send_confirmation", "reauthenticate"] {
            let page = app.browser().post(&format!("/fn/{function}"), &[]).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{function}");
        }
    }
}
