//! Asking for the password again, for what an open session alone must not allow: exporting or deleting the data,
//! revealing document numbers, changing how the account is entered.
//!
//! A page that needs it asks [`is_fresh`]; what only a fresh password allows begins with [`require_fresh`].

use super::sign_in::LONGEST_PASSWORD;
use crate::server::{
    actor::Actor,
    context::ViewerAccount,
    db::transaction,
    error::{AppError, AppResult},
    repositories::accounts::{account, sessions},
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

/// Whether this is the password of the actor's account. From now on it counts as given; failures wait longer and
/// longer, as when signing in.
///
/// # Errors
/// `TooManyRequests` after many failures.
pub async fn confirm(state: &AppState, actor: &Actor, password: String) -> AppResult<bool> {
    let viewer = actor.signed_in()?;
    // One counter for all callers that hold only the session.
    let identifier = format!("account:{}", viewer.id);
    let limits = &state.security.rate_limits;
    actor.counted(|address| limits.sign_in_attempt(&identifier, address))?;
    let account = account::access(&mut state.db.read().await?, viewer.id).await?.ok_or(AppError::NotFound)?;
    let fits =
        password.len() <= LONGEST_PASSWORD && state.security.passwords.verify(password, account.password_hash).await?;
    if !fits {
        tracing::info!(account = viewer.id, "password refused");
        return Ok(false);
    }
    actor.with_address(|address| limits.sign_in_succeeded(&identifier, address));
    let (state, session_id) = (state.clone(), viewer.session_id);
    transaction!(state, |conn| {
        sessions::authenticated(conn, session_id, state.clock.now()).await?;
        true
    })
}
