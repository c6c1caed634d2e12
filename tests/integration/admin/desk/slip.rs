//! Printed slips with which people choose a password.

use chrono::TimeDelta;

use super::{all_lines, lines};
use crate::support::{
    accounts::{PASSWORD, administrator_browser, execute, sign_in},
    browser::{Browser, Page},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

const NEW: &str = "copper lantern river nine";

/// Asks for the slip of the first person.
async fn print(browser: &mut Browser) -> Page {
    let page = browser.get("/admin/users/MACAN0001F").await;
    browser.submit(&page, "form[action='/fn/print_slip']", &[]).await
}

on_both! {
    async fn a_person_without_mail_chooses_a_password_and_signs_in_by_code(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let slip = print(&mut browser).await;
        assert_eq!(slip.address, "/admin/users/MACAN0001F/slip");
        assert!(slip.has(".desk-slip-qr svg"), "{}", slip.html());
        assert_eq!((lines(&app, "password.slip_printed").await, all_lines(&app).await), (1, 1));
        let secret = slip.texts("[data-slip]").concat().trim().to_owned();
        assert_eq!(secret.len(), 19, "{secret}");
        assert!(!browser.get("/admin/users/MACAN0001F/slip").await.has("[data-slip]"), "once");
        let mut person = app.browser();
        let page = person.get("/auth/slip").await;
        let wrong = person.submit(&page, "form[action='/fn/open_slip']", &[("slip", "ABCD")]).await;
        assert_eq!(wrong.attribute("input[name=slip]", "value").as_deref(), Some("ABCD"));
        let form = person.submit(&wrong, "form[action='/fn/open_slip']", &[("slip", &secret.to_lowercase())]).await;
        assert_eq!(form.address, "/auth/password/reset");
        let chosen = [("password", NEW), ("password_confirm", NEW)];
        person.submit(&form, "form[action='/fn/reset_password']", &chosen).await;
        let mut signed_in = app.browser();
        sign_in(&mut signed_in, "macan 0001 f", NEW).await;
        assert!(signed_in.get("/profile/dashboard").await.text().contains("MACAN0001F"));
        // A slip says nothing about the address, and works once.
        let confirmed = "SELECT COUNT(*) AS n FROM accounts WHERE email LIKE 'canari%' AND email_confirmed_at IS NOT NULL";
        assert_eq!(number(&app, confirmed).await, 0);
        let page = app.browser().post("/fn/open_slip", &[("slip", &secret)]).await;
        assert!(!page.has("form[action='/fn/reset_password']"));
    }

    async fn a_new_slip_ends_the_earlier_one_and_needs_the_password_again(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let first = print(&mut browser).await.texts("[data-slip]").concat().trim().to_owned();
        print(&mut browser).await;
        let page = app.browser().post("/fn/open_slip", &[("slip", &first)]).await;
        assert!(!page.has("form[action='/fn/reset_password']"));
        app.state.clock.advance(TimeDelta::minutes(15));
        let asked = print(&mut browser).await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next="), "{}", asked.address);
        browser.submit(&asked, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        let other = "UPDATE accounts SET role = 'administrator' WHERE email LIKE 'canari%'";
        execute(&app, other).await;
        let refused = browser.post("/fn/print_slip", &[("code", "MACAN0001F")]).await;
        assert!(refused.text().contains("C’est un compte d’administrateur"), "{}", refused.text());
        assert_eq!(lines(&app, "password.slip_printed").await, 2);
    }

    async fn no_slip_outlives_a_suspension_at_the_same_moment(app: TestApp) {
        insert(&app.state, &(1..=10).map(TestPerson::new).collect::<Vec<_>>()).await;
        let browser = administrator_browser(&app).await;
        for person in (1..=10).map(TestPerson::new) {
            let (mut one, mut other) = (browser.clone(), browser.clone());
            let suspension = [("code", person.code.as_str()), ("reason", "asked")];
            let slip = [("code", person.code.as_str())];
            tokio::join!(one.post("/fn/print_slip", &slip), other.post("/fn/suspend_person", &suspension));
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE state = 'suspended'").await, 10);
        let open = "SELECT COUNT(*) AS n FROM one_time_links l JOIN accounts a ON a.id = l.account_id WHERE a.state = 'suspended'";
        assert_eq!(number(&app, open).await, 0, "it would work again after a reactivation");
    }
}
