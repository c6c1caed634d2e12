//! PostgreSQL over TLS: `require` encrypts, `verify-full` also checks the server's certificate.

use talentsmaroc::server::db::{Conn, DatabaseUrl, Db};

use crate::support::database::postgres_server;

/// Address of the test server with other TLS settings, and the authority's certificate.
fn address(host: &str, settings: &str) -> Option<String> {
    let server = postgres_server()?;
    let base = server.split('?').next().unwrap().replace("127.0.0.1", host);
    Some(format!("{base}?{settings}"))
}

fn authority() -> Option<String> {
    let path = std::env::var("TEST_POSTGRES_CA").ok();
    assert!(path.is_some() || std::env::var("CI").is_err(), "CI must set TEST_POSTGRES_CA");
    path
}

/// Whether a connection stands and is encrypted; `None` when it is refused.
async fn encrypted(url: &str) -> Option<bool> {
    use diesel_async::RunQueryDsl as _;
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    let Ok(Conn::Postgres(mut conn)) = db.read().await else { return None };
    let sql = "SELECT 1 FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl";
    Some(diesel::sql_query(sql).execute(&mut *conn).await.unwrap() == 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn require_encrypts() {
    let (Some(url), Some(_)) = (address("127.0.0.1", "sslmode=require"), authority()) else { return };
    assert_eq!(encrypted(&url).await, Some(true));
    assert_eq!(encrypted(&address("127.0.0.1", "sslmode=disable").unwrap()).await, Some(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_full_wants_a_known_authority_and_the_right_name() {
    let Some(ca) = authority() else { return };
    let Some(known) = address("localhost", &format!("sslmode=verify-full&sslrootcert={ca}")) else { return };
    assert_eq!(encrypted(&known).await, Some(true));
    assert_eq!(encrypted(&address("localhost", "sslmode=verify-full").unwrap()).await, None, "unknown authority");
    let other_name = address("127.0.0.1", &format!("sslmode=verify-full&sslrootcert={ca}")).unwrap();
    assert_eq!(encrypted(&other_name).await, None, "the certificate names localhost, not 127.0.0.1");
}
