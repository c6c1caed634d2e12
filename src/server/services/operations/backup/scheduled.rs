//! Backups that a server makes by itself, and which of them are kept.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

use super::{
    create::Created,
    noted::{last_made, note_scheduled},
    place::{read_passphrase, report_of, write_to_place},
    work::BackupWork,
};
use crate::{
    domain::backup::{BackupWorkKind, backup_name, moment_of},
    server::{
        config::BackupSettings,
        error::{AppError, AppResult},
        repositories::operations::installation,
        state::AppState,
        storage::BackupPlace,
    },
};

/// After a failure it is tried again so much later.
const REST: TimeDelta = TimeDelta::hours(1);

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

/// Makes a backup when one is due and nothing else is done with backups; whether one was made.
///
/// # Errors
/// When it cannot be made; that is noted, and tried again later.
pub async fn make_due(state: &AppState) -> AppResult<bool> {
    let Some(settings) = &state.config.backups else { return Ok(false) };
    let Some(schedule) = &settings.schedule else { return Ok(false) };
    let now = state.clock.now();
    let record = installation::backup_record(&mut state.db.read().await?).await?;
    let rests = record.as_ref().and_then(|record| record.backup_failed_at).is_some_and(|at| at + REST > now);
    if rests || last_made(&state.config, &state.db).await?.is_some_and(|at| at + schedule.every > now) {
        return Ok(false);
    }
    let name = backup_name(now);
    let Some(work) = BackupWork::begin(state, BackupWorkKind::Create, &name, None).await? else { return Ok(false) };
    let made: AppResult<Created> = async {
        let passphrase = read_passphrase(&schedule.passphrase_file)?;
        let created = write_to_place(state, settings, &name, &passphrase, &work).await?;
        note_scheduled(state).await?;
        tidy(settings).await?;
        Ok(created)
    }
    .await;
    work.end(&report_of(&made)).await?;
    made.map(|_| true)
}

/// Removes backups that the rule does not keep.
async fn tidy(settings: &BackupSettings) -> AppResult<()> {
    let place = BackupPlace::open(&settings.place).map_err(AppError::Internal)?;
    let stored = place.list().await?;
    let moments: BTreeSet<NaiveDateTime> = stored.iter().filter_map(|backup| moment_of(&backup.name)).collect();
    let kept = settings.keep.kept(&moments);
    for backup in stored {
        if moment_of(&backup.name).is_some_and(|at| !kept.contains(&at)) {
            place.delete(&backup.name).await?;
        }
    }
    Ok(())
}

/// How the schedule goes; `None` without one.
///
/// # Errors
/// When the database does not answer.
pub async fn schedule_state(state: &AppState) -> AppResult<Option<ScheduleState>> {
    let schedule = state.config.backups.as_ref().and_then(|backups| backups.schedule.as_ref());
    let Some(schedule) = schedule else { return Ok(None) };
    let record = installation::backup_record(&mut state.db.read().await?).await?;
    if record.is_some_and(|record| record.backup_failed_at.is_some()) {
        return Ok(Some(ScheduleState::Failed));
    }
    let late = last_made(&state.config, &state.db).await?.is_none_or(|at| at + schedule.every * 2 < state.clock.now());
    Ok(Some(if late { ScheduleState::Late } else { ScheduleState::OnTime }))
}
