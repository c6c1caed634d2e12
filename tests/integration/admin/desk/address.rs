//! Another e-mail address for a person, noted by an administrator.

use chrono::TimeDelta;

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute},
    browser::{Browser, Page},
    mails::{all, newest},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

const PERSON: &str = "/admin/users/MACAN0001F";
const FORM: &str = "form[action='/fn/change_address']";
const OLD: &str = "canarimail1@example.org";
const NEW: &str = "canarinew@example.org";

async fn change(browser: &mut Browser, email: &str, reason: &str) -> Page {
    let page = browser.get(PERSON).await;
    browser.submit(&page, FORM, &[("new_email", email), ("address_reason", reason)]).await
}

async fn has_address(app: &TestApp, email: &str) -> bool {
    let sql = format!(
        "SELECT COUNT(*) AS n FROM accounts WHERE email_normalised = '{email}' AND email_confirmed_at IS NOT NULL"
    );
    number(app, &sql).await == 1
}

async fn press(app: &TestApp, link: &str, function: &str) -> Page {
    let mut browser = app.browser();
    let page = browser.get(link).await;
    browser.submit(&page, &format!("form[action='/fn/{function}']"), &[]).await
}

on_both! {
    async fn the_new_address_confirms_it_and_the_old_one_is_told(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        execute(&app, &format!("UPDATE accounts SET email_confirmed_at = created_at WHERE email = '{OLD}'")).await;
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/send_password_link", &[("code", "MACAN0001F")]).await;
        let to_the_old_one = newest(&app, "password_reset").await.link();
        let asked = change(&mut browser, NEW, "lost").await;
        assert!(asked.text().contains("Un lien de confirmation part"), "{}", asked.text());
        assert!(asked.text().contains("La personne n’a plus accès à l’ancienne"), "the log says why");
        // The link that was sent, its mail that was read above, and this.
        assert_eq!((lines(&app, "email.change_asked").await, all_lines(&app).await), (1, 3));
        assert!(!has_address(&app, NEW).await, "not before the link is followed");
        let (confirm, notice) = (newest(&app, "address_change").await, newest(&app, "address_change_notice").await);
        assert_eq!((confirm.to.as_str(), notice.to.as_str()), (NEW, OLD));
        assert!(confirm.text.contains("Motif") && notice.text.contains("Motif") && !notice.text.contains(NEW));
        let dead = app.browser().get(&to_the_old_one).await;
        assert!(!dead.has("form[action='/fn/reset_password']"), "links to the old address have ended: {}", dead.text());
        press(&app, &confirm.link(), "confirm_email").await;
        assert!(has_address(&app, NEW).await);
        press(&app, &notice.link(), "undo_email_change").await;
        assert!(has_address(&app, OLD).await, "the old address undoes it");
    }

    async fn an_address_that_was_never_confirmed_undoes_nothing(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        execute(&app, &format!("UPDATE accounts SET email_confirmed_at = NULL WHERE email = '{OLD}'")).await;
        let mut browser = administrator_browser(&app).await;
        change(&mut browser, NEW, "misspelt").await;
        let notice = newest(&app, "address_change_notice").await;
        assert!(notice.to == OLD && !notice.text.contains("/auth/email/undo"), "{}", notice.text);
        // A person without an address gets one, and nothing is written to what stands in its place.
        let nowhere = "UPDATE accounts SET email = 'none-1@invalid', email_normalised = 'none-1@invalid'";
        execute(&app, &format!("{nowhere} WHERE email = '{OLD}'")).await;
        change(&mut browser, "canariother@example.org", "asked").await;
        assert!(all(&app).await.iter().all(|mail| !mail.to.ends_with("@invalid")));
        press(&app, &newest(&app, "address_change").await.link(), "confirm_email").await;
        assert!(has_address(&app, "canariother@example.org").await);
    }

    async fn what_cannot_be_is_said_and_stays_typed(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        for (email, reason, said) in [
            ("nobody", "lost", "Ce n’est pas une adresse e-mail"),
            (NEW, "", "Choisissez le motif du changement d’adresse."),
            (NEW, "conduct", "Choisissez le motif du changement d’adresse."),
            ("canarimail2@example.org", "lost", "Cette adresse est déjà celle d’un autre compte."),
            (OLD, "lost", "C’était déjà fait"),
        ] {
            let page = change(&mut browser, email, reason).await;
            assert!(page.text().contains(said), "{email} {reason}: {}", page.text());
            assert_eq!(page.attribute("[name=new_email]", "value").as_deref(), Some(email));
            assert!(page.has("details[open] [name=new_email]"));
        }
        assert!(!browser.get(PERSON).await.has("details[open] [name=new_email]"), "shown once");
        assert_eq!((all_lines(&app).await, all(&app).await.len()), (0, 0));
        app.state.clock.advance(TimeDelta::minutes(16));
        let asked = change(&mut browser, NEW, "lost").await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next=%2Fadmin%2Fusers%2FMACAN0001F"), "{}", asked.address);
        let back = browser.submit(&asked, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        assert_eq!(back.attribute("[name=new_email]", "value").as_deref(), Some(NEW), "{}", back.address);
        let done = browser.submit(&back, FORM, &[]).await;
        assert!(done.text().contains("Un lien de confirmation part"), "{}", done.text());
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE email = '{OLD}'")).await;
        assert!(!browser.get(PERSON).await.has(FORM));
        let fields = [("code", "MACAN0001F"), ("new_email", "canarithird@example.org"), ("address_reason", "lost")];
        let refused = browser.post("/fn/change_address", &fields).await;
        assert!(refused.text().contains("change elle-même son adresse"), "{}", refused.text());
        assert_eq!(all_lines(&app).await, 1);
    }
}
