//! Work for later. It is written in the transaction of what it belongs to, so that neither exists without the other;
//! a runner claims it for a while, works outside any transaction, and writes down what became of it in another one.
//!
//! A process that dies in between loses nothing: the claim ends, and the work is done again. What the outside saw of
//! the first attempt cannot be taken back, so kinds that speak to others say in their own words how they cope.

mod runner;
mod worker;

use chrono::TimeDelta;
use serde::Serialize;

pub use self::{
    runner::Runner,
    worker::{Verdict, Worker},
};
use super::{
    db::Conn,
    error::{AppError, AppResult},
    repositories::jobs::{self, NewJob},
    state::AppState,
};

/// What can be done later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Hand a mail of the outbox to the provider. Waits as long as none is configured.
    SendMail,
    /// Write to whoever forgot a password, if there is such an account.
    SendPasswordLink,
    /// Give photos other addresses that fewer people may see now, if that was not done at once.
    RenamePhotos,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::SendMail, Self::SendPasswordLink, Self::RenamePhotos];

    /// The stored key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SendMail => "send_mail",
            Self::SendPasswordLink => "send_password_link",
            Self::RenamePhotos => "rename_photos",
        }
    }

    /// Reads a stored key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Work is tried this often before it counts as failed.
pub const MOST_ATTEMPTS: i64 = 5;
/// A claim lasts longer than any work does.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Writes work into the caller's transaction, to be done as soon as it is committed. What it is about is encrypted, and
/// forgotten once done; work about a known account is erased with it.
///
/// # Errors
/// When the database cannot be written.
pub async fn enqueue<T: Serialize + Sync>(
    state: &AppState,
    conn: &mut Conn,
    kind: Kind,
    account_id: Option<i64>,
    about: &T,
) -> AppResult<()> {
    enqueue_after(state, conn, TimeDelta::zero(), kind, account_id, about).await
}

/// The same, to be done when some time has passed.
///
/// # Errors
/// When the database cannot be written.
pub async fn enqueue_after<T: Serialize + Sync>(
    state: &AppState,
    conn: &mut Conn,
    wait: TimeDelta,
    kind: Kind,
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
