//! What the page about backups shows.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDateTime;

use crate::{
    domain::{
        access::Capability,
        backup::{BackupReport, BackupStage, BackupWorkKind, BackupWorkState, Kept, moment_of},
    },
    server::{
        actor::Actor,
        config::BackupSettings,
        error::AppResult,
        repositories::operations::{
            backup_works::{self, BackupWorkRow},
            installation,
        },
        services::accounts::reauthentication,
        state::AppState,
        storage::StoredBackup,
    },
};

/// So many works are shown, the newest.
const MOST_WORKS: i64 = 5;

/// The page.
pub struct BackupsPage {
    /// Whether the password was given a short time ago.
    pub password_fresh: bool,
    /// Newest first.
    pub works: Vec<ShownWork>,
    /// Where backups are stored, if that is set.
    pub place: Option<PlacePage>,
}

impl BackupsPage {
    /// Whether something is being done with backups.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        running(&self.works).is_some()
    }
}

/// The number of the work that is being done.
fn running(works: &[ShownWork]) -> Option<i64> {
    works.iter().find(|work| work.state == BackupWorkState::Running).map(|work| work.id)
}

/// The place of backups.
pub struct PlacePage {
    /// A folder or a bucket, without secrets.
    pub address: String,
    /// Whether the server makes backups by itself.
    pub is_scheduled: bool,
    pub has_passphrase_file: bool,
    /// Newest first; none when the place does not answer.
    pub backups: Option<Vec<ShownBackup>>,
}

/// A stored backup.
pub struct ShownBackup {
    pub name: String,
    pub made_at: NaiveDateTime,
    pub bytes: u64,
    /// As what the rule keeps it; none when it does not.
    pub kept: Option<Kept>,
}

/// Work on backups.
pub struct ShownWork {
    pub id: i64,
    pub kind: BackupWorkKind,
    /// When the backup was made that it is about.
    pub made_at: Option<NaiveDateTime>,
    pub state: BackupWorkState,
    /// What is counted, how many are done, of how many.
    pub progress: Option<(BackupStage, i64, i64)>,
    pub begun_at: NaiveDateTime,
    pub report: Option<BackupReport>,
}

/// Reads the page. A place that does not answer is told on it.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn page(state: &AppState, actor: &Actor) -> AppResult<BackupsPage> {
    actor.require(Capability::ManageBackups)?;
    let password_fresh = reauthentication::is_fresh(state, actor.signed_in()?).await?;
    let (works, claimed_until) = {
        let mut conn = state.db.read().await?;
        let works = backup_works::newest(&mut conn, MOST_WORKS).await?;
        let record = installation::backup_record(&mut conn).await?;
        (works, record.and_then(|record| record.backup_until))
    };
    let claimed = claimed_until.is_some_and(|until| until > state.clock.now());
    let works: Vec<ShownWork> = works.into_iter().filter_map(|row| shown(row, claimed)).collect();
    let place = match &state.config.backups {
        Some(settings) => Some(place(state, settings, running(&works)).await),
        None => None,
    };
    Ok(BackupsPage { password_fresh, works, place })
}

/// What says that it is running after its claim is over was interrupted.
fn shown(row: BackupWorkRow, claimed: bool) -> Option<ShownWork> {
    let state = match BackupWorkState::from_key(&row.state)? {
        BackupWorkState::Running if !claimed => BackupWorkState::Interrupted,
        state => state,
    };
    let stage = row.stage.as_deref().and_then(BackupStage::from_key);
    Some(ShownWork {
        id: row.id,
        kind: BackupWorkKind::from_key(&row.kind)?,
        made_at: moment_of(&row.name),
        state,
        progress: stage.map(|stage| (stage, row.done, row.total)),
        begun_at: row.begun_at,
        report: row.report.and_then(|text| serde_json::from_str(&text).ok()),
    })
}

/// During a work the place is listed once.
async fn place(state: &AppState, settings: &BackupSettings, work: Option<i64>) -> PlacePage {
    let listed = match work {
        Some(work) => state.caches.stored_backups.get_or_load(work, list(settings)).await,
        None => list(settings).await,
    };
    let backups = match listed {
        Ok(stored) => {
            let moments: BTreeSet<_> = stored.iter().filter_map(|backup| moment_of(&backup.name)).collect();
            let kept = settings.keep.kept_as(&moments);
            let shown = |backup: &StoredBackup| {
                let made_at = moment_of(&backup.name)?;
                let kept = kept.get(&made_at).copied();
                Some(ShownBackup { made_at, bytes: backup.bytes, kept, name: backup.name.clone() })
            };
            Some(stored.iter().rev().filter_map(shown).collect())
        }
        Err(error) => {
            tracing::warn!(%error, "the place of backups cannot be listed");
            None
        }
    };
    PlacePage {
        address: settings.place.to_string(),
        is_scheduled: settings.schedule.is_some(),
        has_passphrase_file: settings.passphrase_file.is_some(),
        backups,
    }
}

async fn list(settings: &BackupSettings) -> AppResult<Arc<[StoredBackup]>> {
    Ok(super::place(settings)?.list().await?.into())
}
