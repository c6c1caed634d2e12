//! Work on backups: one at a time, whichever server does it, and pages of every server can say how far it is.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, MissedTickBehavior},
};

use super::progress::Progress;
use crate::{
    domain::backup::{BackupReport, BackupStage, BackupWorkKind, BackupWorkState},
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::operations::{
            backup_works,
            installation::{self, BackupRecord},
        },
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// The server at work says so for this long, again and again; then another one may begin.
const CLAIM: TimeDelta = TimeDelta::minutes(10);
const RENEWED_EVERY: Duration = Duration::from_secs(120);
/// How far it is is written so often.
const NOTED_EVERY: Duration = Duration::from_secs(2);
/// So many are kept, the newest.
const KEPT: i64 = 20;

/// Work that was begun. Dropped before its end, it counts as interrupted when its claim is over.
pub struct BackupWork {
    state: AppState,
    id: i64,
    kind: BackupWorkKind,
    progress: watch::Sender<Option<Progress>>,
    following: JoinHandle<()>,
}

impl BackupWork {
    /// Begins work on the backup of this name, with a line in the audit log where the beginning is what it tells; `None`
    /// while there is other work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(
        state: &AppState,
        kind: BackupWorkKind,
        name: &str,
        line: Option<(&Actor, &'static str)>,
    ) -> AppResult<Option<Self>> {
        let (owned, name) = (state.clone(), name.to_owned());
        let line = line.map(|(actor, action)| (actor.clone(), action));
        let begun = transaction!(owned, |conn| {
            let now = owned.clock.now();
            if !installation::claim_backup(conn, now, now + CLAIM).await? {
                return Ok(None);
            }
            // There can be no other: the claim was free.
            backup_works::interrupt(conn, now).await?;
            let id = backup_works::begin(conn, kind, &name, now).await?;
            backup_works::forget_before(conn, id - KEPT + 1).await?;
            if let Some((actor, action)) = line {
                audit_log::record(&owned, conn, &actor, action, &Subject::stored_backup(&name)).await?;
            }
            Some(id)
        })?;
        let Some(id) = begun else { return Ok(None) };
        let (progress, seen) = watch::channel(None);
        let following = tokio::spawn(follow(state.clone(), id, seen));
        Ok(Some(Self { state: state.clone(), id, kind, progress, following }))
    }

    /// What is to be told how far it is.
    pub fn teller(&self) -> impl FnMut(Progress) + Send + use<> {
        let progress = self.progress.clone();
        move |one| {
            progress.send_replace(Some(one));
        }
    }

    /// Says what it came to, and lets other work begin.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end(self, report: &BackupReport) -> AppResult<()> {
        self.following.abort();
        let text = serde_json::to_string(report).map_err(AppError::internal)?;
        let (state, id, kind, ended) = (self.state.clone(), self.id, self.kind, report.state());
        transaction!(state, |conn| {
            let now = state.clock.now();
            backup_works::end(conn, id, ended, &text, now).await?;
            if kind == BackupWorkKind::Create {
                let backup_failed_at = (ended == BackupWorkState::Failed).then_some(now);
                installation::record_backup(conn, BackupRecord { backup_until: None, backup_failed_at }).await?;
            } else {
                installation::release_backup(conn).await?;
            }
        })
    }
}

impl Drop for BackupWork {
    fn drop(&mut self) {
        self.following.abort();
    }
}

/// Writes how far it is, and goes on claiming it.
async fn follow(state: AppState, id: i64, mut progress: watch::Receiver<Option<Progress>>) {
    let mut ticks = tokio::time::interval(NOTED_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut renewed = Instant::now();
    loop {
        ticks.tick().await;
        let renews = renewed.elapsed() >= RENEWED_EVERY;
        let moved = progress.has_changed().unwrap_or(false);
        if !renews && !moved {
            continue;
        }
        let at = *progress.borrow_and_update();
        match note(&state, id, at, renews).await {
            Ok(()) if renews => renewed = Instant::now(),
            Ok(()) => {}
            Err(error) => tracing::warn!(%error, "another server may begin work on backups"),
        }
    }
}

async fn note(state: &AppState, id: i64, progress: Option<Progress>, renews: bool) -> AppResult<()> {
    let state = state.clone();
    transaction!(state, |conn| {
        if let Some(progress) = progress {
            let (stage, done, all) = match progress {
                Progress::Rows { done, all } => (BackupStage::Rows, done, all),
                Progress::Files { done, all } => (BackupStage::Files, done, all),
            };
            let [done, all] = [done, all].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
            backup_works::advance(conn, id, stage, done, all).await?;
        }
        if renews {
            installation::renew_backup(conn, state.clock.now() + CLAIM).await?;
        }
    })
}
