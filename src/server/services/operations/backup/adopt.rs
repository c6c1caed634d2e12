//! Making a loaded backup this installation's own.

use super::noted::note;
use crate::{
    domain::access::Capability,
    server::{
        actor::Actor, db::transaction, error::AppResult, repositories::admin::exports, services::operations::keys,
        state::AppState,
    },
};

/// What of the keys differs between the backup and the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherKeys {
    /// Values are to be encrypted with the installation's newest key.
    pub encryption: bool,
    /// Keyed hashes are to be made with the installation's secret.
    pub secret: bool,
}

/// Brings values over to the installation's keys and notes in the audit log that this was restored; `state` is on the
/// loaded database.
///
/// # Errors
/// `Forbidden` without the capability; when a value does not open.
pub async fn adopt(state: &AppState, actor: &Actor, other: OtherKeys) -> AppResult<()> {
    actor.require(Capability::ManageBackups)?;
    // Before their keys are changed: their files stayed behind.
    forget_exports(state).await?;
    if other.encryption {
        keys::rotate(state, actor).await?;
    }
    if other.secret {
        keys::reindex(state, actor).await?;
    }
    note(state, actor, "backup.restored").await
}

/// Notes in the audit log of the database that was replaced that it was.
///
/// # Errors
/// `Forbidden` without the capability; when the database does not answer.
pub async fn note_replaced(state: &AppState, actor: &Actor) -> AppResult<()> {
    actor.require(Capability::ManageBackups)?;
    note(state, actor, "backup.replaced").await
}

/// Archives hold no files of exports, which are kept for a day.
async fn forget_exports(state: &AppState) -> AppResult<()> {
    let state = state.clone();
    transaction!(state, |conn| { exports::expire_all(conn).await? })
}
