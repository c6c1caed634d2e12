//! Mails outlive the server that sends them.

use std::{collections::BTreeSet, path::Path, time::Duration};

use diesel_async::RunQueryDsl as _;
use talentsmaroc::server::db::{Conn, DatabaseUrl, Db};

use crate::{
    faults::process::count,
    support::{browser::Browser, database, registration::register, sendgrid::SendGridStandIn, server::Server},
};

const ROUNDS: usize = 3;
const PEOPLE: usize = 4;
/// What a runner does at once, and so what one death can send twice.
const AT_ONCE: usize = 4;

/// As if two minutes had passed: the claims of the dead are over.
async fn end_claims(url: &str) {
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    let sql = "UPDATE jobs SET claimed_until = created_at WHERE state = 'waiting' AND claimed_until IS NOT NULL";
    let mut tx = db.begin().await.unwrap();
    match tx.conn().unwrap() {
        Conn::Sqlite(c) => diesel::sql_query(sql).execute(&mut **c).await.unwrap(),
        Conn::Postgres(c) => diesel::sql_query(sql).execute(&mut **c).await.unwrap(),
    };
    tx.commit().await.unwrap();
    db.close().await;
}

async fn mails_survive(folder: &Path, url: &str) {
    let sendgrid = SendGridStandIn::start([]).await;
    let settings = sendgrid.settings();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for round in 0..ROUNDS {
        let mut server = Server::start(folder, url, &settings).await;
        for number in 0..PEOPLE {
            let email = format!("m{round}-{number}@example.org");
            let done = register(&mut Browser::over_http(server.address), &[("email", &email)]).await;
            assert_eq!(done.address, "/auth/register/done");
        }
        tokio::time::sleep(Duration::from_millis(fastrand::u64(0..700))).await;
        server.kill();
        end_claims(url).await;
    }
    let mut server = Server::start(folder, url, &settings).await;
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    for _ in 0..300 {
        if count(&db, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state <> 'sent'").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    server.kill();
    let written = i64::try_from(ROUNDS * PEOPLE).unwrap();
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'sent'").await, written);
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM jobs WHERE state = 'done'").await, written);
    db.close().await;
    let taken = sendgrid.taken();
    let ids: BTreeSet<_> =
        taken.iter().map(|mail| mail["personalizations"][0]["custom_args"]["message_id"].to_string()).collect();
    assert_eq!(ids.len(), ROUNDS * PEOPLE, "a mail was lost");
    assert!(taken.len() - ids.len() <= ROUNDS * AT_ONCE, "{} mails for {}", taken.len(), ids.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_loses_no_mail_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    mails_survive(folder.path(), &format!("sqlite:{}", path.display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_loses_no_mail_on_postgresql() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let folder = tempfile::tempdir().unwrap();
    mails_survive(folder.path(), &url).await;
    database::drop_postgres(&server, &name).await;
}
