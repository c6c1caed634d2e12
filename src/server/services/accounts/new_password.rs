//! Judging a new password, for every form that asks for one.

use crate::{
    domain::{
        field_error::{FieldError, FieldErrors},
        registration::{fields as f, normalise_password},
    },
    server::{actor::Actor, error::AppResult, state::AppState},
};

/// What is wrong with a new password and its repetition, under the names of their fields. `personal` holds the
/// person's own words. The caller has found out that this visitor may choose a password: from here on it costs work.
///
/// # Errors
/// `TooManyRequests` when this network chooses too many passwords, `Unavailable` when too many are judged.
pub async fn judge(
    state: &AppState,
    actor: &Actor,
    password: &str,
    confirmation: &str,
    personal: Vec<String>,
) -> AppResult<FieldErrors> {
    actor.counted(|address| state.security.rate_limits.new_password(address))?;
    let mut errors = FieldErrors::default();
    errors.collect(f::PASSWORD, state.security.passwords.judge(password.to_owned(), personal).await?);
    if errors.is_empty() && normalise_password(password) != normalise_password(confirmation) {
        errors.add(f::PASSWORD_CONFIRM, FieldError::PasswordMismatch);
    }
    Ok(errors)
}
