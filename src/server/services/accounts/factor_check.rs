//! Whether a typed code is right: of an account's app, or a recovery code. Each is used up by it.

use crate::server::{
    actor::Actor,
    db::Conn,
    error::AppResult,
    repositories::accounts::two_factors,
    security::{
        tokens::{read_typed_token, token_hash},
        totp,
    },
    services::admin::audit_log::{self, Subject},
    state::AppState,
};

/// Whether an account signs in with a second factor.
pub(super) async fn is_on(conn: &mut Conn, account_id: i64) -> AppResult<bool> {
    Ok(two_factors::of_account(conn, account_id).await?.is_some_and(|factor| factor.confirmed_at.is_some()))
}

/// Whether this is a code of the account's app that was not used yet, or a recovery code; it is used up.
pub(super) async fn accept(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    account_id: i64,
    typed: &str,
) -> AppResult<bool> {
    let factor = two_factors::of_account(conn, account_id).await?;
    let Some(factor) = factor.filter(|factor| factor.confirmed_at.is_some()) else { return Ok(false) };
    if let Some(code) = read_typed_token(typed) {
        let used = two_factors::use_code(conn, account_id, &token_hash(&code)).await?;
        if used {
            audit_log::record(state, conn, actor, "two_factor.recovery_used", &Subject::account(account_id)).await?;
        }
        return Ok(used);
    }
    step_fits(state, conn, &factor, typed).await
}

/// Whether this is a code of the secret for now whose time step was not used yet; the step is used up.
pub(super) async fn step_fits(
    state: &AppState,
    conn: &mut Conn,
    factor: &two_factors::TwoFactor,
    typed: &str,
) -> AppResult<bool> {
    let secret = state.security.keyring.decrypt(&factor.secret_encrypted)?;
    match totp::step_of(&secret, typed, state.clock.now().and_utc().timestamp()) {
        Some(step) => two_factors::use_step(conn, factor.id, step).await,
        None => Ok(false),
    }
}

/// Counts an attempt with a code: one counter for all callers that try codes of the account.
pub(super) fn count(state: &AppState, actor: &Actor, account_id: i64) -> AppResult<()> {
    actor.counted(|address| state.security.rate_limits.code_tried(account_id, address))
}

/// The attempt that was counted last was a good one.
pub(super) fn succeeded(state: &AppState, account_id: i64) {
    state.security.rate_limits.code_accepted(account_id);
}
