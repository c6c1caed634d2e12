//! Webhooks on the desk: added, tried out, given another secret, switched off, sent to again, deleted.

use chrono::TimeDelta;
use http::StatusCode;

use crate::support::{
    TestApp,
    accounts::administrator_browser,
    browser::{Browser, Page},
    mails::run_jobs,
    on_both, on_sqlite,
    own_data::number,
    receiver::{Receiver, Reply},
};

const ADD: &str = "form[action='/fn/add_webhook']";
const ROTATE: &str = "form[action='/fn/rotate_webhook']";
const SWITCH: &str = "form[action='/fn/switch_webhook']";
const TEST: &str = "form[action='/fn/test_webhook']";
const DELETE: &str = "form[action='/fn/delete_webhook']";
const RESEND: &str = "form[action='/fn/resend_delivery']";

async fn add(browser: &mut Browser, address: &str) -> Page {
    let page = browser.get("/admin/webhooks").await;
    browser.submit(&page, ADD, &[("address", address), ("event", "person.updated")]).await
}

fn secret(page: &Page) -> Option<String> {
    page.texts("[data-secret]").first().map(|text| text.trim().to_owned())
}

async fn webhooks(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM webhooks").await
}

on_both! {
    async fn a_webhook_is_added_tried_out_and_deleted(app: TestApp) {
        let app = app.with(&[("WEBHOOK_ALLOW", "127.0.0.0/8")]).await;
        let receiver = Receiver::start([Reply::Status(500, "canary <b>answer".to_owned())]).await;
        let mut browser = administrator_browser(&app).await;
        let added = add(&mut browser, &receiver.url()).await;
        let first = secret(&added).unwrap();
        assert!(first.starts_with("whsec_"), "{}", added.text());
        let here = added.address.clone();
        let page = browser.get(&here).await;
        assert!(secret(&page).is_none(), "shown once");
        browser.submit(&page, TEST, &[]).await;
        run_jobs(&app).await;
        assert!(receiver.received()[0].is_signed_with(&first));
        assert!(receiver.received()[0].json()["id"].is_null());
        let page = browser.get(&here).await;
        assert!(page.text().contains("HTTP 500 canary <b>answer") && !page.html().contains("<b>answer"));
        assert!(!page.has(RESEND), "it is tried again by itself");

        let rotated = browser.submit(&page, ROTATE, &[("confirmed", "on")]).await;
        let second = secret(&rotated).unwrap();
        assert_ne!(first, second);
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert!(receiver.received()[1].is_signed_with(&second) && !receiver.received()[1].is_signed_with(&first));

        let page = browser.get(&format!("{here}?state=delivered")).await;
        assert_eq!(page.texts("tbody tr").len(), 1);
        let page = browser.submit(&page, RESEND, &[]).await;
        assert!(page.text().contains("de nouveau en route"), "{}", page.text());
        run_jobs(&app).await;
        let received = receiver.received();
        assert_eq!(received.len(), 3);
        assert_eq!(received[2].header("webhook-id"), received[0].header("webhook-id"));
        assert_eq!(browser.get(&format!("{here}?state=failed")).await.texts("tbody tr").len(), 0);

        let page = browser.get(&here).await;
        let page = browser.submit(&page, SWITCH, &[]).await;
        assert!(!page.has(TEST), "{}", page.text());
        let page = browser.submit(&page, RESEND, &[]).await;
        assert!(page.text().contains("activez-le"), "{}", page.text());
        let page = browser.submit(&page, SWITCH, &[]).await;
        assert!(page.has(TEST), "{}", page.text());

        let page = browser.submit(&page, DELETE, &[("confirmed", "")]).await;
        assert_eq!(webhooks(&app).await, 1);
        browser.submit(&page, DELETE, &[("confirmed", "on")]).await;
        assert_eq!((webhooks(&app).await, number(&app, "SELECT COUNT(*) AS n FROM webhook_deliveries").await), (0, 0));
        assert_eq!(browser.get(&here).await.status, StatusCode::NOT_FOUND);
    }
}

on_sqlite! {
    async fn a_wrong_address_is_shown_again_with_the_reason(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        for (address, reason) in [
            ("nothing", "adresse complète"),
            ("http://hooks.example.org/in", "doit commencer par"),
            ("https://127.0.0.1/in", "réseau privé"),
            ("https://[::1]/in", "réseau privé"),
        ] {
            let page = add(&mut browser, address).await;
            assert!(page.text().contains(reason), "{address}: {}", page.text());
            assert_eq!(page.attribute("input[name=address]", "value").as_deref(), Some(address));
            assert!(page.has("input[name=event][value='person.updated'][checked]"));
        }
        let page = browser.post("/fn/add_webhook", &[("address", "https://hooks.example.org/in")]).await;
        assert!(page.text().contains("au moins un événement"), "{}", page.text());
        assert_eq!(webhooks(&app).await, 0);
    }

    async fn secrets_are_shown_to_those_alone_who_gave_the_password_just_now(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let added = add(&mut browser, "https://hooks.example.org/in").await;
        assert!(secret(&added).is_some());
        app.state.clock.advance(TimeDelta::minutes(16));
        let page = browser.get(&added.address).await;
        let asked = browser.submit(&page, ROTATE, &[("confirmed", "on")]).await;
        assert!(asked.address.starts_with("/profile/reauthenticate"), "{}", asked.address);
        let asked = add(&mut browser, "https://hooks.example.org/other").await;
        assert!(asked.address.starts_with("/profile/reauthenticate"), "{}", asked.address);
        assert_eq!(webhooks(&app).await, 1);
        let page = browser.get("/admin/webhooks").await;
        let typed = page.attribute("input[name=address]", "value");
        assert_eq!(typed.as_deref(), Some("https://hooks.example.org/other"));
    }
}
