//! Guessing passwords gets slow; accounts are never locked.

use chrono::TimeDelta;
use http::{HeaderValue, StatusCode, header};

use crate::support::{
    accounts::{PASSWORD, member, sign_in},
    browser::{Browser, Page},
    on_both, on_sqlite,
    registration::{code_on, register},
};

const EMAIL: &str = "amina@example.org";

fn retry_after(page: &Page) -> Option<u64> {
    (page.status == StatusCode::TOO_MANY_REQUESTS)
        .then(|| page.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap())
}

on_both! {
    async fn from_the_fifth_failure_on_one_waits_longer_and_longer(app: TestApp) {
        app.state.clock.stop();
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        for _ in 0..5 {
            assert_eq!(retry_after(&sign_in(&mut browser, EMAIL, "wrong").await), None);
        }
        for seconds in [1_u64, 2, 4] {
            let page = sign_in(&mut browser, EMAIL, PASSWORD).await;
            let told = retry_after(&page).expect("too fast");
            assert!(told <= seconds, "{told} > {seconds}");
            assert_eq!(page.attribute("[name=identifier]", "value").unwrap(), EMAIL, "the form is kept");
            assert_eq!(browser.get("/auth/login").await.status, StatusCode::OK, "reading the page again is free");
            app.state.clock.advance(TimeDelta::seconds(i64::try_from(seconds).unwrap() + 1));
            assert_eq!(retry_after(&sign_in(&mut browser, EMAIL, "wrong").await), None);
        }
        let mut elsewhere = app.browser();
        elsewhere.ip = [198, 51, 100, 9].into();
        assert_eq!(sign_in(&mut elsewhere, EMAIL, PASSWORD).await.address, "/profile/dashboard", "no lock-out");
        app.state.clock.advance(TimeDelta::seconds(9));
        assert_eq!(sign_in(&mut browser, EMAIL, PASSWORD).await.address, "/profile/dashboard");
    }
}

on_both! {
    async fn no_limit_tells_that_an_address_and_a_code_belong_together(app: TestApp) {
        app.state.clock.stop();
        let code = code_on(&register(&mut app.browser(), &[]).await);
        // Each as it is typed, whether there is an account behind it, another one, or none.
        for [first, second] in [[EMAIL, code.as_str()], ["nobody@example.org", "MACAS9999F"]] {
            for _ in 0..5 {
                assert_eq!(retry_after(&sign_in(&mut app.browser(), first, "wrong").await), None);
            }
            assert_eq!(retry_after(&sign_in(&mut app.browser(), first, "wrong").await), Some(1));
            for _ in 0..5 {
                assert_eq!(retry_after(&sign_in(&mut app.browser(), second, "wrong").await), None);
            }
            assert_eq!(retry_after(&sign_in(&mut app.browser(), second, "wrong").await), Some(1));
        }
    }

    async fn a_device_that_signed_in_before_waits_for_its_own_failures_alone(app: TestApp) {
        app.state.clock.stop();
        member(&app, EMAIL).await;
        member(&app, "other@example.org").await;
        let mut owner = app.browser();
        sign_in(&mut owner, EMAIL, PASSWORD).await;
        let (path, device) = owner.path_cookies["device"].clone();
        assert_eq!(path, "/fn/sign_in");
        assert!(!device.contains(EMAIL));
        let known = |last: u8| {
            let mut browser = app.browser();
            browser.ip = [203, 0, 113, last].into();
            browser.path_cookies.insert("device".to_owned(), (path.clone(), device.clone()));
            browser
        };
        // Others try, from many networks and from the owner's own.
        let others = (1..=20).map(|last| [198, 51, 100, last]).chain(std::iter::repeat_n([203, 0, 113, 7], 6));
        for ip in others {
            let mut browser = app.browser();
            browser.ip = ip.into();
            sign_in(&mut browser, EMAIL, "wrong").await;
        }
        let mut elsewhere = app.browser();
        elsewhere.ip = [203, 0, 113, 8].into();
        assert!(retry_after(&sign_in(&mut elsewhere, EMAIL, PASSWORD).await).is_some(), "a device of nobody waits");
        assert_eq!(sign_in(&mut known(7), EMAIL, PASSWORD).await.address, "/profile/dashboard");
        // It is no way to guess without end, and counts for its own account alone.
        for _ in 0..5 {
            assert_eq!(retry_after(&sign_in(&mut known(9), EMAIL, "wrong").await), None);
        }
        assert_eq!(retry_after(&sign_in(&mut known(10), EMAIL, "wrong").await), Some(1));
        for last in 1..=20 {
            assert_eq!(retry_after(&sign_in(&mut known(last), "other@example.org", "wrong").await), None);
        }
        assert_eq!(retry_after(&sign_in(&mut known(21), "other@example.org", "wrong").await), Some(1));
    }

    async fn a_device_is_unknown_once_all_sessions_are_ended_or_the_password_changes(app: TestApp) {
        const NEW: &str = "seven quiet lanterns over fez";
        app.state.clock.stop();
        member(&app, EMAIL).await;
        let guess = async |first: u8| {
            for last in 0..20 {
                let mut browser = app.browser();
                browser.ip = [198, 51, first, last].into();
                sign_in(&mut browser, EMAIL, "wrong").await;
            }
        };
        // A device from elsewhere, so that no failure of its own network counts.
        let waits = async |browser: &Browser, password: &str, last: u8| {
            let mut browser = browser.clone();
            browser.cookies.clear();
            browser.ip = [203, 0, 113, last].into();
            retry_after(&sign_in(&mut browser, EMAIL, password).await).is_some()
        };
        let mut owner = app.browser();
        sign_in(&mut owner, EMAIL, PASSWORD).await;
        guess(100).await;
        assert!(!waits(&owner, PASSWORD, 1).await);
        let before = owner.clone();
        owner.post("/fn/end_sessions", &[]).await;
        assert!(waits(&before, PASSWORD, 2).await, "signed out everywhere");
        assert!(!waits(&owner, PASSWORD, 5).await, "the device that ended them");

        app.state.clock.advance(TimeDelta::hours(2));
        owner.cookies.clear();
        sign_in(&mut owner, EMAIL, PASSWORD).await;
        let before = owner.clone();
        let fields = [("current_password", PASSWORD), ("password", NEW), ("password_confirm", NEW)];
        owner.post("/fn/change_password", &fields).await;
        guess(101).await;
        assert!(waits(&before, NEW, 3).await, "another password");
        assert!(!waits(&owner, NEW, 4).await, "the device that chose it");
    }

    async fn guessing_from_many_networks_gets_slow_too(app: TestApp) {
        app.state.clock.stop();
        member(&app, EMAIL).await;
        // An unknown address gets slow in the same way, so that nothing is learnt from it.
        for identifier in [EMAIL, "nobody@example.org"] {
            let from = |last: u8| {
                let mut browser = app.browser();
                browser.ip = [198, 51, 100, last].into();
                browser
            };
            for last in 0..20 {
                assert_eq!(retry_after(&sign_in(&mut from(last), identifier, "wrong").await), None, "{last}");
            }
            assert_eq!(retry_after(&sign_in(&mut from(20), identifier, "wrong").await), Some(1));
        }
        app.state.clock.advance(TimeDelta::seconds(2));
        let mut owner = app.browser();
        assert_eq!(sign_in(&mut owner, EMAIL, PASSWORD).await.address, "/profile/dashboard", "no lock-out");
    }
}

on_sqlite! {
    async fn an_address_cannot_be_made_up(app: TestApp) {
        let app = app.with(&[("LIMIT_SIGN_IN_PER_MINUTE", "2")]).await;
        let mut answers = Vec::new();
        for last in 1..=4 {
            let mut browser = app.browser();
            let forged = HeaderValue::from_str(&format!("203.0.113.{last}")).unwrap();
            browser.extra_headers.insert("x-forwarded-for", forged);
            answers.push(sign_in(&mut browser, &format!("a{last}@example.org"), "wrong").await.status.as_u16());
        }
        assert_eq!(answers, [200, 200, 429, 429]);
    }

    async fn a_trusted_proxy_tells_whom_it_speaks_for(app: TestApp) {
        let app = app.with(&[("LIMIT_SIGN_IN_PER_MINUTE", "1"), ("TRUSTED_PROXIES", "192.0.2.0/24")]).await;
        let mut answers = Vec::new();
        for forwarded in ["203.0.113.1", "203.0.113.2", "9.9.9.9, 203.0.113.2"] {
            let mut browser = app.browser();
            browser.extra_headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
            answers.push(sign_in(&mut browser, "a@example.org", "wrong").await.status.as_u16());
        }
        assert_eq!(answers, [200, 200, 429]);
    }
}
