//! What survives when the server does not.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use talentsmaroc::server::db::{Conn, DatabaseUrl, Db};

use crate::support::{browser::Browser, database, registration::register, server::Server};

#[derive(diesel::QueryableByName)]
pub struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

pub async fn count(db: &Db, sql: &str) -> i64 {
    use diesel_async::RunQueryDsl as _;
    let row: Count = match &mut db.read().await.unwrap() {
        Conn::Sqlite(c) => diesel::sql_query(sql).get_result(&mut **c).await.unwrap(),
        Conn::Postgres(c) => diesel::sql_query(sql).get_result(&mut **c).await.unwrap(),
    };
    row.n
}

/// People without some part of a registration.
pub const HALF_THERE: &str = "SELECT COUNT(*) AS n FROM accounts a LEFT JOIN people p ON p.account_id = a.id \
     LEFT JOIN main_profiles m ON m.person_id = p.id \
     LEFT JOIN unique_codes c ON c.person_id = p.id \
     WHERE p.id IS NULL OR m.id IS NULL OR c.code IS NULL \
     OR NOT EXISTS (SELECT 1 FROM main_profile_talents t WHERE t.profile_id = m.id) \
     OR (SELECT COUNT(*) FROM consents k WHERE k.person_id = p.id) < 2";

/// Kills the server somewhere in the middle of what its visitors do, once it has answered a few of them more.
pub async fn kill_amid(server: &mut Server, answered: &Mutex<Vec<String>>, visitors: Vec<tokio::task::JoinHandle<()>>) {
    let before = answered.lock().unwrap().len();
    while answered.lock().unwrap().len() < before + 4 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tokio::time::sleep(Duration::from_millis(fastrand::u64(0..400))).await;
    server.kill();
    for visitor in visitors {
        // Each ends by finding the server gone.
        assert!(visitor.await.is_err());
    }
}

async fn registrations_survive(folder: &Path, url: &str) {
    let answered = Arc::new(Mutex::new(Vec::<String>::new()));
    for round in 0..3 {
        let mut server = Server::start(folder, url, &[]).await;
        let address = server.address;
        let people: Vec<_> = (0..6)
            .map(|visitor| {
                let answered = answered.clone();
                tokio::spawn(async move {
                    for number in 0.. {
                        let email = format!("r{round}-v{visitor}-n{number}@example.org");
                        let done = register(&mut Browser::over_http(address), &[("email", &email)]).await;
                        assert_eq!(done.address, "/auth/register/done");
                        answered.lock().unwrap().push(email);
                    }
                })
            })
            .collect();
        kill_amid(&mut server, &answered, people).await;
    }
    // It starts again on what is there.
    Server::start(folder, url, &[]).await.kill();
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    let answered = answered.lock().unwrap().clone();
    for email in &answered {
        let sql = format!("SELECT COUNT(*) AS n FROM accounts WHERE email_normalised = '{email}'");
        assert_eq!(count(&db, &sql).await, 1, "{email} was answered and is lost");
    }
    assert_eq!(count(&db, HALF_THERE).await, 0, "half a registration");
    let people = count(&db, "SELECT COUNT(*) AS n FROM people").await;
    let highest = count(&db, "SELECT MAX(last_number) AS n FROM code_counters").await;
    assert_eq!(people, highest, "a number was lost");
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_loses_no_answered_registration_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    registrations_survive(folder.path(), &format!("sqlite:{}", path.display())).await;
    let mut conn = <diesel::SqliteConnection as diesel::Connection>::establish(path.to_str().unwrap()).unwrap();
    let intact = diesel::sql_query("SELECT COUNT(*) AS n FROM pragma_integrity_check WHERE integrity_check = 'ok'");
    let row: Count = diesel::RunQueryDsl::get_result(intact, &mut conn).unwrap();
    assert_eq!(row.n, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_loses_no_answered_registration_on_postgresql() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let folder = tempfile::tempdir().unwrap();
    registrations_survive(folder.path(), &url).await;
    database::drop_postgres(&server, &name).await;
}
