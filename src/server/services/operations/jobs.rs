//! Work for later, written in the transaction of what it belongs to, so that neither exists without the other.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use chrono::TimeDelta;
use serde::Serialize;

use crate::{
    domain::keyed,
    server::{
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::operations::jobs::{self, NewJob},
        state::AppState,
    },
};

keyed! {
    /// What can be done later, with the stored key.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum JobKind {
        /// Hand a mail of the outbox to the provider. Waits as long as none is configured.
        SendMail = "send_mail",
        /// Write to an account whose password was reported forgotten, if it exists.
        SendPasswordLink = "send_password_link",
        /// Give photos other addresses that fewer people may see now, if that was not done at once.
        RenamePhotos = "rename_photos",
        /// Do to people what an administrator asked to do to all of them.
        GroupAction = "group_action",
        /// Write the mails of an announcement.
        Announcement = "announcement",
        /// Tell a webhook of an event.
        Webhook = "webhook",
        /// Take the people of a spreadsheet.
        Import = "import",
        /// Write the file of an export that is too long for an answer.
        Export = "export",
        /// Read a CV, and ask a model about it.
        CvAnalysis = "cv_analysis",
    }
}

/// A claim lasts longer than any work does that does not extend it.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// A claim of work that may take longer than a claim lasts.
#[derive(Debug, Clone)]
pub struct KeptClaim {
    pub job: i64,
    pub holder: String,
    pub attempts: i64,
    /// Set when the process is about to end.
    pub stopping: Arc<AtomicBool>,
}

impl KeptClaim {
    /// Lets it last for the usual time from now on; `false` when another process has claimed the work.
    pub async fn extend(&self, state: &AppState) -> AppResult<bool> {
        let (state, claim) = (state.clone(), self.clone());
        transaction!(state, |conn| {
            let until = state.clock.now() + LEASE;
            jobs::extend(conn, claim.job, &claim.holder, claim.attempts, until).await?
        })
    }

    /// Whether the process is about to end: what is not finished soon is better begun again by the next one.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobVerdict {
    /// Over; the note is the kind's own (a mail is `sent`, `expired` or gone).
    Done { note: &'static str },
    /// To be tried again: after `wait`, or after the usual back-off. `counts`: whether it is one of the limited tries.
    Again { reason: String, wait: Option<TimeDelta>, counts: bool },
    /// A part of long work is done, so that the claim does not end before it: the rest is due at once.
    GoesOn,
    /// The same, due when some time has passed.
    GoesOnAfter(TimeDelta),
    /// Trying again would not help.
    Failed { reason: String },
}

impl JobVerdict {
    /// An attempt that failed and counts.
    #[must_use]
    pub fn again(reason: impl Into<String>) -> Self {
        Self::Again { reason: reason.into(), wait: None, counts: true }
    }
}

/// Writes work into the caller's transaction, to be done as soon as it is committed. What it is about is encrypted, and
/// deleted once done; work about a known account is erased with it.
pub async fn enqueue<T: Serialize + Sync>(
    state: &AppState,
    conn: &mut Conn,
    kind: JobKind,
    account_id: Option<i64>,
    about: &T,
) -> AppResult<()> {
    enqueue_after(state, conn, TimeDelta::zero(), kind, account_id, about).await
}

/// The same, to be done when some time has passed.
pub async fn enqueue_after<T: Serialize + Sync>(
    state: &AppState,
    conn: &mut Conn,
    wait: TimeDelta,
    kind: JobKind,
    account_id: Option<i64>,
    about: &T,
) -> AppResult<()> {
    let now = state.clock.now();
    let plain = serde_json::to_vec(about).map_err(AppError::internal)?;
    let job = NewJob {
        kind: kind.key(),
        payload_encrypted: Some(&state.security.keyring.encrypt(&plain)),
        state: "waiting",
        run_after: now + wait,
        created_at: now,
        account_id,
    };
    jobs::insert(conn, &job).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back() {
        for kind in JobKind::ALL {
            assert_eq!(JobKind::from_key(kind.key()), Some(kind));
        }
    }
}
