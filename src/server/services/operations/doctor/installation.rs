//! What is examined.

use std::sync::Arc;

use crate::server::{config::Config, db::Db, security::Security, startup::Secrets, storage::Storage};

/// An installation, as far as it could be opened.
#[derive(Clone)]
pub struct Installation {
    pub config: Arc<Config>,
    pub keys: Keys,
    /// Missing where the keys are.
    pub security: Option<Arc<Security>>,
    pub database: Database,
    /// Of a running server; `None`: opened for a look, if there is one.
    pub storage: Option<Storage>,
}

/// Where the two keys are from.
#[derive(Clone)]
pub enum Keys {
    Given(Secrets),
    /// A server started with them.
    InUse,
    /// Why there are none.
    Missing(String),
}

/// The database, as far as it could be opened.
#[derive(Clone)]
pub enum Database {
    Open(Db),
    /// The first start makes it.
    Unborn,
    /// Why it cannot be used.
    Unusable(String),
}
