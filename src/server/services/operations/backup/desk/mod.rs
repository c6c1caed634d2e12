//! What administrators do with backups, always with a password that was given a short time ago. What takes long goes on
//! when the browser is closed, and the page says how far it is.

mod check;
mod create;
mod delete;
mod fetch;
mod page;
mod send;

pub use self::{
    check::check,
    create::create,
    delete::delete,
    fetch::{BackupFile, fetch, open},
    page::{BackupsPage, PlacePage, ShownBackup, ShownWork, page},
    send::{SentBackup, send},
};

use super::passphrase::check_passphrase;
use crate::{
    domain::{access::Capability, backup::BackupAnswer, field_error::FieldError, registration::normalise_password},
    server::{
        actor::Actor,
        config::BackupSettings,
        error::{AppError, AppResult},
        services::accounts::reauthentication,
        state::AppState,
        storage::BackupPlace,
    },
};

/// Longest passphrase that is looked at, in bytes.
const LONGEST_TYPED: usize = 4096;

/// Refuses whom this is not for.
async fn require(state: &AppState, actor: &Actor) -> AppResult<()> {
    actor.require(Capability::ManageBackups)?;
    reauthentication::require_fresh(state, actor).await
}

/// Where backups are stored; `NotFound` where no place is set.
fn settings(state: &AppState) -> AppResult<&BackupSettings> {
    state.config.backups.as_ref().ok_or(AppError::NotFound)
}

fn place(settings: &BackupSettings) -> AppResult<BackupPlace> {
    BackupPlace::open(&settings.place).map_err(AppError::Internal)
}

/// The passphrase of a new backup, typed twice.
fn judged(typed: &str, again: &str) -> Result<String, BackupAnswer> {
    let passphrase = check_passphrase(typed).map_err(|error| match error {
        FieldError::Required => BackupAnswer::NoPassphrase,
        FieldError::PasswordTooShort { .. } => BackupAnswer::TooShort,
        FieldError::PasswordTooLong { .. } => BackupAnswer::TooLong,
        _ => BackupAnswer::Weak,
    })?;
    if again.len() > LONGEST_TYPED || normalise_password(again) != passphrase {
        return Err(BackupAnswer::Differ);
    }
    Ok(passphrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_judged_as_passwords_are_and_typed_twice() {
        let good = "velvet couscous lantern 42";
        assert_eq!(judged(good, good), Ok(good.to_owned()));
        assert_eq!(judged(good, "velvet couscous lantern 43"), Err(BackupAnswer::Differ));
        assert_eq!(judged("", ""), Err(BackupAnswer::NoPassphrase));
        assert_eq!(judged("short", "short"), Err(BackupAnswer::TooShort));
        assert_eq!(judged("password1234", "password1234"), Err(BackupAnswer::Weak));
        let long = "long ".repeat(1000);
        assert_eq!(judged(&long, &long), Err(BackupAnswer::TooLong));
    }
}
