//! Asking for the password again, for what an open session alone must not allow: exporting or deleting the data,
//! revealing document numbers, changing how the account is entered.
//!
//! A page that needs it asks [`is_fresh`]; what only a fresh password allows begins with [`require_fresh`].

use super::sign_in::LONGEST_PASSWORD;
use crate::server::{
    actor::Actor,
    context::ViewerAccount,
    db::{Conn, transaction},
    error::{AppError, AppResult},
    repositories::accounts::{
        account::{self, AccountAccess},
        sessions,
    },
    state::AppState,
};
use chrono::TimeDelta;

/// The password counts for so long after it was given.
pub const COUNTS_FOR: TimeDelta = TimeDelta::minutes(15);

/// Whether the password was given in this session a short time ago.
pub async fn is_fresh(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    let given = sessions::authenticated_at(&mut state.db.read().await?, viewer.session_id).await?;
    Ok(given.is_some_and(|given| state.clock.now() - given < COUNTS_FOR))
}

/// Refuses a session in which the password was not given a short time ago.
///
/// # Errors
/// `ReauthenticationRequired` for such a session, `Forbidden` for an actor without one.
pub async fn require_fresh(state: &AppState, actor: &Actor) -> AppResult<()> {
    if is_fresh(state, actor.signed_in()?).await? { Ok(()) } else { Err(AppError::ReauthenticationRequired) }
}

/// The right password, given in a session. It was checked outside any transaction: one that changes something because
/// of it asks [`GivenPassword::still_counts`] first.
pub struct GivenPassword {
    account_id: i64,
    session_id: i64,
    /// What the password was checked against.
    hash: Option<String>,
}

impl GivenPassword {
    /// The account, which no other transaction changes until this one ends; `None` when it has another password by now.
    ///
    /// # Errors
    /// `Forbidden` when the session has ended or the account may not be used any more.
    pub async fn still_counts(&self, conn: &mut Conn) -> AppResult<Option<AccountAccess>> {
        let account = account::lock_access(conn, self.account_id).await?.filter(AccountAccess::is_active);
        let account = account.ok_or(AppError::Forbidden)?;
        if !sessions::is_of_account(conn, self.session_id, self.account_id).await? {
            return Err(AppError::Forbidden);
        }
        Ok(Some(account).filter(|account| account.password_hash == self.hash))
    }
}

/// The password, if it is the one of the actor's account. From now on it counts as given; failures wait longer and
/// longer, as when signing in.
///
/// # Errors
/// `TooManyRequests` after many failures.
pub async fn confirm(state: &AppState, actor: &Actor, password: String) -> AppResult<Option<GivenPassword>> {
    let viewer = actor.signed_in()?;
    // One counter for all callers that hold only the session.
    let identifier = format!("account:{}", viewer.id);
    let limits = &state.security.rate_limits;
    actor.counted(|address| limits.sign_in_attempt(&identifier, address))?;
    let account = account::access(&mut state.db.read().await?, viewer.id).await?.ok_or(AppError::NotFound)?;
    let given = GivenPassword { account_id: viewer.id, session_id: viewer.session_id, hash: account.password_hash };
    let fits =
        password.len() <= LONGEST_PASSWORD && state.security.passwords.verify(password, given.hash.clone()).await?;
    if !fits {
        tracing::info!(account = viewer.id, "password refused");
        return Ok(None);
    }
    actor.with_address(|address| limits.sign_in_succeeded(&identifier, address));
    let state = state.clone();
    transaction!(state, |conn| {
        sessions::authenticated(conn, given.session_id, state.clock.now()).await?;
        Some(given)
    })
}
