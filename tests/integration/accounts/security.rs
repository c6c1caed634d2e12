//! Password, address and sessions, changed by the account's owner.

use chrono::TimeDelta;
use http::StatusCode;
use talentsmaroc::{
    domain::access::Role,
    server::{context::ViewerAccount, services::accounts::reauthentication},
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    mails::{newest, run_jobs},
    on_both,
    own_data::number,
};

const EMAIL: &str = "amina@example.org";
const NEW_EMAIL: &str = "Amina.New@example.org";
const NEW_PASSWORD: &str = "seven quiet lanterns over fez";

async fn signed_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let page = sign_in(&mut browser, EMAIL, PASSWORD).await;
    assert_eq!(page.address, "/profile/dashboard");
    browser
}

fn is_signed_in(page: &Page) -> bool {
    page.has("form[action='/auth/logout']")
}

async fn change_password(browser: &mut Browser, current: &str, password: &str, confirm: &str) -> Page {
    let page = browser.get("/profile/security").await;
    let fields = [("current_password", current), ("password", password), ("password_confirm", confirm)];
    browser.submit(&page, "form[action='/fn/change_password']", &fields).await
}

async fn change_email(browser: &mut Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/profile/security").await;
    let fields = [("email", email), ("password_for_email", password)];
    browser.submit(&page, "form[action='/fn/change_email']", &fields).await
}

/// Chooses the new password on the page that an undone change of address leads to.
async fn choose_password(browser: &mut Browser, page: &Page) {
    let fields = [("password", NEW_PASSWORD), ("password_confirm", NEW_PASSWORD)];
    let done = browser.submit(page, "form[action='/fn/reset_password']", &fields).await;
    assert!(done.texts("h1").concat().contains("enregistré"), "{}", done.text());
}

/// A holder of the password gave the account another address: their browser, and the link that undoes it.
async fn stolen(app: &TestApp) -> (Browser, String) {
    let mut thief = signed_in(app).await;
    change_email(&mut thief, NEW_EMAIL, PASSWORD).await;
    press(&mut thief, &newest(app, "email_change").await.link(), "confirm_email").await;
    (thief, newest(app, "email_change_notice").await.link())
}

async fn press(browser: &mut Browser, link: &str, function: &str) -> Page {
    let page = browser.get(link).await;
    browser.submit(&page, &format!("form[action='/fn/{function}']"), &[]).await
}

on_both! {
    async fn a_new_password_ends_the_other_sessions(app: TestApp) {
        member(&app, EMAIL).await;
        let (mut browser, mut other) = (signed_in(&app).await, signed_in(&app).await);
        assert!(browser.get("/profile/dashboard").await.has("a[href='/profile/security']"));
        let mut copy = browser.clone();
        let page = change_password(&mut browser, PASSWORD, NEW_PASSWORD, NEW_PASSWORD).await;
        assert!(page.text().contains("Votre mot de passe a changé"), "{}", page.text());
        assert!(is_signed_in(&browser.get("/about").await));
        assert!(!is_signed_in(&other.get("/about").await));
        assert!(!is_signed_in(&copy.get("/about").await), "this session has another token");
        assert_eq!(newest(&app, "password_changed").await.to, EMAIL);
        assert_eq!(sign_in(&mut other, EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
    }

    async fn the_present_password_is_asked_and_guessing_gets_slow(app: TestApp) {
        app.state.clock.stop();
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        let page = change_password(&mut browser, PASSWORD, "1234567890", "1234567890").await;
        assert!(page.has("[name=password][aria-invalid]"));
        let page = change_password(&mut browser, PASSWORD, PASSWORD, PASSWORD).await;
        assert!(page.has("[name=password][aria-invalid]"), "the same one again");
        for _ in 0..5 {
            let page = change_password(&mut browser, "not the password", NEW_PASSWORD, NEW_PASSWORD).await;
            assert!(page.has("[name=current_password][aria-invalid]"), "{}", page.text());
            assert!(!page.html().contains(NEW_PASSWORD));
        }
        let page = change_password(&mut browser, PASSWORD, NEW_PASSWORD, NEW_PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address, "/profile/dashboard");
    }

    async fn sessions_are_listed_and_ended(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        let mut others = Vec::new();
        for agent in ["Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "<b>nonsense</b>"] {
            let mut other = app.browser();
            other.extra_headers.insert(http::header::USER_AGENT, agent.parse().unwrap());
            sign_in(&mut other, EMAIL, PASSWORD).await;
            others.push(other);
        }
        let mut stranger = app.browser();
        member(&app, "karim@example.org").await;
        sign_in(&mut stranger, "karim@example.org", PASSWORD).await;

        let page = browser.get("/profile/security").await;
        assert_eq!(page.texts("main li").len(), 3);
        assert!(page.text().contains("Firefox · Android") && page.text().contains("Appareil inconnu"));
        assert!(page.text().contains("192.0.2.1") && !page.html().contains("<b>nonsense"));
        let machine = page.attribute("main li time", "datetime").unwrap();
        assert!(machine.ends_with('Z') && page.text().contains("Casablanca"), "{machine}");
        let page = browser.submit(&page, "main li form", &[]).await;
        assert_eq!(page.texts("main li").len(), 2);
        let alive = [is_signed_in(&others[0].get("/about").await), is_signed_in(&others[1].get("/about").await)];
        assert_eq!(alive.iter().filter(|alive| **alive).count(), 1);

        // A session of another account cannot be ended.
        for id in 1..=5 {
            if id != 4 {
                stranger.post("/fn/end_sessions", &[("session", &id.to_string())]).await;
            }
        }
        assert!(is_signed_in(&browser.get("/about").await));
        let form = "main section > div > form[action='/fn/end_sessions']";
        let page = browser.submit(&page, form, &[]).await;
        assert_eq!(page.texts("main li").len(), 1);
        assert!(is_signed_in(&stranger.get("/about").await));
        assert_eq!(browser.post("/fn/end_sessions", &[("session", "x")]).await.status, StatusCode::BAD_REQUEST);
    }

    async fn another_address_counts_once_its_link_is_followed(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        let page = change_email(&mut browser, NEW_EMAIL, "not the password").await;
        assert!(page.has("[name=password_for_email][aria-invalid]"));
        assert_eq!(page.attribute("[name=email]", "value").unwrap(), NEW_EMAIL);
        let page = change_email(&mut browser, NEW_EMAIL, PASSWORD).await;
        assert!(page.text().contains("Ouvrez maintenant le lien"), "{}", page.text());
        let (confirm, notice) = (newest(&app, "email_change").await, newest(&app, "email_change_notice").await);
        assert_eq!((confirm.to.as_str(), notice.to.as_str()), (NEW_EMAIL, EMAIL));
        assert!(!notice.text.contains(NEW_EMAIL));
        assert_eq!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address, "/profile/dashboard", "not yet");
        let done = press(&mut app.browser(), &confirm.link(), "confirm_email").await;
        assert!(done.texts("h1").concat().contains("confirmée"), "{}", done.text());
        assert!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address.starts_with("/auth/login"));
        assert_eq!(sign_in(&mut app.browser(), NEW_EMAIL, PASSWORD).await.address, "/profile/dashboard");
        assert!(!is_signed_in(&browser.get("/about").await), "the link was followed elsewhere");
        sign_in(&mut browser, NEW_EMAIL, PASSWORD).await;
        let page = browser.get("/profile/security").await;
        assert!(page.text().contains(NEW_EMAIL) && page.text().contains("Confirmée"));

        // The old address has 72 hours from now on.
        app.state.clock.advance(TimeDelta::hours(71));
        sign_in(&mut browser, NEW_EMAIL, PASSWORD).await;
        let mut owner = app.browser();
        let undone = press(&mut owner, &notice.link(), "undo_email_change").await;
        assert_eq!(undone.address, "/auth/password/reset", "without a secret");
        assert!(undone.text().contains("L’ancien mot de passe ne fonctionne plus"), "{}", undone.text());
        assert!(!is_signed_in(&browser.get("/about").await), "whoever is signed in is signed out");
        for address in [EMAIL, NEW_EMAIL] {
            let refused = sign_in(&mut app.browser(), address, PASSWORD).await;
            assert!(refused.address.starts_with("/auth/login"), "the thief knows the password");
        }
        choose_password(&mut owner, &undone).await;
        assert_eq!(sign_in(&mut app.browser(), EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
        let again = press_dead(&mut app.browser(), &notice.link()).await;
        assert!(again.contains("ne fonctionne plus"), "{again}");
    }

    async fn a_change_can_be_undone_before_it_counts(app: TestApp) {
        member(&app, EMAIL).await;
        change_email(&mut signed_in(&app).await, NEW_EMAIL, PASSWORD).await;
        let notice = newest(&app, "email_change_notice").await.link();
        let mut owner = app.browser();
        let undone = press(&mut owner, &notice, "undo_email_change").await;
        let dead = press_dead(&mut app.browser(), &newest(&app, "email_change").await.link()).await;
        assert!(dead.contains("ne fonctionne plus"), "{dead}");
        assert!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address.starts_with("/auth/login"));
        choose_password(&mut owner, &undone).await;
        assert_eq!(sign_in(&mut app.browser(), EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
    }

    async fn undoing_a_second_change_leaves_the_first_address_its_way_back(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        change_email(&mut browser, "thief@example.org", PASSWORD).await;
        let first = newest(&app, "email_change_notice").await;
        press(&mut browser, &newest(&app, "email_change").await.link(), "confirm_email").await;
        assert!(is_signed_in(&browser.get("/about").await), "the browser that followed the link stays signed in");
        change_email(&mut browser, "thief.too@example.org", PASSWORD).await;
        let second = newest(&app, "email_change_notice").await;
        assert_eq!((first.to.as_str(), second.to.as_str()), (EMAIL, "thief@example.org"));
        let mut thief = app.browser();
        let undone = press(&mut thief, &second.link(), "undo_email_change").await;
        choose_password(&mut thief, &undone).await;
        let address = sign_in(&mut thief, "thief@example.org", NEW_PASSWORD).await.address;
        assert_eq!(address, "/profile/dashboard");
        let mut owner = app.browser();
        let undone = press(&mut owner, &first.link(), "undo_email_change").await;
        assert!(!is_signed_in(&thief.get("/about").await));
        for password in [PASSWORD, NEW_PASSWORD] {
            assert!(sign_in(&mut app.browser(), EMAIL, password).await.address.starts_with("/auth/login"));
        }
        let fields = [("password", "eleven slow camels to zagora"), ("password_confirm", "eleven slow camels to zagora")];
        owner.submit(&undone, "form[action='/fn/reset_password']", &fields).await;
        let address = sign_in(&mut app.browser(), EMAIL, "eleven slow camels to zagora").await.address;
        assert_eq!(address, "/profile/dashboard");
    }

    async fn an_old_address_registered_meanwhile_goes_back_to_its_owner(app: TestApp) {
        member(&app, EMAIL).await;
        let (mut thief, notice) = stolen(&app).await;
        let other = member(&app, EMAIL).await;
        let (mut occupant, mut owner) = (signed_in(&app).await, app.browser());
        let undone = press(&mut owner, &notice, "undo_email_change").await;
        for browser in [&mut thief, &mut occupant] {
            assert!(!is_signed_in(&browser.get("/about").await));
        }
        choose_password(&mut owner, &undone).await;
        assert_eq!(sign_in(&mut owner, EMAIL, NEW_PASSWORD).await.address, "/profile/dashboard");
        let freed = format!("id = {other} AND state = 'suspended' AND email = 'freed-{other}@invalid'");
        assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM accounts WHERE {freed}")).await, 1);
    }

    async fn an_old_address_confirmed_elsewhere_stays_there_and_the_thief_is_out(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let (mut thief, notice) = stolen(&app).await;
        let other = member(&app, EMAIL).await;
        execute(&app, &format!("UPDATE accounts SET email_confirmed_at = created_at WHERE id = {other}")).await;
        let mut occupant = signed_in(&app).await;
        let undone = press(&mut app.browser(), &notice, "undo_email_change").await;
        assert!(undone.texts("h1").concat().contains("déjà utilisée"), "{}", undone.text());
        assert!(!is_signed_in(&thief.get("/about").await) && is_signed_in(&occupant.get("/about").await));
        assert!(sign_in(&mut thief, NEW_EMAIL, PASSWORD).await.address.starts_with("/auth/login"));
        let out = format!("id = {id} AND state = 'suspended' AND password_hash IS NULL");
        assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM accounts WHERE {out}")).await, 1);
        assert!(press_dead(&mut app.browser(), &notice).await.contains("ne fonctionne plus"));
    }

    async fn a_new_password_ends_a_change_that_waits(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        change_email(&mut browser, NEW_EMAIL, PASSWORD).await;
        change_password(&mut browser, PASSWORD, NEW_PASSWORD, NEW_PASSWORD).await;
        let dead = press_dead(&mut app.browser(), &newest(&app, "email_change").await.link()).await;
        assert!(dead.contains("ne fonctionne plus"), "{dead}");
    }

    async fn the_links_of_a_change_end_in_time(app: TestApp) {
        member(&app, EMAIL).await;
        change_email(&mut signed_in(&app).await, NEW_EMAIL, PASSWORD).await;
        app.state.clock.advance(TimeDelta::hours(24));
        assert!(press_dead(&mut app.browser(), &newest(&app, "email_change").await.link()).await.contains("plus"));
        app.state.clock.advance(TimeDelta::hours(48));
        assert!(press_dead(&mut app.browser(), &newest(&app, "email_change_notice").await.link()).await.contains("plus"));
    }

    async fn the_reader_of_a_wrong_address_refuses_without_harm(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        change_email(&mut browser, NEW_EMAIL, PASSWORD).await;
        let link = newest(&app, "email_change").await.link();
        press(&mut app.browser(), &link, "disown_email").await;
        assert!(is_signed_in(&browser.get("/about").await), "the account is not theirs");
        assert!(press_dead(&mut app.browser(), &link).await.contains("ne fonctionne plus"));
    }

    async fn no_account_takes_the_address_of_another(app: TestApp) {
        member(&app, EMAIL).await;
        member(&app, "karim@example.org").await;
        let mut browser = signed_in(&app).await;
        for taken in [EMAIL, " KARIM@example.org ", "nobody"] {
            let page = change_email(&mut browser, taken, PASSWORD).await;
            assert!(page.has("[name=email][aria-invalid]"), "{taken}: {}", page.text());
        }
        // Taken between the request and its confirmation.
        change_email(&mut browser, NEW_EMAIL, PASSWORD).await;
        member(&app, "amina.new@example.org").await;
        let link = newest(&app, "email_change").await.link();
        let page = press(&mut app.browser(), &link, "confirm_email").await;
        assert!(page.texts("h1").concat().contains("déjà utilisée"), "{}", page.text());
        assert_eq!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address, "/profile/dashboard");
    }

    async fn addresses_with_accounts_are_not_found_out_by_asking(app: TestApp) {
        member(&app, EMAIL).await;
        member(&app, "karim@example.org").await;
        let mut browser = signed_in(&app).await;
        for _ in 0..10 {
            let page = change_email(&mut browser, "karim@example.org", PASSWORD).await;
            assert!(page.has("[name=email][aria-invalid]"), "{}", page.text());
        }
        for address in ["karim@example.org", "free@example.org"] {
            let page = change_email(&mut browser, address, PASSWORD).await;
            assert!(!page.has("[name=email][aria-invalid]"), "no answer: {}", page.text());
            assert_eq!(page.attribute("[name=email]", "value").as_deref(), Some(address), "what was typed is kept");
        }
    }

    async fn the_session_used_longest_ago_makes_room(app: TestApp) {
        app.state.clock.stop();
        let id = member(&app, EMAIL).await;
        let mut browsers = Vec::new();
        for _ in 0..21 {
            browsers.push(signed_in(&app).await);
            app.state.clock.advance(TimeDelta::seconds(1));
        }
        let count = format!("SELECT COUNT(*) AS n FROM sessions WHERE account_id = {id}");
        assert_eq!(number(&app, &count).await, 20);
        assert!(!is_signed_in(&browsers[0].get("/about").await));
        assert!(is_signed_in(&browsers[1].get("/about").await) && is_signed_in(&browsers[20].get("/about").await));
    }

    async fn the_writes_of_one_account_are_bounded(app: TestApp) {
        let app = app.with(&[("LIMIT_WRITES_PER_MINUTE", "2")]).await;
        app.state.clock.stop();
        member(&app, EMAIL).await;
        member(&app, "karim@example.org").await;
        let (mut browser, mut other) = (signed_in(&app).await, app.browser());
        sign_in(&mut other, "karim@example.org", PASSWORD).await;
        let mut answers = Vec::new();
        for _ in 0..3 {
            answers.push(browser.post("/fn/end_sessions", &[]).await.status);
        }
        assert_eq!(answers, [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS]);
        assert_eq!(browser.get("/profile/security").await.status, StatusCode::OK, "reading is free");
        assert_eq!(other.post("/fn/end_sessions", &[]).await.status, StatusCode::OK, "another account");
    }

    async fn links_to_the_old_address_die_with_it(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        app.browser().post("/fn/report_forgotten_password", &[("email", EMAIL)]).await;
        run_jobs(&app).await;
        let old_reset = newest(&app, "password_reset").await.link();
        change_email(&mut browser, NEW_EMAIL, PASSWORD).await;
        press(&mut app.browser(), &newest(&app, "email_change").await.link(), "confirm_email").await;
        assert!(press_dead(&mut app.browser(), &old_reset).await.contains("ne fonctionne plus"));
    }

    async fn the_password_is_asked_again_after_a_quarter_of_an_hour(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let mut browser = signed_in(&app).await;
        let session_id = 1;
        let viewer = ViewerAccount { id, session_id, token: None, person_id: None, role: Role::Member, trusted: true };
        assert!(reauthentication::is_fresh(&app.state, &viewer).await.unwrap());
        app.state.clock.advance(TimeDelta::minutes(15));
        assert!(!reauthentication::is_fresh(&app.state, &viewer).await.unwrap());

        let page = browser.get(&talentsmaroc::routes::reauthentication_page("/talents?q=a&b=c")).await;
        let wrong = browser.submit(&page, "main form", &[("password", "not the password")]).await;
        assert!(wrong.has("[name=password][aria-invalid]"));
        assert!(!reauthentication::is_fresh(&app.state, &viewer).await.unwrap());
        let on = browser.submit(&wrong, "main form", &[("password", PASSWORD)]).await;
        assert_eq!(on.address, "/talents?q=a&b=c");
        assert!(reauthentication::is_fresh(&app.state, &viewer).await.unwrap());
        let page = browser.get("/profile/reauthenticate?next=https://evil.example").await;
        assert_eq!(page.attribute("main [name=next]", "value").unwrap(), "/profile/dashboard");
        let fields = [("password", PASSWORD), ("next", "//evil.example")];
        assert_eq!(browser.post("/fn/reauthenticate", &fields).await.address, "/profile/dashboard");
    }
}

/// What a page without buttons says.
async fn press_dead(browser: &mut Browser, link: &str) -> String {
    let page = browser.get(link).await;
    assert!(!page.has("main form[action^='/fn/']"), "{}", page.text());
    page.texts("h1").concat()
}
