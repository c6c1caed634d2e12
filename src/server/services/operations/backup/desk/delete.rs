//! Deleting old backups.

use super::{place, require};
use crate::{
    domain::backup::{BackupAnswer, moment_of},
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Deletes a stored backup, but never the newest one. The line in the audit log comes first: a backup that goes leaves
/// one in any case.
///
/// # Errors
/// `NotFound` for a backup that is not there, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago, `Unavailable` when the place does not answer.
pub async fn delete(state: &AppState, actor: &Actor, name: &str) -> AppResult<BackupAnswer> {
    require(state, actor).await?;
    let place = place(super::settings(state)?)?;
    let stored = place.list().await?;
    if !stored.iter().any(|backup| backup.name == name) {
        return Err(AppError::NotFound);
    }
    let newest = stored.iter().filter_map(|backup| moment_of(&backup.name)).max();
    if moment_of(name) == newest {
        return Ok(BackupAnswer::Newest);
    }
    let (owned, actor, subject) = (state.clone(), actor.clone(), Subject::stored_backup(name));
    transaction!(owned, |conn| {
        audit_log::record(&owned, conn, &actor, "backup.deleted", &subject).await?;
    })?;
    place.delete(name).await?;
    state.caches.stored_backups.clear();
    Ok(BackupAnswer::Deleted)
}
