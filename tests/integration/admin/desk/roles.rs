//! Administrators are made and dismissed with a password that was given a short time ago.

use chrono::TimeDelta;
use talentsmaroc::server::{
    actor::Actor,
    services::admin::people::{self, StateChange},
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const DISMISS: &str = "/fn/dismiss_administrator";

async fn act(browser: &mut Browser, function: &str, confirmed: bool) -> Page {
    let page = browser.get("/admin/users/MACAN0001F").await;
    let fields: &[(&str, &str)] = if confirmed { &[("confirmed", "on")] } else { &[] };
    browser.submit(&page, &format!("form[action='/fn/{function}']"), fields).await
}

/// Signed in as an administrator with this address, and the account's number.
async fn administrator_with_id(app: &TestApp, email: &str) -> (Browser, i64) {
    let id = member(app, email).await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, email, PASSWORD).await;
    (browser, id)
}

async fn administrators(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM accounts WHERE role = 'administrator'").await
}

on_both! {
    async fn a_person_becomes_an_administrator_and_a_member_again(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        assert!(act(&mut browser, "promote_person", false).await.text().contains("Cochez la case"));
        let refused = act(&mut browser, "promote_person", true).await;
        assert!(refused.text().contains("doit d’abord confirmer son adresse"), "{}", refused.text());
        assert_eq!((administrators(&app).await, all_lines(&app).await), (1, 0));
        execute(&app, "UPDATE accounts SET email_confirmed_at = created_at").await;
        let done = act(&mut browser, "promote_person", true).await;
        assert!(done.text().contains("est maintenant administrateur"), "{}", done.text());
        assert_eq!((administrators(&app).await, lines(&app, "administrator.promoted").await, all_lines(&app).await), (2, 1, 1));
        assert!(!done.has("form[action='/fn/promote_person']"));
        assert!(done.has(".notice[autofocus][tabindex='-1']"), "the answer gets the focus");
        assert!(act(&mut browser, "demote_person", false).await.text().contains("Cochez la case"));
        let done = act(&mut browser, "demote_person", true).await;
        assert!(done.text().contains("n’est plus administrateur"));
        assert_eq!((administrators(&app).await, lines(&app, "administrator.demoted").await, all_lines(&app).await), (1, 1, 2));
    }

    async fn a_person_without_an_address_becomes_no_administrator(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        // As the counter registers a person without an address.
        let change = "email = 'none-1@invalid', email_normalised = 'none-1@invalid', email_confirmed_at = created_at";
        execute(&app, &format!("UPDATE accounts SET {change}")).await;
        let mut browser = administrator_browser(&app).await;
        let refused = act(&mut browser, "promote_person", true).await;
        assert!(refused.text().contains("a besoin d’une adresse e-mail"), "{}", refused.text());
        assert_eq!((administrators(&app).await, all_lines(&app).await), (1, 0));
    }

    async fn of_two_who_demote_each_other_at_once_one_stays(app: TestApp) {
        let (mut one, first) = administrator_with_id(&app, "one@example.org").await;
        let (mut two, second) = administrator_with_id(&app, "two@example.org").await;
        let (first, second) = (first.to_string(), second.to_string());
        let of_one = [("account", second.as_str()), ("confirmed", "on")];
        let of_two = [("account", first.as_str()), ("confirmed", "on")];
        tokio::join!(one.post(DISMISS, &of_one), two.post(DISMISS, &of_two));
        assert_eq!((administrators(&app).await, lines(&app, "administrator.demoted").await), (1, 1));
    }

    async fn a_role_needs_the_password_again(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        execute(&app, "UPDATE accounts SET email_confirmed_at = created_at").await;
        let mut browser = administrator_browser(&app).await;
        app.state.clock.advance(TimeDelta::minutes(15));
        let asked = act(&mut browser, "promote_person", true).await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next=%2Fadmin%2Fusers%2FMACAN0001F"), "{}", asked.address);
        assert_eq!((administrators(&app).await, all_lines(&app).await), (1, 0));
        let back = browser.submit(&asked, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        assert_eq!(back.address, "/admin/users/MACAN0001F");
        assert!(act(&mut browser, "promote_person", true).await.text().contains("est maintenant administrateur"));
        assert_eq!(administrators(&app).await, 2);
    }

    async fn the_last_administrator_stays(app: TestApp) {
        let code = code_on(&register(&mut app.browser(), &[]).await);
        execute(&app, "UPDATE accounts SET role = 'administrator', email_confirmed_at = created_at").await;
        let outcome = people::suspend(&app.state, &Actor::command_line(), &code.parse().unwrap(), None).await.unwrap();
        assert_eq!(outcome, StateChange::LastAdministrator);
        // One of two may be suspended.
        let mut other = administrator_browser(&app).await;
        let page = other.get(&format!("/admin/users/{code}")).await;
        let done = other.submit(&page, "form[action='/fn/suspend_person']", &[("reason", "security")]).await;
        assert!(done.text().contains("Le compte est suspendu."));
        assert_eq!(lines(&app, "account.suspended").await, 1);
    }
}
