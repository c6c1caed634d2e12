//! Guessing passwords gets slow; accounts are never locked.

use chrono::TimeDelta;
use http::{HeaderValue, StatusCode, header};

use crate::support::{
    accounts::{PASSWORD, member, sign_in},
    browser::Page,
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
    async fn an_address_and_the_codes_of_an_account_count_together(app: TestApp) {
        app.state.clock.stop();
        let code = code_on(&register(&mut app.browser(), &[]).await);
        for identifier in [EMAIL, code.as_str(), EMAIL, code.as_str(), EMAIL] {
            assert_eq!(retry_after(&sign_in(&mut app.browser(), identifier, "wrong").await), None);
        }
        for identifier in [EMAIL, code.as_str()] {
            assert_eq!(retry_after(&sign_in(&mut app.browser(), identifier, "wrong").await), Some(1));
        }
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
