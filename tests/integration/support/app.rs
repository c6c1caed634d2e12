//! The application under test.

use std::{collections::BTreeMap, time::Duration};

use axum::Router;
use talentsmaroc::server::{
    config::Config,
    router::router,
    startup::{Secrets, open_state},
    state::AppState,
};
use tempfile::TempDir;

use super::{browser::Browser, database, lossy_proxy::LossyProxy};

/// An application on a database of its own, which goes when this does.
pub struct TestApp {
    pub state: AppState,
    pub router: Router,
    /// The data folder, removed with the application.
    pub folder: TempDir,
    variables: BTreeMap<String, String>,
    postgres: Option<(String, String)>,
}

impl TestApp {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = database::sqlite(folder.path()).await;
        Self::start(folder, format!("sqlite:{}", path.display()), None).await
    }

    /// On PostgreSQL, if a server for tests is named.
    pub async fn postgres() -> Option<Self> {
        let server = database::postgres_server()?;
        let (name, url) = database::postgres(&server).await;
        Some(Self::start(tempfile::tempdir().unwrap(), url, Some((server, name))).await)
    }

    async fn start(folder: TempDir, url: String, postgres: Option<(String, String)>) -> Self {
        let mut variables = BTreeMap::from([
            ("DATABASE_URL".to_owned(), url),
            ("DATA_DIR".to_owned(), folder.path().display().to_string()),
            ("SECRET_KEY".to_owned(), "a secret that only the tests know, long enough".to_owned()),
            ("ENCRYPTION_KEY".to_owned(), "sha256:an encryption key that only the tests know".to_owned()),
            ("CV_READER".to_owned(), env!("CARGO_BIN_EXE_talentsmaroc").to_owned()),
            ("CONTACT_EMAIL".to_owned(), "contact@talents.invalid".to_owned()),
        ]);
        // PostgreSQL counts as production.
        variables.insert("REQUIRE_ADMIN_TOTP".to_owned(), "false".to_owned());
        // Whatever is free on the machine of the tests.
        variables.insert("MIN_FREE_MEGABYTES".to_owned(), "0".to_owned());
        // Tests that look at limits set them themselves.
        for name in [
            "LIMIT_SIGN_IN_PER_MINUTE",
            "LIMIT_DRAFTS_PER_HOUR",
            "LIMIT_REGISTRATIONS_PER_HOUR",
            "LIMIT_NEW_PASSWORDS_PER_MINUTE",
            "LIMIT_PROFILE_VIEWS_PER_HOUR",
            "LIMIT_RESET_REQUESTS_PER_HOUR",
            "LIMIT_LINKS_PER_MINUTE",
            "LIMIT_WRITES_PER_MINUTE",
            "LIMIT_API_PER_MINUTE",
            "LIMIT_API_PER_MINUTE_WITHOUT_TOKEN",
            "LIMIT_UPLOADS_PER_HOUR",
        ] {
            variables.insert(name.to_owned(), "100000".to_owned());
        }
        let (state, router) = build(&variables).await;
        Self { state, router, folder, variables, postgres }
    }

    /// The same database under other settings, as after a restart.
    pub async fn with(mut self, settings: &[(&str, &str)]) -> Self {
        self.state.db.close().await;
        self.variables.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        (self.state, self.router) = build(&self.variables).await;
        self
    }

    /// The same PostgreSQL database, with something between that loses answers.
    pub async fn behind_a_lossy_proxy(self) -> (Self, LossyProxy) {
        let (server, name) = self.postgres.clone().unwrap();
        let server: tokio_postgres::Config = server.parse().unwrap();
        let proxy = LossyProxy::start(format!("127.0.0.1:{}", server.get_ports()[0])).await;
        let url = format!("postgres://{}@{}/{name}?sslmode=disable", server.get_user().unwrap(), proxy.address);
        (self.with(&[("DATABASE_URL", &url)]).await, proxy)
    }

    /// Another server on the same database, with a data folder of its own.
    pub async fn another_server(&self) -> (AppState, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut variables = self.variables.clone();
        variables.insert("DATA_DIR".to_owned(), folder.path().display().to_string());
        (build(&variables).await.0, folder)
    }

    /// A new visitor.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }
}

async fn build(variables: &BTreeMap<String, String>) -> (AppState, Router) {
    let config = Config::read(|name| variables.get(name).cloned()).unwrap();
    let secrets = Secrets::obtain(&config, |name| variables.get(name).cloned()).unwrap();
    let state = open_state(config, secrets).await.unwrap();
    (state.clone(), router(state))
}

/// The state of a server that runs no more, on its folder and database, with the keys of `support::server`.
pub async fn open(folder: &std::path::Path, database_url: &str) -> AppState {
    let variables = BTreeMap::from([
        ("DATABASE_URL".to_owned(), database_url.to_owned()),
        ("DATA_DIR".to_owned(), folder.display().to_string()),
        ("SECRET_KEY".to_owned(), "a secret that only the tests know, long enough".to_owned()),
        ("ENCRYPTION_KEY".to_owned(), "sha256:an encryption key that only the tests know".to_owned()),
    ]);
    build(&variables).await.0
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else { return };
        // Drop cannot wait, and the test's own runtime is busy ending. A database that does not go in time goes with
        // the test's server.
        let (gone, wait) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(database::drop_postgres(&server, &name));
            let _ = gone.send(());
        });
        let _ = wait.recv_timeout(Duration::from_secs(20));
    }
}
