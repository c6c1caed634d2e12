//! What protects a backup: everything of everybody is in it.

use crate::{
    domain::{
        field_error::FieldError,
        registration::{check_password, normalise_password},
    },
    server::{
        error::AppResult,
        security::tokens::{in_groups, new_typed_token},
    },
};

/// Shortest passphrase, in characters.
pub const SHORTEST: usize = 12;

/// A passphrase that would be guessed, as passwords are judged.
pub type BadPassphrase = FieldError;

/// Judges the passphrase of a new backup, and gives it the form that every keyboard types alike.
///
/// # Errors
/// What is wrong with it.
pub fn check_passphrase(typed: &str) -> Result<String, BadPassphrase> {
    check_password(typed, &["talentsmaroc", "backup"])?;
    let passphrase = normalise_password(typed);
    if passphrase.chars().count() < SHORTEST {
        return Err(FieldError::PasswordTooShort { min: SHORTEST });
    }
    Ok(passphrase)
}

/// A new one of 160 bits that can be written down.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_passphrase() -> AppResult<String> {
    Ok(in_groups(&format!("{}{}", new_typed_token()?, new_typed_token()?)))
}
