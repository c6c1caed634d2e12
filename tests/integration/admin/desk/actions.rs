//! What is done to a person from the desk: its effect, one audit line, no second time.

use chrono::Months;

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    mails, on_both,
    own_data::number,
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const PERSON: &str = "/admin/users/MACAN0001F";

/// Sends a form of the page about the first person, which is where the answer stands.
async fn act(browser: &mut Browser, function: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(PERSON).await;
    let answered = browser.submit(&page, &format!("form[action='/fn/{function}']"), fields).await;
    assert_eq!(answered.address, PERSON, "{function}");
    answered
}

async fn suspended(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM accounts WHERE state = 'suspended'").await
}

on_both! {
    async fn suspending_asks_for_a_reason_and_can_be_undone(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        for reason in ["", "whatever"] {
            let refused = act(&mut browser, "suspend_person", &[("reason", reason)]).await;
            assert!(refused.text().contains("Choisissez un motif pour suspendre"), "{}", refused.text());
        }
        assert_eq!((suspended(&app).await, all_lines(&app).await), (0, 0));
        let done = act(&mut browser, "suspend_person", &[("reason", "conduct")]).await;
        assert!(done.text().contains("Le compte est suspendu.") && done.text().contains("Conditions d’utilisation non respectées"));
        assert_eq!((suspended(&app).await, lines(&app, "account.suspended").await, all_lines(&app).await), (1, 1, 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE reason = 'conduct'").await, 1);
        assert!(!done.has("form[action='/fn/suspend_person']") && !done.has("form[action='/fn/send_password_link']"));
        assert_eq!(browser.get("/profile/view/MACAN0001F").await.status, 200, "administrators still reach the profile");
        assert_eq!(app.browser().get("/profile/view/MACAN0001F").await.status, 404);
        let undone = browser.submit(&done, "[role=status] form[action='/fn/reactivate_person']", &[]).await;
        assert!(undone.text().contains("Le compte est de nouveau actif."));
        assert_eq!((suspended(&app).await, lines(&app, "account.reactivated").await, all_lines(&app).await), (0, 1, 2));
        assert_eq!(app.browser().get("/profile/view/MACAN0001F").await.status, 200);
        // The notice was shown once; the form of an older page changes nothing.
        let again = browser.submit(&done, "[role=status] form[action='/fn/reactivate_person']", &[]).await;
        assert!(again.text().contains("rien n’a changé"));
        assert!(!browser.get(PERSON).await.text().contains("rien n’a changé"));
        assert_eq!(all_lines(&app).await, 2);
    }

    async fn minors_are_approved_and_the_approval_is_withdrawn(app: TestApp) {
        let born = app.state.clock.today() - Months::new(12 * 15);
        let minor = TestPerson { date_of_birth: born, visibility: "members", photo: true, ..TestPerson::new(1) };
        insert(&app.state, &[minor, TestPerson::new(2)]).await;
        let approved = "SELECT COUNT(*) AS n FROM people WHERE minor_approved_at IS NOT NULL";
        let mut browser = administrator_browser(&app).await;
        assert!(browser.get("/admin").await.has("a[href='/admin/users?waiting=1']"));
        let done = act(&mut browser, "approve_minor", &[]).await;
        assert!(done.text().contains("Le mineur est approuvé."));
        assert_eq!((number(&app, approved).await, lines(&app, "minor.approved").await), (1, 1));
        assert!(!browser.get("/admin").await.has("a[href='/admin/users?waiting=1']"));
        let refused = act(&mut browser, "withdraw_approval", &[]).await;
        assert!(refused.text().contains("Cochez la case"));
        assert_eq!((number(&app, approved).await, all_lines(&app).await), (1, 1));
        let done = act(&mut browser, "withdraw_approval", &[("confirmed", "on")]).await;
        assert!(done.text().contains("L’approbation est retirée."));
        assert_eq!((number(&app, approved).await, lines(&app, "minor.approval_withdrawn").await, all_lines(&app).await), (0, 1, 2));
        let renaming = "SELECT COUNT(*) AS n FROM jobs WHERE kind = 'rename_photos'";
        assert_eq!(number(&app, renaming).await, 1, "pictures that more people could see get other addresses");
        let adult = browser.get("/admin/users/MACAN0002F").await;
        assert!(!adult.has("form[action='/fn/approve_minor']") && !adult.has("form[action='/fn/withdraw_approval']"));
        let refused = browser.post("/fn/approve_minor", &[("code", "MACAN0002F")]).await;
        assert!(refused.text().contains("Cette personne est majeure"));
        assert_eq!(all_lines(&app).await, 2);
    }

    async fn a_password_link_is_mailed(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let done = act(&mut browser, "send_password_link", &[]).await;
        assert!(done.text().contains("Un lien pour choisir un mot de passe part par e-mail."));
        assert_eq!((lines(&app, "password.link_sent").await, all_lines(&app).await), (1, 1));
        let mail = mails::newest(&app, "password_reset").await;
        assert_eq!(mail.to, "canarimail1@example.org");
        assert!(!done.html().contains(mail.link().rsplit('/').next().unwrap()), "the link is the person's alone");
        let mut person = app.browser();
        assert!(person.get(&mail.link()).await.has("form[action='/fn/reset_password']"));
    }

    async fn administrators_do_not_lock_themselves_out(app: TestApp) {
        administrator_browser(&app).await;
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[]).await);
        execute(&app, "UPDATE accounts SET role = 'administrator', email_confirmed_at = created_at").await;
        let page = browser.get(&format!("/admin/users/{code}")).await;
        assert!(page.text().contains("C’est votre compte"));
        for function in ["suspend_person", "demote_person"] {
            assert!(!page.has(&format!("form[action='/fn/{function}']")), "{function}");
            let sent = [("code", code.as_str()), ("reason", "asked"), ("confirmed", "on")];
            let refused = browser.post(&format!("/fn/{function}"), &sent).await;
            assert!(refused.text().contains("un autre administrateur doit le faire"), "{function}: {}", refused.text());
        }
        let active = "SELECT COUNT(*) AS n FROM accounts WHERE role = 'administrator' AND state = 'active'";
        assert_eq!(number(&app, active).await, 2);
        assert_eq!(lines(&app, "account.suspended").await + lines(&app, "administrator.demoted").await, 0);
    }
}
