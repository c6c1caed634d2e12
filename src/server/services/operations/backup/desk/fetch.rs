//! Downloading a stored backup, also from its middle.

use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::BoxStream;

use super::{place, require};
use crate::{
    domain::backup::moment_of,
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        services::admin::audit_log::{self, Subject},
        state::AppState,
        storage::BackupPlace,
    },
};

/// A stored backup that may be downloaded.
pub struct BackupFile {
    pub name: String,
    pub bytes: u64,
    place: BackupPlace,
}

impl BackupFile {
    /// A mark of its content. What is in the place under a name does not change.
    #[must_use]
    pub fn mark(&self) -> String {
        let at = moment_of(&self.name).map(|at| at.and_utc().timestamp()).unwrap_or_default();
        format!("\"{at:x}-{:x}\"", self.bytes)
    }
}

/// Finds a backup.
///
/// # Errors
/// `NotFound` for one that is not there, `Forbidden` without the capability, `ReauthenticationRequired` when the password
/// was given some time ago, `Unavailable` when the place does not answer.
pub async fn open(state: &AppState, actor: &Actor, name: &str) -> AppResult<BackupFile> {
    require(state, actor).await?;
    let place = place(super::settings(state)?)?;
    let found = place.find(name).await?.ok_or(AppError::NotFound)?;
    Ok(BackupFile { name: found.name, bytes: found.bytes, place })
}

/// These bytes of a backup. Each time leaves a line in the audit log, before the first byte.
///
/// # Errors
/// `NotFound` when it is gone meanwhile, `Unavailable` when the place does not answer.
pub async fn fetch(
    state: &AppState,
    actor: &Actor,
    file: &BackupFile,
    bytes: Range<u64>,
) -> AppResult<BoxStream<'static, AppResult<Bytes>>> {
    let (owned, actor, subject) = (state.clone(), actor.clone(), Subject::stored_backup(&file.name));
    transaction!(owned, |conn| {
        audit_log::record(&owned, conn, &actor, "backup.downloaded", &subject).await?;
    })?;
    file.place.read(&file.name, bytes).await
}
