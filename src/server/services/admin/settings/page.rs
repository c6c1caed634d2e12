//! What the page of the settings shows.

use chrono::NaiveDateTime;

use super::current::reload;
use crate::{
    domain::{
        access::Capability,
        settings::{Provider, SettingGroup, SettingId, ending},
    },
    server::{
        actor::Actor,
        error::AppResult,
        repositories::admin::settings::{self, SettingChange},
        state::AppState,
    },
};

/// How many changes the page lists.
const NEWEST: i64 = 20;

/// What the page of the settings shows.
pub struct SettingsPage {
    pub settings: Vec<ShownSetting>,
    /// Newest first.
    pub changes: Vec<ChangeLine>,
}

/// A setting as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownSetting {
    pub id: SettingId,
    /// In force; of secrets how they end. `None` where nothing sets it.
    pub value: Option<String>,
    /// Whether the environment sets it, so that it cannot be changed here.
    pub by_environment: bool,
    /// Of what is stored.
    pub version: i64,
}

/// A change as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    pub setting: SettingId,
    pub at: NaiveDateTime,
    /// Neither is there of secrets.
    pub old: Option<String>,
    pub new: Option<String>,
}

impl SettingsPage {
    /// A setting.
    #[must_use]
    pub fn setting(&self, id: SettingId) -> Option<&ShownSetting> {
        self.settings.iter().find(|setting| setting.id == id)
    }

    /// The version of a group, which grows with every change in it.
    #[must_use]
    pub fn version(&self, group: SettingGroup) -> i64 {
        group.settings().iter().filter_map(|id| self.setting(*id)).map(|setting| setting.version).sum()
    }

    /// The setting with the key of a provider.
    #[must_use]
    pub fn key_of(&self, provider: Provider) -> Option<&ShownSetting> {
        self.setting(provider.key_setting())
    }
}

/// Reads the page from the database: it shows what was just stored, wherever that was.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn page(state: &AppState, actor: &Actor) -> AppResult<SettingsPage> {
    actor.require(Capability::ManageSettings)?;
    reload(state).await?;
    let mut conn = state.db.read().await?;
    let rows = settings::all(&mut conn).await?;
    let changes = settings::newest_changes(&mut conn, NEWEST).await?;
    let in_force = state.settings.latest();
    let shown = |id: SettingId| ShownSetting {
        id,
        value: in_force.value(id).map(|value| if id.is_secret() { ending(value) } else { value.to_owned() }),
        by_environment: state.config.set_by_environment.contains(&id),
        version: rows.iter().find(|row| row.key == id.key()).map_or(0, |row| row.version),
    };
    let line = |change: SettingChange| {
        let setting = SettingId::from_key(&change.key)?;
        Some(ChangeLine { setting, at: change.changed_at, old: change.old_value, new: change.new_value })
    };
    Ok(SettingsPage {
        settings: SettingId::ALL.into_iter().map(shown).collect(),
        changes: changes.into_iter().filter_map(line).collect(),
    })
}
