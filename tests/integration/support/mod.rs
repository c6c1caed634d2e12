//! What every test starts from: an application on a database of its own, and a browser without scripts.

pub mod accounts;
pub mod answers;
pub mod api;
pub mod app;
pub mod browser;
pub mod casting;
pub mod cinema;
pub mod cinema_edit;
pub mod cinema_people;
pub mod cluster;
pub mod database;
pub mod disk;
pub mod files;
pub mod logged;
pub mod lossy_proxy;
pub mod mails;
pub mod old_site;
pub mod own_data;
pub mod people;
pub mod receiver;
pub mod registration;
pub mod routes;
pub mod s3;
pub mod search;
pub mod sendgrid;
pub mod server;
pub mod tmdb;

pub use app::TestApp;

/// Declares a test that runs once on SQLite and once on PostgreSQL.
///
/// ```ignore
/// on_both! { async fn somebody_registers(app: TestApp) { … } }
/// ```
macro_rules! on_both {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => { $(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs what its neighbours need")]
            use super::*;
            async fn run($app: $crate::support::TestApp) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                run($crate::support::TestApp::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if let Some(app) = $crate::support::TestApp::postgres().await {
                    run(app).await;
                }
            }
        }
    )+ };
}
pub(crate) use on_both;

/// Declares a test that runs on SQLite alone: for what depends on no statement of its own (headers, pages of errors,
/// limits held in memory, answers of a provider). Whatever has its own SQL belongs into [`on_both!`].
macro_rules! on_sqlite {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => { $(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs what its neighbours need")]
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let $app = $crate::support::TestApp::sqlite().await;
                $body
            }
        }
    )+ };
}
pub(crate) use on_sqlite;

/// Whether the long tests run at their full size (`make test-full`).
pub fn full_size() -> bool {
    std::env::var("TESTS_FULL").is_ok_and(|value| value == "1")
}
