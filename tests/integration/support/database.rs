//! Databases for tests: each a copy of a migrated template that is made once for each build of the tests.

use std::{path::PathBuf, time::SystemTime};

use talentsmaroc::server::{
    clock::Clock,
    db::{DatabaseUrl, Db, migrations},
    services::operations::reference,
};

/// Names the template after the test binary: a new build makes a new one.
fn template_key() -> String {
    let binary = std::env::current_exe().unwrap();
    let modified = binary.metadata().unwrap().modified().unwrap();
    format!("tm_{:x}", modified.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos())
}

async fn prepare(url: &DatabaseUrl) {
    migrations::run(url).await.unwrap();
    let db = Db::open(url, 2).unwrap();
    reference::load(&db, &Clock::default()).await.unwrap();
    db.close().await;
}

/// Path of a new SQLite database in `folder`.
pub async fn sqlite(folder: &std::path::Path) -> PathBuf {
    let templates = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let template = templates.join(format!("{}.db", template_key()));
    if !template.exists() {
        // Tests run in parallel processes: each may make the template, the last rename wins, all are equal.
        let own = templates.join(format!("{}-{}.db", template_key(), fastrand::u64(..)));
        prepare(&DatabaseUrl::Sqlite(own.clone())).await;
        std::fs::rename(&own, &template).unwrap();
    }
    let path = folder.join("talentsmaroc.db");
    std::fs::copy(&template, &path).unwrap();
    path
}

/// Address of the PostgreSQL server for tests; without one these tests are skipped, except in CI.
pub fn postgres_server() -> Option<String> {
    let url = std::env::var("TEST_POSTGRES_URL").ok();
    assert!(url.is_some() || std::env::var("CI").is_err(), "CI must set TEST_POSTGRES_URL");
    url
}

/// The address of another database of the same server.
pub fn with_database(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').map_or((server, String::new()), |(b, q)| (b, format!("?{q}")));
    let host =
        base.rsplit_once('/').filter(|(head, _)| head.contains("://") && !head.ends_with('/')).map_or(base, |(h, _)| h);
    format!("{host}/{name}{query}")
}

/// Runs statements on a server's own database.
pub async fn execute(server: &str, statements: &[&str]) -> Result<(), tokio_postgres::Error> {
    let (client, connection) =
        tokio_postgres::connect(&with_database(server, "postgres"), tokio_postgres::NoTls).await?;
    let task = tokio::spawn(connection);
    for statement in statements {
        client.batch_execute(statement).await?;
    }
    drop(client);
    let _ = task.await;
    Ok(())
}

/// Name and address of a new PostgreSQL database.
pub async fn postgres(server: &str) -> (String, String) {
    let template = template_key();
    // One process makes the template while the others wait for the lock; the lock ends with its connection.
    let (client, connection) =
        tokio_postgres::connect(&with_database(server, "postgres"), tokio_postgres::NoTls).await.unwrap();
    let task = tokio::spawn(connection);
    client.batch_execute("SELECT pg_advisory_lock(20261122)").await.unwrap();
    let known = client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&template]).await.unwrap();
    if known.is_empty() {
        let making = format!("{template}_making");
        execute(server, &[&format!("DROP DATABASE IF EXISTS {making}"), &format!("CREATE DATABASE {making}")])
            .await
            .unwrap();
        prepare(&DatabaseUrl::parse(&with_database(server, &making)).unwrap()).await;
        // The pool's last connections may still be closing.
        let rename = format!("ALTER DATABASE {making} RENAME TO {template}");
        while execute(server, &[&rename]).await.is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
    let name = format!("{template}_{}_{}", std::process::id(), fastrand::u64(..));
    // Its files are copied: by way of the log, as is usual since PostgreSQL 15, it takes more than twice as long.
    client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await.unwrap();
    drop(client);
    let _ = task.await;
    // Each application opens several connections; that they can be encrypted is tested elsewhere (postgres_tls.rs).
    let url = with_database(server, &name);
    let url = format!("{url}{}sslmode=disable", if url.contains('?') { '&' } else { '?' });
    (name, url)
}

/// Removes a test's database, open connections included.
pub async fn drop_postgres(server: &str, name: &str) {
    let _ = execute(server, &[&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]).await;
}
