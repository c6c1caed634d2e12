//! Restoring a stored backup: it is looked through while the site works, then the program around this restores it.

use super::{
    LONGEST_TYPED,
    check::{LocalBackup, look},
    place, require,
};
use crate::{
    domain::{
        backup::{BackupAnswer, BackupReport, BackupWorkKind, is_restore_word},
        registration::normalise_password,
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::operations::{backup_works, installation},
        services::operations::backup::{place::failure, work::BackupWork},
        state::AppState,
        storage::{BackupPlace, StoredBackup},
        takeover::RestoreOrder,
    },
};

/// Begins to look a backup through that is restored when it is whole. Nothing has changed before; a line in the audit log
/// says that it was asked for.
///
/// # Errors
/// `NotFound` for a backup that is not there, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago, `Unavailable` when the place does not answer.
pub async fn restore(
    state: &AppState,
    actor: &Actor,
    name: &str,
    passphrase: &str,
    word: &str,
) -> AppResult<BackupAnswer> {
    require(state, actor).await?;
    if passphrase.is_empty() {
        return Ok(BackupAnswer::NoPassphrase);
    }
    if passphrase.len() > LONGEST_TYPED {
        return Ok(BackupAnswer::TooLong);
    }
    if !is_restore_word(word) {
        return Ok(BackupAnswer::WrongWord);
    }
    let place = place(super::settings(state)?)?;
    let backup = place.find(name).await?.ok_or(AppError::NotFound)?;
    let line = Some((actor, "backup.restore_begun"));
    let Some(work) = BackupWork::begin(state, BackupWorkKind::Restore, name, line).await? else {
        return Ok(BackupAnswer::Busy);
    };
    tokio::spawn(prove(state.clone(), place, backup, normalise_password(passphrase), work));
    Ok(BackupAnswer::RestoreBegun)
}

async fn prove(state: AppState, place: BackupPlace, backup: StoredBackup, passphrase: String, work: BackupWork) {
    let report = match look(&state, &place, &backup, &passphrase, &work).await {
        Ok((BackupReport::Whole { .. }, local)) => {
            if let Err(error) = hand_over(&state, backup.name, local, passphrase, work).await {
                tracing::error!(%error, "a restore could not be handed over");
            }
            return;
        }
        Ok((report, _)) => report,
        Err(error) => {
            tracing::error!(%error, "a backup that is to be restored could not be looked through");
            failure(&error)
        }
    };
    if let Err(error) = work.end(&report).await {
        tracing::error!(%error, "what was found in a backup could not be written");
    }
}

/// Leaves the rest to the program, which closes the database.
async fn hand_over(
    state: &AppState,
    name: String,
    local: LocalBackup,
    passphrase: String,
    work: BackupWork,
) -> AppResult<()> {
    let work = work.hand_over().await?;
    let order = RestoreOrder { name: name.clone(), path: local.path, copy: local.copy, passphrase, work };
    if state.takeover.order(order) {
        return Ok(());
    }
    tracing::error!("this process restores nothing: it does not own the server's socket");
    note_restore(state, work, &name, &BackupReport::Failed).await
}

/// Says on the database that is in its place what a restore came to: in a restored one there was no such work before.
///
/// # Errors
/// When the database does not answer.
pub async fn note_restore(state: &AppState, work: i64, name: &str, report: &BackupReport) -> AppResult<()> {
    let text = serde_json::to_string(report).map_err(AppError::internal)?;
    let (state, name, ended) = (state.clone(), name.to_owned(), report.state());
    let is_restored = matches!(report, BackupReport::Restored { .. });
    transaction!(state, |conn| {
        let now = state.clock.now();
        let id = if is_restored { backup_works::begin(conn, BackupWorkKind::Restore, &name, now).await? } else { work };
        backup_works::end(conn, id, ended, &text, now).await?;
        installation::release_backup(conn).await?;
    })
}
