//! What the audit log says of backups.

use chrono::NaiveDateTime;

use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        config::Config,
        db::{Db, transaction},
        error::AppResult,
        repositories::admin::audit,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

const CREATED: &str = "backup.created";
const SCHEDULED: &str = "backup.scheduled";

/// Notes that a backup was made by hand; it is whole in its place then.
///
/// # Errors
/// `Forbidden` without the capability; when the database does not answer.
pub async fn note_created(state: &AppState, actor: &Actor) -> AppResult<()> {
    actor.require(Capability::ManageBackups)?;
    note(state, actor, CREATED).await
}

/// Notes that a backup of the schedule was made.
pub(super) async fn note_scheduled(state: &AppState) -> AppResult<()> {
    note(state, &Actor::job(), SCHEDULED).await
}

/// Notes something about backups.
pub(super) async fn note(state: &AppState, actor: &Actor, action: &'static str) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, action, &Subject::backup()).await?;
    })
}

/// When the last backup was made. Where there is a schedule, only its own count: one that was made by hand may be
/// anywhere.
///
/// # Errors
/// When the database does not answer.
pub async fn last_made(config: &Config, db: &Db) -> AppResult<Option<NaiveDateTime>> {
    let is_scheduled = config.backups.as_ref().is_some_and(|backups| backups.schedule.is_some());
    let action = if is_scheduled { SCHEDULED } else { CREATED };
    audit::newest_moment(&mut db.read().await?, action).await
}
