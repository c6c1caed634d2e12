//! The second factor: set up, asked at sign-in, replaced by recovery codes, turned off, required of administrators.

use chrono::TimeDelta;
use talentsmaroc::{
    domain::access::Scope,
    server::{actor::Actor, repositories::accounts::two_factors, security::totp, services::accounts::two_factor},
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, member, sign_in},
    api::Program,
    browser::{Browser, Page},
    mails::newest,
    on_both,
    own_data::number,
};

const PAGE: &str = "/profile/security/code";
const EMAIL: &str = "member@example.org";
const STEP: &str = "form[action='/fn/sign_in_second_step']";

/// The code of the account's app, so many steps from now.
async fn code(app: &TestApp, account_id: i64, steps: i64) -> String {
    let mut conn = app.state.db.read().await.unwrap();
    let factor = two_factors::of_account(&mut conn, account_id).await.unwrap().unwrap();
    let secret = app.state.security.keyring.decrypt(&factor.secret_encrypted).unwrap();
    let now = app.state.clock.now().and_utc().timestamp();
    totp::code_of(&secret, totp::step_at(now) + steps)
}

/// Sets the second factor up; answers the page with the recovery codes.
async fn set_up(app: &TestApp, browser: &mut Browser, account_id: i64) -> Page {
    let page = browser.get(PAGE).await;
    let pending = browser.submit(&page, "form[action='/fn/begin_two_factor']", &[]).await;
    assert_eq!(pending.address, PAGE);
    assert!(pending.has("svg") && pending.has("[data-key]"), "{}", pending.html());
    let wrong = browser.submit(&pending, "form[action='/fn/confirm_two_factor']", &[("code", "abc")]).await;
    assert!(wrong.text().contains("Ce code ne convient pas"), "{}", wrong.text());
    let code = code(app, account_id, 0).await;
    browser.submit(&wrong, "form[action='/fn/confirm_two_factor']", &[("code", &code)]).await
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/profile/security").await.address == "/profile/security"
}

on_both! {
    async fn a_code_is_asked_after_the_password_and_works_once(app: TestApp) {
        app.state.clock.stop();
        let id = member(&app, EMAIL).await;
        let (mut browser, mut other) = (app.browser(), app.browser());
        sign_in(&mut other, EMAIL, PASSWORD).await;
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        Program::with_token(&app, id, &[Scope::ProfileRead]).await;
        let done = set_up(&app, &mut browser, id).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM api_tokens").await, 0, "tokens end too");
        let recovery = done.texts("[data-recovery]");
        assert_eq!(recovery.len(), 10, "{}", done.text());
        assert!(browser.get(PAGE).await.texts("[data-recovery]").is_empty(), "shown once");
        assert!(is_in(&mut browser).await && !is_in(&mut other).await, "other sessions end");
        let step = sign_in(&mut other, EMAIL, PASSWORD).await;
        assert!(step.address.starts_with("/auth/second-step"), "{}", step.address);
        assert!(!is_in(&mut other).await, "the password alone is not enough");
        // The code that confirmed the set-up is used.
        let used = code(&app, id, 0).await;
        let refused = other.submit(&step, STEP, &[("code", &used)]).await;
        assert!(refused.text().contains("Ce code ne convient pas"), "{}", refused.text());
        let next = code(&app, id, 1).await;
        other.submit(&refused, STEP, &[("code", &next)]).await;
        assert!(is_in(&mut other).await);
        // Replayed, the same code opens nothing.
        let mut third = app.browser();
        let step = sign_in(&mut third, EMAIL, PASSWORD).await;
        third.submit(&step, STEP, &[("code", &next)]).await;
        assert!(!is_in(&mut third).await);
        let step = third.get("/auth/second-step").await;
        third.submit(&step, STEP, &[("code", &recovery[0].trim().to_lowercase())]).await;
        assert!(is_in(&mut third).await, "a recovery code does too");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM recovery_codes").await, 9);
        let mut fourth = app.browser();
        let step = sign_in(&mut fourth, EMAIL, PASSWORD).await;
        fourth.submit(&step, STEP, &[("code", recovery[0].trim())]).await;
        assert!(!is_in(&mut fourth).await, "once");
        // A step that was begun too long ago, or never, leads back to the password.
        app.state.clock.advance(TimeDelta::minutes(6));
        assert!(fourth.get("/auth/second-step").await.address.starts_with("/auth/login"));
        assert!(app.browser().get("/auth/second-step").await.address.starts_with("/auth/login"));
    }

    async fn it_is_turned_off_with_password_and_code(app: TestApp) {
        app.state.clock.stop();
        let id = member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        set_up(&app, &mut browser, id).await;
        let form = "form[action='/fn/turn_two_factor_off']";
        let page = browser.get(PAGE).await;
        let next = code(&app, id, 1).await;
        let wrong = browser.submit(&page, form, &[("password", "not this one"), ("code", &next)]).await;
        assert!(wrong.text().contains("pas votre mot de passe"), "{}", wrong.text());
        let wrong = browser.submit(&page, form, &[("password", PASSWORD), ("code", "000")]).await;
        assert!(wrong.text().contains("Ce code ne convient pas"), "{}", wrong.text());
        let off = browser.submit(&page, form, &[("password", PASSWORD), ("code", &next)]).await;
        assert!(off.text().contains("Le code est désactivé"), "{}", off.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM recovery_codes").await, 0);
        for action in ["two_factor.enabled", "two_factor.disabled"] {
            let lines = format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = '{action}' AND actor = 'owner'");
            assert_eq!(number(&app, &lines).await, 1, "{action}");
        }
        for kind in ["two_factor_on", "two_factor_off"] {
            assert_eq!(newest(&app, kind).await.to, EMAIL, "the owner is told");
        }
        let mut again = app.browser();
        sign_in(&mut again, EMAIL, PASSWORD).await;
        assert!(is_in(&mut again).await);
    }

    async fn one_that_whoever_changed_the_address_set_up_goes_when_that_is_undone(app: TestApp) {
        const NEW_PASSWORD: &str = "seven quiet lanterns over fez";
        app.state.clock.stop();
        let id = member(&app, EMAIL).await;
        let (mut thief, mut owner) = (app.browser(), app.browser());
        sign_in(&mut thief, EMAIL, PASSWORD).await;
        set_up(&app, &mut thief, id).await;
        let page = thief.get("/profile/security").await;
        let fields = [("email", "thief@example.org"), ("password_for_email", PASSWORD)];
        thief.submit(&page, "form[action='/fn/change_email']", &fields).await;
        let page = thief.get(&newest(&app, "email_change").await.link()).await;
        thief.submit(&page, "form[action='/fn/confirm_email']", &[]).await;
        let page = owner.get(&newest(&app, "email_change_notice").await.link()).await;
        let undone = owner.submit(&page, "form[action='/fn/undo_email_change']", &[]).await;
        let chosen = [("password", NEW_PASSWORD), ("password_confirm", NEW_PASSWORD)];
        owner.submit(&undone, "form[action='/fn/reset_password']", &chosen).await;
        let mut again = app.browser();
        sign_in(&mut again, EMAIL, NEW_PASSWORD).await;
        assert!(is_in(&mut again).await && !is_in(&mut thief).await, "no code of the thief's is asked for");
        for table in ["two_factors", "recovery_codes"] {
            assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(newest(&app, "two_factor_reset").await.to, EMAIL);
        let lines = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'two_factor.reset' AND actor = 'owner'";
        assert_eq!(number(&app, lines).await, 1);
    }

    async fn administrators_need_one_where_it_is_required(app: TestApp) {
        drop(administrator_browser(&app).await);
        let app = app.with(&[("REQUIRE_ADMIN_TOTP", "true")]).await;
        let id = number(&app, "SELECT id AS n FROM accounts WHERE email = 'admin@example.org'").await;
        let mut browser = app.browser();
        let led = sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        assert_eq!(led.address, PAGE);
        assert!(led.text().contains("Les administrateurs doivent activer"), "{}", led.text());
        assert_eq!(browser.get("/admin").await.status, 404, "until then the account is like a member's");
        set_up(&app, &mut browser, id).await;
        assert_eq!(browser.get("/admin").await.status, 200);
        assert!(two_factor::reset(&app.state, &Actor::command_line(), "admin@example.org").await.unwrap());
        assert!(!two_factor::reset(&app.state, &Actor::command_line(), "admin@example.org").await.unwrap());
        assert!(!is_in(&mut browser).await, "a reset ends the sessions");
        assert_eq!(newest(&app, "two_factor_reset").await.to, "admin@example.org");
    }
}
