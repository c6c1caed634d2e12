//! One password on every keyboard, and the work that passwords cost.

use http::StatusCode;

use crate::support::{
    accounts::{PASSWORD, member, sign_in},
    on_both, on_sqlite,
    registration::{STEP, register, typed},
};

const EMAIL: &str = "amina@example.org";

on_both! {
    async fn a_password_set_on_one_system_fits_on_another(app: TestApp) {
        for (number, (set, then)) in [
            ("café olivé tramway sept", "cafe\u{301} olive\u{301} tramway sept"),
            ("زيتونة ا\u{654}حمد مخمل سبعة", "زيتونة أحمد مخمل سبعة"),
            ("olive\u{a0}tram velvet seven", "olive tram velvet seven"),
        ]
        .into_iter()
        .enumerate()
        {
            let email = format!("amina{number}@example.org");
            let answers = [("email", email.as_str()), ("password", set), ("password_confirm", then)];
            register(&mut app.browser(), &answers).await;
            for typed in [set, then] {
                assert_eq!(sign_in(&mut app.browser(), &email, typed).await.address, "/profile/dashboard", "{typed}");
            }
        }
    }

    async fn what_looks_like_an_address_is_not_its_owner(app: TestApp) {
        member(&app, "mike@example.org").await;
        let page = sign_in(&mut app.browser(), "mi\u{212a}e@example.org", PASSWORD).await;
        assert!(page.address.starts_with("/auth/login"), "{}", page.address);
    }
}

on_sqlite! {
    async fn one_network_chooses_so_many_passwords_a_minute(app: TestApp) {
        let app = app.with(&[("LIMIT_NEW_PASSWORDS_PER_MINUTE", "2")]).await;
        app.state.clock.stop();
        let mut browser = app.browser();
        let page = browser.get("/auth/register").await;
        browser.submit(&page, STEP, &typed("identity", &[])).await;
        let contact = [typed("contact", &[("email", "kept@example.org")]), vec![("step", "contact")]].concat();
        for _ in 0..2 {
            assert_eq!(browser.post("/fn/save_registration_step", &contact).await.status, StatusCode::OK);
        }
        let refused = browser.post("/fn/save_registration_step", &contact).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        // A step without a password costs nothing.
        let without = [("step", "contact"), ("email", "kept@example.org")];
        assert_ne!(browser.post("/fn/save_registration_step", &without).await.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_dead_link_causes_no_judging(app: TestApp) {
        let app = app.with(&[("LIMIT_NEW_PASSWORDS_PER_MINUTE", "1")]).await;
        app.state.clock.stop();
        for _ in 0..3 {
            let fields = [("token", "guess"), ("email", EMAIL), ("password", "1234567890"), ("password_confirm", "")];
            let page = app.browser().post("/fn/create_first_administrator", &fields).await;
            assert_ne!(page.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(!page.has("[name=password][aria-invalid]"));
        }
    }

    async fn a_session_without_the_password_causes_no_judging(app: TestApp) {
        let app = app.with(&[("LIMIT_NEW_PASSWORDS_PER_MINUTE", "1")]).await;
        app.state.clock.stop();
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        for _ in 0..3 {
            let fields = [("current_password", "not the password"), ("password", "1234567890"), ("password_confirm", "")];
            let page = browser.post("/fn/change_password", &fields).await;
            assert_ne!(page.status, StatusCode::TOO_MANY_REQUESTS);
        }
        let page = browser.get("/profile/security").await;
        let fields = [("current_password", PASSWORD), ("password", "1234567890"), ("password_confirm", "")];
        let page = browser.submit(&page, "form[action='/fn/change_password']", &fields).await;
        assert!(page.has("[name=password][aria-invalid]"), "{}", page.text());
    }
}
