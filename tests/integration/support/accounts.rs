//! Accounts for tests that are not about registration.

use diesel_async::RunQueryDsl;
use talentsmaroc::{
    domain::access::Role,
    server::{
        db::Conn,
        repositories::{
            accounts::account::{self, NewAccount},
            search::changes,
        },
    },
};

use super::{
    TestApp,
    browser::{Browser, Page},
};

/// The password of every account here.
pub const PASSWORD: &str = "velvet couscous lantern 42";

/// Its hash, of Argon2id as the program writes it but at the least cost: what it costs to check a password stands in its
/// hash. Tests of passwords and of registrations have theirs hashed by the program.
pub const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=8,t=1,p=1$b25seSBmb3IgdGVzdHMuLg$DMZuHViReYdOKQqfoHaWwL76PriZScfVxoKynGwklxU";

/// A member who can sign in and has filled in no form.
pub async fn member(app: &TestApp, email: &str) -> i64 {
    let now = app.state.clock.now();
    let account = NewAccount {
        email,
        email_normalised: email,
        password_hash: Some(PASSWORD_HASH),
        role: Role::Member.key(),
        language: "fr",
        state: "active",
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    let mut tx = app.state.db.begin().await.unwrap();
    let id = account::insert(tx.conn().unwrap(), &account).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Signs a browser in through the form.
pub async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/auth/login").await;
    browser.submit(&page, "main form", &[("identifier", email), ("password", password)]).await
}

/// Runs a statement both databases understand.
pub async fn execute(app: &TestApp, sql: &str) {
    let mut tx = app.state.db.begin().await.unwrap();
    match tx.conn().unwrap() {
        Conn::Sqlite(c) => diesel::sql_query(sql).execute(&mut **c).await.unwrap(),
        Conn::Postgres(c) => diesel::sql_query(sql).execute(&mut **c).await.unwrap(),
    };
    tx.commit().await.unwrap();
}

/// As [`execute`], for what pages show of people: recorded as the application records its own changes.
pub async fn change_people(app: &TestApp, sql: &str) {
    execute(app, sql).await;
    let mut tx = app.state.db.begin().await.unwrap();
    changes::record_people(tx.conn().unwrap(), 0, i64::MAX, app.state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Signed in as an administrator without a person.
pub async fn administrator_browser(app: &TestApp) -> Browser {
    let id = member(app, "admin@example.org").await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, "admin@example.org", PASSWORD).await;
    browser
}
