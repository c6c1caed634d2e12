//! Changing settings. Each change needs a password that was given a short time ago, and leaves an audit line and what it
//! put in place of what.

use super::current::reload;
use crate::{
    domain::{
        access::Capability,
        field_error::{FieldError, FieldErrors},
        registration::FormValues,
        settings::{Provider, SettingGroup, SettingId},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::{
            administrators,
            settings::{self, NewSetting, SettingChange, SettingRow},
        },
        security::audit_chain::{ChangedSetting, seal_of_changes},
        services::{
            accounts::reauthentication,
            admin::audit_log::{self, ChangeNote, Subject},
        },
        state::AppState,
    },
};

/// The outcome of saving a group of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsSaved {
    Saved,
    /// What was sent is what is stored.
    Unchanged,
    /// Something is wrong; nothing was stored.
    Refused(FieldErrors),
    /// Another administrator changed the group since the form was shown; nothing was stored.
    Changed,
}

/// What is to become of the key of a provider.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyChange {
    Replace(String),
    Clear,
}

/// Stores the settings of a group as they were typed, unless the group has another version by now than the form had.
/// What the environment sets, and what was not sent, is left as it is.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn save_group(
    state: &AppState,
    actor: &Actor,
    group: SettingGroup,
    version: i64,
    typed: &FormValues,
) -> AppResult<SettingsSaved> {
    actor.require(Capability::ManageSettings)?;
    reauthentication::require_fresh(state, actor).await?;
    let mut errors = FieldErrors::default();
    let mut values = Vec::new();
    let can_change = |id: &&SettingId| !state.config.set_by_environment.contains(*id) && typed.has(id.key());
    for setting in group.settings().iter().filter(can_change) {
        if let Some(value) = errors.collect(setting.key(), setting.check(typed.first(setting.key()))) {
            values.push((*setting, value));
        }
    }
    if !errors.is_empty() {
        return Ok(SettingsSaved::Refused(errors));
    }
    let saved = store_group(state, actor, group, version, values).await?;
    if saved == SettingsSaved::Saved {
        reload(state).await?;
    }
    Ok(saved)
}

async fn store_group(
    state: &AppState,
    actor: &Actor,
    group: SettingGroup,
    version: i64,
    values: Vec<(SettingId, Option<String>)>,
) -> AppResult<SettingsSaved> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        // One save at a time: the version of a group, and with it the name of a save, comes from all its rows.
        administrators::lock_active(conn).await?;
        let rows = settings::all(conn).await?;
        let of = |setting: SettingId| rows.iter().find(|row| row.key == setting.key());
        let stored: i64 = group.settings().iter().filter_map(|setting| of(*setting)).map(|row| row.version).sum();
        if stored != version {
            return Ok(SettingsSaved::Changed);
        }
        let is_new = |(setting, new): &(SettingId, Option<String>)| {
            let old = of(*setting).and_then(|row| row.value.as_deref());
            old.or(setting.default_choice()) != new.as_deref().or(setting.default_choice())
        };
        let changed: Vec<_> = values.into_iter().filter(is_new).collect();
        if changed.is_empty() {
            return Ok(SettingsSaved::Unchanged);
        }
        let changed_after = stored + i64::try_from(changed.len()).unwrap_or(i64::MAX);
        let saved_as = format!("{}:{changed_after}", group.key());
        let mut changes = Vec::new();
        for (setting, new) in changed {
            let store =
                Store { setting, row: of(setting), value: new.as_deref(), encrypted: None, saved_as: &saved_as };
            match store.write(&state, conn).await? {
                Some(change) => changes.push((setting, change)),
                None => return Ok(SettingsSaved::Changed),
            }
        }
        note(&state, conn, &actor, "settings.changed", &saved_as, changes).await?;
        SettingsSaved::Saved
    })
}

/// Replaces or clears the key of a provider; `false` when there was none to clear.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago,
/// `BadRequest` when the environment sets the key.
pub async fn set_key(
    state: &AppState,
    actor: &Actor,
    provider: Provider,
    change: KeyChange,
) -> AppResult<Result<bool, FieldErrors>> {
    actor.require(Capability::ManageSettings)?;
    reauthentication::require_fresh(state, actor).await?;
    let setting = provider.key_setting();
    if state.config.set_by_environment.contains(&setting) {
        return Err(AppError::BadRequest("the environment sets this key"));
    }
    let (encrypted, action) = match change {
        KeyChange::Clear => (None, "settings.key_cleared"),
        KeyChange::Replace(typed) => match setting.check(&typed) {
            Ok(Some(key)) => (Some(state.security.keyring.encrypt(key.as_bytes())), "settings.key_replaced"),
            Ok(None) => return Ok(Err(FieldErrors::of(setting.key(), FieldError::Required))),
            Err(error) => return Ok(Err(FieldErrors::of(setting.key(), error))),
        },
    };
    let done = store_key(state, actor, setting, encrypted, action).await?;
    reload(state).await?;
    Ok(Ok(done))
}

async fn store_key(
    state: &AppState,
    actor: &Actor,
    setting: SettingId,
    encrypted: Option<Vec<u8>>,
    action: &'static str,
) -> AppResult<bool> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let rows = settings::all(conn).await?;
        let row = rows.iter().find(|row| row.key == setting.key());
        if encrypted.is_none() && row.is_none_or(|row| row.value_encrypted.is_none()) {
            return Ok(false);
        }
        let saved_as = format!("{}:{}", setting.key(), row.map_or(0, |row| row.version) + 1);
        let store = Store { setting, row, value: None, encrypted: encrypted.as_deref(), saved_as: &saved_as };
        let overtaken = || AppError::Unavailable("a key was changed at the same time".to_owned());
        let change = store.write(&state, conn).await?.ok_or_else(overtaken)?;
        note(&state, conn, &actor, action, &saved_as, vec![(setting, change)]).await?;
        true
    })
}

/// Writes the line about changes that were saved together: which settings, and the seal of what was put in place of what.
async fn note(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    saved_as: &str,
    mut changes: Vec<(SettingId, SettingChange)>,
) -> AppResult<()> {
    changes.sort_by_key(|(setting, _)| setting.key());
    let (ids, changes): (Vec<SettingId>, Vec<SettingChange>) = changes.into_iter().unzip();
    let fields: Vec<&'static str> = ids.into_iter().map(SettingId::key).collect();
    let subject = Subject::settings(saved_as, &seal(&changes));
    let note = ChangeNote { fields: &fields, ..ChangeNote::default() };
    audit_log::record_change(state, conn, actor, action, &subject, note).await
}

/// The seal of changes that were saved together, in the order of their keys.
#[must_use]
pub fn seal(changes: &[SettingChange]) -> String {
    let mut sealed: Vec<_> = changes
        .iter()
        .map(|change| ChangedSetting {
            key: &change.key,
            version: change.version,
            old: change.old_value.as_deref(),
            new: change.new_value.as_deref(),
        })
        .collect();
    // Databases order texts by rules of their own.
    sealed.sort_by_key(|change| change.key);
    seal_of_changes(&sealed)
}

/// A value on its way into the tables.
struct Store<'a> {
    setting: SettingId,
    saved_as: &'a str,
    /// What is stored so far.
    row: Option<&'a SettingRow>,
    value: Option<&'a str>,
    encrypted: Option<&'a [u8]>,
}

impl Store<'_> {
    /// Stores the value and the change; `None` when another transaction changed the
    /// setting meanwhile, so that nothing of this one may stay.
    async fn write(&self, state: &AppState, conn: &mut Conn) -> AppResult<Option<SettingChange>> {
        let now = state.clock.now();
        let read = self.row.map_or(0, |row| row.version);
        let key = self.setting.key();
        let new = NewSetting { key, value: self.value, value_encrypted: self.encrypted, updated_at: now };
        if !settings::store(conn, new, read).await? {
            return Ok(None);
        }
        let change = SettingChange {
            key: key.to_owned(),
            version: read + 1,
            old_value: self.row.and_then(|row| row.value.clone()),
            new_value: self.value.map(str::to_owned),
            saved_as: self.saved_as.to_owned(),
            changed_at: now,
        };
        settings::add_change(conn, &change).await?;
        Ok(Some(change))
    }
}
