//! Work whose payload no key opens: it ends at once, and nothing waits for it.

use talentsmaroc::server::{
    actor::Actor,
    services::{
        accounts::password_reset::{self, Reported},
        operations::keys,
    },
};

use crate::support::{
    TestApp,
    accounts::{execute, member},
    mails::run_jobs,
    on_both,
    own_data::number,
};

async fn reported(app: &TestApp) {
    let email = "member@example.org";
    assert_eq!(password_reset::report(&app.state, &Actor::command_line(), email).await.unwrap(), Reported::Taken);
}

/// Puts a value into all jobs that no key opens.
async fn damage(app: &TestApp) {
    let bytes = if app.state.config.database_url.engine() == "PostgreSQL" { "'\\x00ff'::bytea" } else { "x'00ff'" };
    execute(app, &format!("UPDATE jobs SET payload_encrypted = {bytes}")).await;
}

on_both! {
    async fn unreadable_work_fails_at_once_and_others_go_on(app: TestApp) {
        let _account = member(&app, "member@example.org").await;
        reported(&app).await;
        damage(&app).await;
        reported(&app).await;
        assert_eq!(run_jobs(&app).await, 2);
        let failed = "SELECT COUNT(*) AS n FROM jobs WHERE state = 'failed' AND payload_encrypted IS NULL AND attempts = 1";
        assert_eq!(number(&app, failed).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE kind = 'password_reset'").await, 1);
        assert_eq!(run_jobs(&app).await, 0, "it is over");
        keys::rotate(&app.state, &Actor::command_line()).await.unwrap();
    }

    async fn unreadable_reports_do_not_keep_an_account_from_being_deleted(app: TestApp) {
        reported(&app).await;
        damage(&app).await;
        reported(&app).await;
        let mut tx = app.state.db.begin().await.unwrap();
        password_reset::delete_reports(&app.state, tx.conn().unwrap(), "member@example.org").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM jobs").await, 1, "the readable one is gone");
    }
}
