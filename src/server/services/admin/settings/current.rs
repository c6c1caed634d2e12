//! The settings in force, read again where they may be out of date.

use std::time::Duration;

use crate::{
    domain::settings::SettingId,
    server::{
        clock::Clock,
        config::Config,
        db::Db,
        error::AppResult,
        repositories::admin::settings::{self, SettingRow},
        security::encryption::Keyring,
        site_settings::{SiteSettings, StoredSettings},
        state::AppState,
    },
};

/// A database that answers later keeps no request waiting: the settings read before count on.
const LONGEST_READ: Duration = Duration::from_secs(1);
/// Makes the settings in memory no older than `LONGEST_AGE`. While the database does not answer they stay as they are.
pub async fn refresh(state: &AppState) {
    if state.settings.is_recent(state.clock.since_epoch()) {
        return;
    }
    let _turn = state.settings.turn().await;
    let now = state.clock.since_epoch();
    if state.settings.is_recent(now) {
        return;
    }
    match tokio::time::timeout(LONGEST_READ, reload(state)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the settings could not be read again"),
        Err(_) => tracing::warn!("the settings could not be read again in time"),
    }
    state.settings.confirm(now);
}

/// Reads the settings and takes them over if they changed.
pub(super) async fn reload(state: &AppState) -> AppResult<()> {
    let read_at = state.clock.since_epoch();
    let stored = stored(&state.db, &state.security.keyring).await?;
    if stored.version > state.settings.latest().version {
        state.settings.put(SiteSettings::new(&state.config, &stored)?);
        state.security.rate_limits.set(&state.settings.latest().limits);
    }
    state.settings.confirm(read_at);
    Ok(())
}

/// The settings in force at the start of the server.
///
/// # Errors
/// When the database cannot be asked or TLS not be set up.
pub async fn load(db: &Db, config: &Config, keyring: &Keyring) -> AppResult<SiteSettings> {
    SiteSettings::new(config, &stored(db, keyring).await?)
}

async fn stored(db: &Db, keyring: &Keyring) -> AppResult<StoredSettings> {
    let rows = settings::all(&mut db.read().await?).await?;
    let mut stored = StoredSettings { version: rows.iter().map(|row| row.version).sum(), ..StoredSettings::default() };
    for row in rows {
        // An older program does not know every setting of a newer one.
        let Some(setting) = SettingId::from_key(&row.key) else { continue };
        if let Some(value) = value_of(&row, keyring) {
            stored.values.insert(setting, value);
            stored.changed_on.insert(setting, Clock::in_morocco(row.updated_at).date());
        }
    }
    Ok(stored)
}

/// A secret that no key opens counts as not set: the page says so, and a new one can be given.
fn value_of(row: &SettingRow, keyring: &Keyring) -> Option<String> {
    let Some(encrypted) = &row.value_encrypted else { return row.value.clone() };
    match keyring.decrypt_text(encrypted) {
        Ok(secret) => Some(secret),
        Err(error) => {
            tracing::error!(%error, key = row.key, "a stored key of a provider cannot be read");
            None
        }
    }
}
