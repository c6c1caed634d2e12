//! The list of administrators: inviting and dismissing.

use chrono::TimeDelta;

use super::{all_lines, lines};
use crate::support::{
    accounts::{PASSWORD, administrator_browser, member, sign_in},
    browser::{Browser, Page},
    mails, on_both,
    own_data::number,
};

const NEW: &str = "copper lantern river nine";

async fn invite(browser: &mut Browser, email: &str) -> Page {
    let page = browser.get("/admin/admins").await;
    browser.submit(&page, "form[action='/fn/invite_administrator']", &[("email", email)]).await
}

on_both! {
    async fn an_administrator_is_invited_enters_and_is_dismissed(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let refused = invite(&mut browser, "no address").await;
        assert_eq!(refused.attribute("input[name=email]", "value").as_deref(), Some("no address"));
        member(&app, "member@example.org").await;
        assert!(invite(&mut browser, "member@example.org").await.text().contains("a déjà un compte"));
        assert_eq!(all_lines(&app).await, 0);
        let done = invite(&mut browser, "second@example.org").await;
        assert!(done.text().contains("L’invitation part par e-mail"), "{}", done.text());
        assert!(done.text().contains("Mot de passe à choisir"));
        assert_eq!((lines(&app, "administrator.invited").await, all_lines(&app).await), (1, 1));
        let mail = mails::newest(&app, "access").await;
        assert_eq!(mail.to, "second@example.org");
        let mut second = app.browser();
        let form = second.get(&mail.link()).await;
        let chosen = [("password", NEW), ("password_confirm", NEW)];
        second.submit(&form, "form[action='/fn/reset_password']", &chosen).await;
        sign_in(&mut second, "second@example.org", NEW).await;
        assert_eq!(second.get("/admin/admins").await.status, 200);
        let page = browser.get("/admin/admins").await;
        let refused = browser.submit(&page, "form[action='/fn/dismiss_administrator']", &[]).await;
        assert!(refused.text().contains("Cochez la case"));
        let done = browser.submit(&page, "form[action='/fn/dismiss_administrator']", &[("confirmed", "on")]).await;
        assert!(done.text().contains("n’est plus administrateur"), "{}", done.text());
        assert_eq!(lines(&app, "administrator.demoted").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE role = 'administrator'").await, 1);
        assert!(second.get("/admin/admins").await.address.starts_with("/auth/login"), "the session is over");
    }

    async fn an_invitation_that_was_not_used_leaves_the_last_administrator_in_place(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        invite(&mut browser, "second@example.org").await;
        let link = mails::newest(&app, "access").await.link();
        let own = number(&app, "SELECT id AS n FROM accounts WHERE email = 'admin@example.org'").await.to_string();
        let kept = browser.post("/fn/dismiss_administrator", &[("account", &own), ("confirmed", "on")]).await;
        assert!(kept.text().contains("un autre administrateur doit le faire"), "{}", kept.text());
        app.state.clock.advance(TimeDelta::minutes(15));
        let asked = invite(&mut browser, "third@example.org").await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next=%2Fadmin%2Fadmins"), "{}", asked.address);
        browser.submit(&asked, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        let page = browser.get("/admin/admins").await;
        browser.submit(&page, "form[action='/fn/dismiss_administrator']", &[("confirmed", "on")]).await;
        assert!(!app.browser().get(&link).await.has("form[action='/fn/reset_password']"), "the link is dead");
    }
}
