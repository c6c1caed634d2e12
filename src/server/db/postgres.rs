//! PostgreSQL: one pool, TLS by our own rustls settings, server-side time limits.

use std::time::Duration;

use deadpool::Runtime;
use diesel::{ConnectionError, ConnectionResult};
use diesel_async::{
    AsyncPgConnection,
    pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, deadpool::Pool},
};
use futures_util::FutureExt as _;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{tls, url::PostgresOptions};
use crate::server::error::{AppError, AppResult};

/// No statement and no lock may hold a request longer than its own time limit. Statements are short and many: compiling
/// one takes longer than running it, workers would be taken from other requests, and pages of a disk without moving
/// parts cost the same in any order.
const SERVER_SETTINGS: &str = "-c statement_timeout=30s -c lock_timeout=10s \
     -c idle_in_transaction_session_timeout=30s -c timezone=UTC -c client_encoding=UTF8 \
     -c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";
/// Under load requests wait for a connection instead of failing; the request's own time limit comes later.
const WAIT: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(5);

pub(super) fn open(options: &PostgresOptions, connections: usize) -> AppResult<Pool<AsyncPgConnection>> {
    let connector = Connector::new(options).map_err(AppError::Internal)?;
    let mut config = ManagerConfig::default();
    config.custom_setup = Box::new(move |_| {
        let connector = connector.clone();
        async move { connector.connect().await }.boxed()
    });
    Pool::builder(AsyncDieselConnectionManager::new_with_config("", config))
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(CONNECT * 2))
        .build()
        .map_err(AppError::internal)
}

/// Makes connections outside a pool too (migrations).
#[derive(Clone)]
pub(super) struct Connector {
    config: tokio_postgres::Config,
    tls: MakeRustlsConnect,
}

impl Connector {
    pub(super) fn new(options: &PostgresOptions) -> Result<Self, String> {
        let mut config = options.config.clone();
        config.ssl_mode(options.tls.for_driver()).application_name("talentsmaroc");
        let settings = match config.get_options() {
            Some(given) => format!("{SERVER_SETTINGS} {given}"),
            None => SERVER_SETTINGS.to_owned(),
        };
        config.options(settings);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        let tls = MakeRustlsConnect::new(tls::client_config(options.tls, options.root_certificates.as_deref())?);
        Ok(Self { config, tls })
    }

    pub(super) async fn connect(&self) -> ConnectionResult<AsyncPgConnection> {
        let (client, connection) = self
            .config
            .connect(self.tls.clone())
            .await
            .map_err(|error| ConnectionError::BadConnection(describe(&error)))?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await
    }

    /// A connection without Diesel, for rows of unknown types.
    pub(super) async fn client(&self) -> Result<tokio_postgres::Client, String> {
        let (client, connection) = self.config.connect(self.tls.clone()).await.map_err(|error| describe(&error))?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection to another program's database ended");
            }
        });
        Ok(client)
    }
}

/// The driver's own text is « error connecting to server »; the reason is in its source.
fn describe(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
