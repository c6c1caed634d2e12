//! A change of what an account may do ends every way into it that was open before.

use talentsmaroc::{
    domain::unique_code::UniqueCode,
    server::{
        actor::Actor,
        repositories::registration::drafts::{self, NewDraft},
        services::{
            accounts::{
                links::{self, Purpose},
                sessions::start_session,
            },
            admin::{
                administrators::{self, Created, Demoted},
                people::{self, StateChange},
            },
        },
    },
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute},
    on_both,
    own_data::number,
    registration::{code_on, register},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Promotion,
    Demotion,
    Suspension,
    Reactivation,
}

/// Issues a link of every purpose, begins a session and stores a draft; answers the tokens of the links.
async fn open_every_way(app: &TestApp, account_id: i64) -> Vec<(Purpose, String)> {
    let (state, now) = (&app.state, app.state.clock.now());
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    let mut tokens = Vec::new();
    for purpose in Purpose::ALL {
        let about = matches!(purpose, Purpose::ChangeEmail | Purpose::UndoEmailChange).then_some("thief@example.org");
        let link = links::issue(state, conn, purpose, account_id, about).await.unwrap();
        tokens.push((purpose, link.token));
    }
    start_session(conn, state, account_id, true, &Actor::command_line()).await.unwrap();
    let draft = NewDraft {
        form: "registration",
        token_hash: &account_id.to_be_bytes(),
        account_id: Some(account_id),
        content_encrypted: b"sealed",
        created_at: now,
        updated_at: now,
        network_hash: None,
    };
    drafts::insert(conn, &draft).await.unwrap();
    tx.commit().await.unwrap();
    tokens
}

/// How many links, sessions and drafts an account has.
async fn open_ways(app: &TestApp, account_id: i64) -> [i64; 3] {
    let mut counts = [0; 3];
    for (count, table) in counts.iter_mut().zip(["one_time_links", "sessions", "drafts"]) {
        *count = number(app, &format!("SELECT COUNT(*) AS n FROM {table} WHERE account_id = {account_id}")).await;
    }
    counts
}

async fn make(app: &TestApp, change: Change, email: &str, code: &UniqueCode) {
    let (state, operator) = (&app.state, Actor::command_line());
    match change {
        Change::Promotion => {
            let made = administrators::create(state, &operator, email, PASSWORD.to_owned(), true).await.unwrap();
            assert_eq!(made, Created::Promoted);
        }
        Change::Demotion => {
            assert_eq!(administrators::demote(state, &operator, email).await.unwrap(), Demoted::Done);
        }
        Change::Suspension => {
            assert_eq!(people::suspend(state, &operator, code, None).await.unwrap(), StateChange::Done);
        }
        Change::Reactivation => {
            assert_eq!(people::reactivate(state, &operator, code).await.unwrap(), StateChange::Done);
        }
    }
}

on_both! {
    async fn no_way_in_survives_and_none_comes_back(app: TestApp) {
        administrator_browser(&app).await;
        let changes = [Change::Promotion, Change::Demotion, Change::Suspension, Change::Reactivation];
        for (index, change) in changes.into_iter().enumerate() {
            let email = format!("amina{index}@example.org");
            let mut browser = app.browser();
            let done = register(&mut browser, &[("email", email.as_str())]).await;
            let code: UniqueCode = code_on(&done).parse().unwrap();
            let id = number(&app, &format!("SELECT id AS n FROM accounts WHERE email = '{email}'")).await;
            match change {
                Change::Demotion => {
                    execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
                }
                Change::Reactivation => make(&app, Change::Suspension, &email, &code).await,
                Change::Promotion | Change::Suspension => {}
            }
            let tokens = open_every_way(&app, id).await;
            let before = open_ways(&app, id).await;
            assert!(before.iter().zip([6, 1, 1]).all(|(open, least)| *open >= least), "{change:?}: {before:?}");
            make(&app, change, &email, &code).await;
            assert_eq!(open_ways(&app, id).await, [0, 0, 0], "{change:?}");
            if change == Change::Suspension {
                make(&app, Change::Reactivation, &email, &code).await;
            }
            assert!(!browser.get("/about").await.has("form[action='/auth/logout']"), "{change:?}");
            for (purpose, token) in tokens {
                let mut stranger = app.browser();
                for function in ["confirm_email", "undo_email_change", "disown_email"] {
                    stranger.post(&format!("/fn/{function}"), &[("token", token.as_str())]).await;
                }
                let page = stranger.get(&format!("/auth/password/reset/{token}")).await;
                assert!(!page.has("form[action='/fn/reset_password']"), "{change:?} {purpose:?}");
            }
            let same = format!("SELECT COUNT(*) AS n FROM accounts WHERE id = {id} AND email = '{email}' AND state = 'active'");
            assert_eq!(number(&app, &same).await, 1, "{change:?}");
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE email = 'thief@example.org'").await, 0);
    }
}
