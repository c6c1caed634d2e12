//! Everything a command or the server needs, opened in order and each failure put into one sentence.

use std::sync::Arc;

use leptos::config::LeptosOptions;
use tokio::sync::Semaphore;

use super::{secrets::Secrets, writable::check_writable};
use crate::server::{
    caches::Caches,
    clock::Clock,
    config::Config,
    db::{DatabaseUrl, Db, measure, migrations},
    images::ImagePool,
    page_cache::PageCache,
    repositories::operations::installation,
    search_index::SearchIndex,
    security::Security,
    services::{
        admin::settings,
        operations::{freshness, key_check, reference},
    },
    site_settings::SettingsCache,
    state::{AppParts, AppState},
    storage::Storage,
};

/// The saved search index, in the data folder. It is derived from the database and belongs in no backup.
pub(super) const SEARCH_INDEX: &str = "search-index.bin";

/// Whether keys that do not belong to the database stop the start; only the commands that repair this go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedSecretKey {
    Refused,
    Accepted,
}

/// Opens the application: data folder, keys, migrations, database, key check, reference lists.
///
/// # Errors
/// One sentence for the operator, without secrets.
pub async fn open_state(config: Config, secrets: Secrets) -> Result<AppState, String> {
    open_state_with(config, secrets, ChangedSecretKey::Refused).await
}

/// As [`open_state`], for `keys reindex`, which a changed `SECRET_KEY` must not keep from its work.
///
/// # Errors
/// One sentence for the operator, without secrets.
pub async fn open_state_with(config: Config, secrets: Secrets, changed: ChangedSecretKey) -> Result<AppState, String> {
    let clock = Clock::default();
    let security = Security::new(&config, &secrets.secret_key, &secrets.encryption_key, &clock)?;
    if matches!(config.database_url, DatabaseUrl::Sqlite(_)) {
        check_writable(&config.data_dir)?;
    }
    migrations::run(&config.database_url).await?;
    if config.measure_database {
        measure::switch_on().map_err(|error| sentence(&config, &error))?;
    }
    let db = Db::open(&config.database_url, config.database_connections).map_err(|error| sentence(&config, &error))?;
    db.check().await.map_err(|error| sentence(&config, &error))?;
    check_keys(&db, &config, &secrets, &security, changed).await?;
    reference::load(&db, &clock).await.map_err(|error| format!("The reference lists cannot be loaded: {error}"))?;
    freshness::adopt_restored_changes(&db).await.map_err(|error| sentence(&config, &error))?;
    let search_index = SearchIndex::saved_in(&config.data_dir.join(SEARCH_INDEX));
    let placement = installation::placement(&mut db.read().await.map_err(|error| sentence(&config, &error))?).await;
    let placement = placement.map_err(|error| sentence(&config, &error))?;
    let storage = Storage::open(&config.storage_url)?
        .below(&placement.map(|placement| placement.storage_prefix).unwrap_or_default());
    let read_at = clock.since_epoch();
    let site_settings = settings::load(&db, &config, &security.keyring).await;
    let site_settings = site_settings.map_err(|error| format!("The settings cannot be used: {error}"))?;
    security.rate_limits.set(&site_settings.limits);
    let leptos_options = leptos_options(&config);
    Ok(AppState::new(AppParts {
        caches: Caches::new(&clock),
        freshness: Arc::default(),
        metrics: Arc::default(),
        takeover: Arc::default(),
        examining: Arc::new(Semaphore::new(1)),
        counting: Arc::default(),
        page_cache: Arc::new(PageCache::new(config.page_cache_bytes)),
        config: Arc::new(config),
        db,
        clock,
        security: Arc::new(security),
        storage,
        workshop: ImagePool::default(),
        preview_workshop: ImagePool::of(1),
        settings: Arc::new(SettingsCache::new(site_settings, read_at)),
        leptos_options,
        gazetteer: Arc::default(),
        search_index: Arc::new(search_index),
    }))
}

/// New keys are stored in their file before the first value is encrypted with them, and never beside a database that
/// already belongs to others.
async fn check_keys(
    db: &Db,
    config: &Config,
    secrets: &Secrets,
    security: &Security,
    changed: ChangedSecretKey,
) -> Result<(), String> {
    let verdict = key_check::compare(db, security).await.map_err(|error| sentence(config, &error))?;
    match verdict {
        key_check::KeyVerdict::Unused => {
            secrets.save()?;
            return key_check::remember_first(db, security).await.map_err(|error| sentence(config, &error));
        }
        key_check::KeyVerdict::ChangedSecretKey if changed == ChangedSecretKey::Accepted && !secrets.is_new() => {
            return Ok(());
        }
        _ => {}
    }
    match verdict.refusal() {
        Some(_) if secrets.is_new() => Err(format!(
            "The keys of this database are missing: put your copy of {} back, or set SECRET_KEY and ENCRYPTION_KEY",
            config.data_dir.join(super::secrets::FILE_NAME).display()
        )),
        Some(refusal) => Err(refusal.to_owned()),
        None => Ok(()),
    }
}

fn sentence(config: &Config, error: &crate::server::error::AppError) -> String {
    format!("The {} database cannot be used: {error}", config.database_url.engine())
}

/// cargo-leptos leaves `hash.txt` beside the program when it put hashes into the names of the assets.
fn leptos_options(config: &Config) -> LeptosOptions {
    let hashed = std::env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(|folder| folder.join("hash.txt").is_file()))
        .unwrap_or(false);
    LeptosOptions::builder()
        .output_name("talentsmaroc")
        .site_root(config.site_root.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(config.bind)
        .env(leptos::config::Env::PROD)
        .hash_files(hashed)
        .build()
}
