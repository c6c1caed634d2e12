//! Judging a new password, for every form that asks for one.

use crate::{
    domain::{
        field_error::{FieldError, FieldErrors},
        registration::{check_password, fields as f},
    },
    server::error::{AppError, AppResult},
};

/// What is wrong with a new password and its repetition, under the names of their fields. `personal` holds the
/// person's own words. The estimator takes milliseconds of a core, so it stays off the asynchronous threads.
pub async fn judge(password: &str, confirmation: &str, personal: Vec<String>) -> AppResult<FieldErrors> {
    let mut errors = FieldErrors::default();
    let differs = password != confirmation;
    let password = password.to_owned();
    let judged = tokio::task::spawn_blocking(move || {
        let personal: Vec<&str> = personal.iter().map(String::as_str).collect();
        check_password(&password, &personal)
    })
    .await
    .map_err(AppError::internal)?;
    errors.collect(f::PASSWORD, judged);
    if errors.is_empty() && differs {
        errors.add(f::PASSWORD_CONFIRM, FieldError::PasswordMismatch);
    }
    Ok(errors)
}
