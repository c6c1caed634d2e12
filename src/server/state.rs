//! What lives as long as the server: a leaf, which names no layer above the database and the integrations.

use std::sync::Arc;

use leptos::config::LeptosOptions;

use super::{
    caches::Caches, clock::Clock, config::Config, db::Db, geo::Gazetteer, images::ImagePool, integrations::tmdb::Tmdb,
    security::Security, storage::Storage,
};

/// Shared by every request; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    /// Keys, password hasher, rate limits.
    pub security: Arc<Security>,
    /// Uploaded files.
    pub storage: Storage,
    /// Where they are looked into.
    pub workshop: ImagePool,
    /// Where films are found; `None` without a key.
    pub tmdb: Option<Tmdb>,
    pub leptos_options: LeptosOptions,
    /// Where cities lie.
    pub gazetteer: Arc<Gazetteer>,
    pub caches: Caches,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}
