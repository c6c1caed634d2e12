//! Asking for the password again, for what a borrowed phone must not do: exporting or deleting the data, revealing
//! document numbers, changing how the account is entered.
//!
//! A page that needs it asks [`is_fresh`] and otherwise redirects to [`page`], which comes back to it.

use chrono::TimeDelta;

use crate::routes;
use crate::server::{
    context::{RequestContext, ViewerAccount},
    db::to_completion,
    error::{AppError, AppResult},
    repositories::{accounts, sessions},
    security::rate_limits::RetryAfter,
    services::sign_in::LONGEST_PASSWORD,
    state::AppState,
};

/// The password counts for so long after it was given.
pub const COUNTS_FOR: TimeDelta = TimeDelta::minutes(15);

/// What became of a password given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// It was right; it counts from now on.
    Given,
    Wrong,
    TooFast(RetryAfter),
}

/// Whether the password was given in this session a short time ago.
///
/// # Errors
/// When the database does not answer.
pub async fn is_fresh(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    let given = sessions::authenticated_at(&mut state.db.read().await?, viewer.session_id).await?;
    Ok(given.is_some_and(|given| state.clock.now() - given < COUNTS_FOR))
}

/// Where the password is asked for, before going on to `next` (a path of this site).
#[must_use]
pub fn page(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{}?next={next}", routes::REAUTHENTICATE)
}

/// Checks the password of the viewer's account; failures wait longer and longer, as when signing in.
///
/// # Errors
/// When the database does not answer or too many passwords are being checked.
pub async fn confirm(
    state: &AppState,
    request: &RequestContext,
    viewer: &ViewerAccount,
    password: String,
) -> AppResult<Proof> {
    // The same counter for all who know only the session.
    let identifier = format!("account:{}", viewer.id);
    if let Err(wait) = state.security.rate_limits.sign_in_attempt(&identifier, request.client_ip) {
        return Ok(Proof::TooFast(wait));
    }
    let account = accounts::access(&mut state.db.read().await?, viewer.id).await?.ok_or(AppError::NotFound)?;
    let fits =
        password.len() <= LONGEST_PASSWORD && state.security.passwords.verify(password, account.password_hash).await?;
    if !fits {
        tracing::info!(account = viewer.id, "password refused");
        return Ok(Proof::Wrong);
    }
    state.security.rate_limits.sign_in_succeeded(&identifier, request.client_ip);
    let (state, session_id) = (state.clone(), viewer.session_id);
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        sessions::authenticated(tx.conn()?, session_id, state.clock.now()).await?;
        tx.commit().await?;
        Ok(Proof::Given)
    })
    .await
}
