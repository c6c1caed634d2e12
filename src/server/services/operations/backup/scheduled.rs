//! Backups that a server makes by itself, and which of them are kept.

use std::{collections::BTreeSet, io::BufWriter, path::Path, time::Duration};

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    create::write_backup,
    manifest::KeysFile,
    noted::{last_made, note_scheduled},
    passphrase::check_passphrase,
};
use crate::{
    domain::backup::{KeepRule, backup_name, moment_of},
    server::{
        config::BackupSchedule,
        error::{AppError, AppResult},
        repositories::operations::installation::{self, BackupRecord},
        state::AppState,
        storage::BackupPlace,
    },
};

/// A server that makes a backup says so for this long, again and again; then another one may.
const CLAIM: TimeDelta = TimeDelta::minutes(10);
const RENEWED_EVERY: Duration = Duration::from_secs(120);
/// After a failure it is tried again so much later.
const REST: TimeDelta = TimeDelta::hours(1);
/// What is half-written for longer than this was left by a process that died.
const HALF_WRITTEN: Duration = Duration::from_secs(24 * 60 * 60);
/// Pieces of this size go to the place.
const PIECE: usize = 1 << 20;

/// How backups of the schedule go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduleState {
    /// The last one is younger than twice the period.
    OnTime,
    /// None for twice the period.
    Late,
    /// The last attempt failed.
    Failed,
}

/// Makes a backup when one is due and no other server makes it; whether one was made.
///
/// # Errors
/// When it cannot be made; that is noted, and tried again later.
pub async fn make_due(state: &AppState) -> AppResult<bool> {
    let Some(schedule) = &state.config.backups else { return Ok(false) };
    let now = state.clock.now();
    let record = installation::backup_record(&mut state.db.read().await?).await?;
    let rests = record.as_ref().and_then(|record| record.backup_failed_at).is_some_and(|at| at + REST > now);
    if rests || last_made(&state.config, &state.db).await?.is_some_and(|at| at + schedule.every > now) {
        return Ok(false);
    }
    if !claim(state, now).await? {
        return Ok(false);
    }
    let renewing = tokio::spawn(renew(state.clone()));
    let made = make(state, schedule).await;
    renewing.abort();
    let mut tx = state.db.begin().await?;
    let failed_at = made.is_err().then_some(now);
    installation::record_backup(tx.conn()?, BackupRecord { backup_until: None, backup_failed_at: failed_at }).await?;
    tx.commit().await?;
    made.map(|()| true)
}

async fn claim(state: &AppState, now: NaiveDateTime) -> AppResult<bool> {
    let mut tx = state.db.begin().await?;
    let claimed = installation::claim_backup(tx.conn()?, now, now + CLAIM).await?;
    tx.commit().await?;
    Ok(claimed)
}

async fn renew(state: AppState) {
    loop {
        tokio::time::sleep(RENEWED_EVERY).await;
        let renewed = async {
            let mut tx = state.db.begin().await?;
            installation::renew_backup(tx.conn()?, state.clock.now() + CLAIM).await?;
            tx.commit().await
        };
        if let Err(error) = renewed.await {
            tracing::warn!(%error, "another server may begin the same backup");
        }
    }
}

async fn make(state: &AppState, schedule: &BackupSchedule) -> AppResult<()> {
    let passphrase = read_passphrase(&schedule.passphrase_file)?;
    let place = BackupPlace::open(&schedule.place).map_err(AppError::Internal)?;
    let (out, end) = place.upload(&backup_name(state.clock.now())).await?;
    let (secret_key, encryption_key) = state.security.keys_for_backup();
    let keys = KeysFile { secret_key, encryption_key };
    let out = BufWriter::with_capacity(PIECE, out);
    match write_backup(state, out, &passphrase, Some(keys), |_| ()).await {
        Ok(created) => {
            end.finish().await?;
            note_scheduled(state).await?;
            tracing::info!(rows = created.rows, files = created.files, "a backup was made");
        }
        Err(error) => {
            end.abort().await;
            return Err(error);
        }
    }
    tidy(&place, schedule.keep).await
}

/// Removes backups that the rule does not keep, and half-written ones.
async fn tidy(place: &BackupPlace, rule: KeepRule) -> AppResult<()> {
    let stored = place.list().await?;
    let moments: BTreeSet<NaiveDateTime> = stored.iter().filter_map(|backup| moment_of(&backup.name)).collect();
    let kept = rule.kept(&moments);
    for backup in stored {
        if moment_of(&backup.name).is_some_and(|at| !kept.contains(&at)) {
            place.delete(&backup.name).await?;
        }
    }
    let left = place.remove_leftovers(HALF_WRITTEN).await?;
    if left > 0 {
        tracing::info!(left, "half-written backups of a process that died were removed");
    }
    Ok(())
}

fn read_passphrase(path: &Path) -> AppResult<String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| AppError::internal(format!("BACKUP_PASSPHRASE_FILE cannot be read: {error}")))?;
    check_passphrase(text.lines().next().unwrap_or_default())
        .map_err(|_| AppError::internal("the passphrase in BACKUP_PASSPHRASE_FILE would be guessed, or is too short"))
}

/// How the schedule goes; `None` without one.
///
/// # Errors
/// When the database does not answer.
pub async fn schedule_state(state: &AppState) -> AppResult<Option<ScheduleState>> {
    let Some(schedule) = &state.config.backups else { return Ok(None) };
    let record = installation::backup_record(&mut state.db.read().await?).await?;
    if record.is_some_and(|record| record.backup_failed_at.is_some()) {
        return Ok(Some(ScheduleState::Failed));
    }
    let late = last_made(&state.config, &state.db).await?.is_none_or(|at| at + schedule.every * 2 < state.clock.now());
    Ok(Some(if late { ScheduleState::Late } else { ScheduleState::OnTime }))
}
