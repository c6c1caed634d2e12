//! An installation that a backup is restored to, and what is compared.

use std::{
    collections::BTreeMap,
    fs::File,
    path::{Path, PathBuf},
};

use serde_json::Value;
use talentsmaroc::server::{
    actor::Actor,
    config::Config,
    db::{Conn, catalogue::ColumnKind},
    repositories::operations::backup::{TAKEN, Taken, next, shape_of},
    services::{
        files::{FileKind, contents},
        operations::backup::{self, Created, KeysFile},
    },
    startup::{
        Secrets, open_state,
        restore::{Restored, Wanted, restore},
    },
    state::AppState,
};
use tempfile::TempDir;

use crate::support::database;

pub const PASSPHRASE: &str = "velvet couscous lantern 42";
pub const SECRET_KEY: &str = "a secret that only the tests know, long enough";
pub const ENCRYPTION_KEY: &str = "sha256:an encryption key that only the tests know";

/// A machine of its own, with a database that holds nothing.
pub struct Target {
    pub folder: TempDir,
    pub variables: BTreeMap<String, String>,
    postgres: Option<(String, String)>,
}

impl Target {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("talentsmaroc.db").display());
        Self::new(folder, url, None)
    }

    pub async fn postgres() -> Option<Self> {
        let server = database::postgres_server()?;
        let (name, url) = database::postgres(&server).await;
        Some(Self::new(tempfile::tempdir().unwrap(), url, Some((server, name))))
    }

    fn new(folder: TempDir, url: String, postgres: Option<(String, String)>) -> Self {
        let variables = [
            ("DATABASE_URL", url),
            ("DATA_DIR", folder.path().display().to_string()),
            ("SECRET_KEY", SECRET_KEY.to_owned()),
            ("ENCRYPTION_KEY", ENCRYPTION_KEY.to_owned()),
            ("REQUIRE_ADMIN_TOTP", "false".to_owned()),
            ("MIN_FREE_MEGABYTES", "0".to_owned()),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value)).into();
        Self { folder, variables, postgres }
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    fn settings(&self) -> (Config, Secrets) {
        let variable = |name: &str| self.variables.get(name).cloned();
        let config = Config::read(variable).unwrap();
        let secrets = Secrets::obtain(&config, variable).unwrap();
        (config, secrets)
    }

    /// A database for tests has its tables already, so that it counts as an installation.
    pub async fn restore(&self, file: &Path, passphrase: &str) -> Result<Restored, String> {
        let (config, secrets) = self.settings();
        restore(config, secrets, Wanted { file, passphrase, force: true }, |_| ()).await
    }

    pub async fn state(&self) -> AppState {
        let (config, secrets) = self.settings();
        open_state(config, secrets).await.unwrap()
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else { return };
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(database::drop_postgres(&server, &name));
        });
        let _ = removal.join();
    }
}

/// Makes a backup with its keys in a folder.
pub async fn make(state: &AppState, folder: &Path) -> (PathBuf, Created) {
    let path = folder.join("everything.backup.zip");
    let keys = KeysFile { secret_key: SECRET_KEY.to_owned(), encryption_key: ENCRYPTION_KEY.to_owned() };
    let out = File::create(&path).unwrap();
    let created = backup::create(state, &Actor::command_line(), out, PASSPHRASE, Some(keys), |_| ()).await.unwrap();
    (path, created)
}

/// Every row that a backup takes, by table.
pub async fn rows(state: &AppState) -> BTreeMap<&'static str, Vec<Value>> {
    let mut snapshot = state.db.snapshot().await.unwrap();
    let mut all = BTreeMap::new();
    for taken in TAKEN {
        all.insert(taken.table, rows_of(snapshot.conn().unwrap(), taken).await);
    }
    all
}

async fn rows_of(conn: &mut Conn, taken: &Taken) -> Vec<Value> {
    let shape = shape_of(taken).unwrap();
    let (mut rows, mut after) = (Vec::new(), None::<String>);
    loop {
        let batch = next(conn, shape, taken.only, after.as_deref(), 1000).await.unwrap();
        let Some(last) = batch.last() else { break };
        after = Some(last.key.clone());
        rows.extend(batch.iter().map(|row| serde_json::from_str::<Value>(&row.line).unwrap()));
    }
    // Both databases write the same number in different ways.
    for column in shape.columns.iter().filter(|column| column.kind == ColumnKind::Double) {
        for row in &mut rows {
            let number: f64 = row[&column.name].as_str().unwrap().parse().unwrap();
            row[&column.name] = number.into();
        }
    }
    rows
}

/// Every stored file that has a row, by its key.
pub async fn files(state: &AppState) -> BTreeMap<String, Vec<u8>> {
    let taken = TAKEN.iter().find(|taken| taken.table == "files").unwrap();
    let rows = rows_of(state.db.snapshot().await.unwrap().conn().unwrap(), taken).await;
    let mut all = BTreeMap::new();
    for row in &rows {
        let kind = FileKind::from_key(row["kind"].as_str().unwrap()).unwrap();
        for key in contents::keys(kind, row["name"].as_str().unwrap()) {
            if let Some(bytes) = state.storage.get(&key).await.unwrap() {
                all.insert(key.as_str().to_owned(), bytes.to_vec());
            }
        }
    }
    all
}
