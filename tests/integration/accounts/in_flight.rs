//! A password that was right when it was checked, and an account that changed before anything was written.

use std::time::Duration;

use http::StatusCode;
use talentsmaroc::server::repositories::accounts::{account, sessions};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member, sign_in},
    browser::{Browser, Page},
    mails, on_both,
    own_data::number,
};

const EMAIL: &str = "amina@example.org";
const NEW_PASSWORD: &str = "seven quiet lanterns over fez";
/// What another transaction makes the account's password.
const OTHER_PASSWORD: &str = "eleven slow camels to zagora";
const SIGN_IN: (&str, &[(&str, &str)]) = ("/fn/sign_in", &[("identifier", EMAIL), ("password", PASSWORD)]);

#[derive(Clone, Copy)]
enum Overtaking {
    NewPassword,
    Suspension,
    EndedSessions,
}

/// Sends a form while a transaction that changes the account is open: the password is checked against what was there
/// before, and what follows has to wait.
async fn overtaken(
    app: &TestApp,
    account_id: i64,
    by: Overtaking,
    browser: &mut Browser,
    (address, fields): (&str, &[(&str, &str)]),
) -> Page {
    let now = app.state.clock.now();
    let hash = app.state.security.passwords.hash(OTHER_PASSWORD.to_owned()).await.unwrap();
    let mut tx = app.state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    match by {
        Overtaking::NewPassword => account::set_password(conn, account_id, &hash, now).await.unwrap(),
        Overtaking::Suspension => account::set_state(conn, account_id, "suspended", now).await.unwrap(),
        Overtaking::EndedSessions => sessions::delete_of_account(conn, account_id).await.unwrap(),
    }
    let commit = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        tx.commit().await.unwrap();
    };
    tokio::join!(browser.post(address, fields), commit).0
}

async fn count(app: &TestApp, what: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM {what}")).await
}

on_both! {
    async fn a_password_replaced_meanwhile_begins_no_session(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let page = overtaken(&app, id, Overtaking::NewPassword, &mut app.browser(), SIGN_IN).await;
        assert_eq!(page.texts("main [role=alert]"), ["L’identifiant ou le mot de passe n’est pas correct."]);
        assert_eq!(count(&app, "sessions").await, 0);
    }

    async fn an_account_suspended_meanwhile_gets_no_session(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let page = overtaken(&app, id, Overtaking::Suspension, &mut app.browser(), SIGN_IN).await;
        assert!(page.address.starts_with("/auth/login"), "{}", page.address);
        assert_eq!(count(&app, "sessions").await, 0);
    }

    async fn a_password_replaced_meanwhile_is_not_replaced_again(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        let fields =
            [("current_password", PASSWORD), ("password", NEW_PASSWORD), ("password_confirm", NEW_PASSWORD)];
        let form = ("/fn/change_password", fields.as_slice());
        let page = overtaken(&app, id, Overtaking::NewPassword, &mut browser, form).await;
        assert!(page.has("[name=current_password][aria-invalid]"), "{}", page.text());
        assert!(mails::all(&app).await.is_empty());
        assert_eq!(sign_in(&mut app.browser(), EMAIL, OTHER_PASSWORD).await.address, "/profile/dashboard");
    }

    async fn a_session_ended_meanwhile_changes_nothing(app: TestApp) {
        let id = member(&app, EMAIL).await;
        let new_password =
            [("current_password", PASSWORD), ("password", NEW_PASSWORD), ("password_confirm", NEW_PASSWORD)];
        let new_email = [("email", "thief@example.org"), ("password_for_email", PASSWORD)];
        let forms = [("/fn/change_password", new_password.as_slice()), ("/fn/change_email", new_email.as_slice())];
        for form in forms {
            let mut browser = app.browser();
            sign_in(&mut browser, EMAIL, PASSWORD).await;
            let page = overtaken(&app, id, Overtaking::EndedSessions, &mut browser, form).await;
            // Without a session from the start, should the server be that slow.
            let refused = [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED].contains(&page.status);
            assert!(refused, "{}: {}", form.0, page.status);
            assert!(mails::all(&app).await.is_empty(), "{}", form.0);
        }
        assert_eq!(count(&app, "one_time_links WHERE account_id IS NOT NULL").await, 0);
        assert_eq!(sign_in(&mut app.browser(), EMAIL, PASSWORD).await.address, "/profile/dashboard");
    }
}
