//! The chain of the audit log: unbroken under many writers and after erasures, and broken by everything else.

use talentsmaroc::server::{
    actor::Actor,
    services::admin::{
        audit_check::{ChainCheck, check},
        audit_log::{self, Subject},
    },
    state::AppState,
};

use crate::support::{
    TestApp,
    accounts::execute,
    on_both,
    own_data::{delete, download, number},
    registration::{code_on, register},
};

/// Writes lines in one transaction.
async fn write(state: &AppState, lines: usize) {
    let mut tx = state.db.begin().await.unwrap();
    for _ in 0..lines {
        let conn = tx.conn().unwrap();
        audit_log::record(state, conn, &Actor::command_line(), "storage.swept", &Subject::storage()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn checked(app: &TestApp) -> ChainCheck {
    check(&app.state, &Actor::command_line()).await.unwrap()
}

async fn assert_whole(app: &TestApp, expected: u64) {
    match checked(app).await {
        ChainCheck::Whole { lines, newest_hash } => {
            assert_eq!(lines, expected);
            let newest = format!("SELECT COUNT(*) AS n FROM audit_chain WHERE newest_hash = '{newest_hash}'");
            assert_eq!(number(app, &newest).await, 1);
        }
        broken => panic!("{broken:?}"),
    }
}

async fn assert_broken_at(app: &TestApp, line: i64, how: &str) {
    match checked(app).await {
        ChainCheck::BrokenAt { id, .. } => assert_eq!(id, line, "{how}"),
        other => panic!("{how}: {other:?}"),
    }
}

on_both! {
    async fn fifty_writers_make_one_chain(app: TestApp) {
        // Two servers write one chain; a SQLite database has one server.
        let on_postgres = app.state.config.database_url.engine() == "PostgreSQL";
        let other = if on_postgres { Some(app.another_server().await) } else { None };
        let writers: Vec<_> = (0..50)
            .map(|index| {
                let state = match &other {
                    Some((other, _)) if index % 2 == 1 => other.clone(),
                    _ => app.state.clone(),
                };
                tokio::spawn(async move {
                    for lines in [1, 3, 1] {
                        write(&state, lines).await;
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_whole(&app, 250).await;
        assert_eq!(number(&app, "SELECT COUNT(DISTINCT hash) AS n FROM audit_log").await, 250);
    }

    async fn what_is_rolled_back_leaves_no_line(app: TestApp) {
        write(&app.state, 1).await;
        let mut tx = app.state.db.begin().await.unwrap();
        let actor = Actor::command_line();
        audit_log::record(&app.state, tx.conn().unwrap(), &actor, "storage.swept", &Subject::storage()).await.unwrap();
        tx.rollback().await;
        write(&app.state, 1).await;
        assert_whole(&app, 2).await;
    }

    async fn no_line_is_written_outside_a_transaction(app: TestApp) {
        let mut conn = app.state.db.read().await.unwrap();
        let actor = Actor::command_line();
        let written = audit_log::record(&app.state, &mut conn, &actor, "storage.swept", &Subject::storage()).await;
        assert!(written.is_err());
    }

    async fn a_line_that_was_changed_removed_or_inserted_is_found(app: TestApp) {
        assert_whole(&app, 0).await;
        write(&app.state, 5).await;
        assert_whole(&app, 5).await;
        for (column, changed, original) in [
            ("action", "'storage.adopted'", "'storage.swept'"),
            ("actor", "'owner'", "'command line'"),
            ("actor_account_id", "7", "NULL"),
            ("subject", "'person:1'", "'storage'"),
            ("origin", "'192.0.2.0/24'", "''"),
            ("origin_seal", "'00'", "''"),
            ("reason", "'asked'", "NULL"),
            ("fields", "'city'", "NULL"),
        ] {
            execute(&app, &format!("UPDATE audit_log SET {column} = {changed} WHERE id = 3")).await;
            assert_broken_at(&app, 3, column).await;
            execute(&app, &format!("UPDATE audit_log SET {column} = {original} WHERE id = 3")).await;
        }
        assert_whole(&app, 5).await;
        execute(
            &app,
            "INSERT INTO audit_log (id, at, actor, action, subject, origin, origin_seal, hash) \
             SELECT 1000, at, actor, action, subject, origin, origin_seal, hash FROM audit_log WHERE id = 5",
        )
        .await;
        assert_broken_at(&app, 1000, "inserted").await;
        execute(&app, "DELETE FROM audit_log WHERE id = 1000").await;
        execute(&app, "DELETE FROM audit_log WHERE id = 5").await;
        assert_eq!(checked(&app).await, ChainCheck::EndsEarly { after: 4 });
        execute(&app, "DELETE FROM audit_log WHERE id = 2").await;
        assert_broken_at(&app, 3, "removed").await;
        execute(&app, "DELETE FROM audit_log").await;
        assert_eq!(checked(&app).await, ChainCheck::EndsEarly { after: 0 });
    }

    async fn another_moment_is_found(app: TestApp) {
        write(&app.state, 2).await;
        execute(&app, "UPDATE audit_log SET at = '2026-01-01 00:00:00' WHERE id = 2").await;
        assert_broken_at(&app, 2, "at").await;
    }

    async fn erased_people_do_not_break_the_chain(app: TestApp) {
        write(&app.state, 1).await;
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[]).await);
        assert_eq!(download(&mut browser).await.status, 200);
        let with_origin = "SELECT COUNT(*) AS n FROM audit_log WHERE origin <> '' OR origin_salt IS NOT NULL";
        assert_eq!(number(&app, with_origin).await, 1);
        execute(&app, "UPDATE audit_log SET origin = '203.0.113.0/24' WHERE origin <> ''").await;
        assert!(matches!(checked(&app).await, ChainCheck::BrokenAt { .. }), "another address does not fit its seal");
        delete(&mut browser, &code).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'account.deleted'").await, 1);
        assert_eq!(number(&app, with_origin).await, 0);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE origin_seal <> ''").await, 1);
        let lines = number(&app, "SELECT COUNT(*) AS n FROM audit_log").await;
        assert_whole(&app, u64::try_from(lines).unwrap()).await;
    }
}
