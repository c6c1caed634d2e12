//! What lives as long as the server: a leaf, which names no layer above the database and the integrations.

use std::{ops::Deref, sync::Arc};

use leptos::config::LeptosOptions;
use tokio::sync::{Mutex, Semaphore};

use super::{
    caches::Caches, clock::Clock, config::Config, db::Db, freshness::Freshness, geo::Gazetteer, images::ImagePool,
    metrics::Metrics, page_cache::PageCache, search_index::SearchIndex, security::Security,
    site_settings::SettingsCache, storage::Storage, takeover::Takeover,
};

/// Shared by every request. To clone it counts one reference: a request does so dozens of times.
#[derive(Clone)]
pub struct AppState(Arc<AppParts>);

impl AppState {
    /// The state made of these parts.
    #[must_use]
    pub fn new(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}

/// What an [`AppState`] gives access to.
#[derive(Clone)]
pub struct AppParts {
    pub config: Arc<Config>,
    pub db: Db,
    pub clock: Clock,
    /// Keys, password hasher, rate limits.
    pub security: Arc<Security>,
    /// Uploaded files.
    pub storage: Storage,
    /// Where they are looked into.
    pub workshop: ImagePool,
    /// Where pictures are drawn and made smaller for visitors: uploads do not keep them waiting, nor they uploads.
    pub preview_workshop: ImagePool,
    /// What administrators set, and the providers that work with it.
    pub settings: Arc<SettingsCache>,
    pub leptos_options: LeptosOptions,
    /// Where cities lie.
    pub gazetteer: Arc<Gazetteer>,
    pub caches: Caches,
    /// Everything that can be searched.
    pub search_index: Arc<SearchIndex>,
    /// Up to where the changes of the database are known.
    pub freshness: Arc<Freshness>,
    /// Pages as anonymous visitors get them.
    pub page_cache: Arc<PageCache>,
    /// Where a page asks for a restore.
    pub takeover: Arc<Takeover>,
    /// One examination of the installation at a time.
    pub examining: Arc<Semaphore>,
    /// Work and mails are counted by one task at a time.
    pub counting: Arc<Mutex<()>>,
    /// What was counted since the start.
    pub metrics: Arc<Metrics>,
}

impl axum::extract::FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos_options.clone()
    }
}
