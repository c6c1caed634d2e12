//! « Create now ».

use super::{judged, place, require};
use crate::{
    domain::backup::{BackupAnswer, BackupFlash, BackupWorkKind, PassphraseSource, backup_name},
    server::{
        actor::Actor,
        config::BackupSettings,
        error::AppResult,
        services::operations::backup::{
            create::Created,
            noted::note_created,
            passphrase::new_passphrase,
            place::{read_passphrase, report_of, write_to_place},
            work::BackupWork,
        },
        state::AppState,
    },
};

/// Begins a backup into the place of backups. The passphrase is in memory until it is written, and nowhere else; one that
/// was made goes to the page that shows it once.
///
/// # Errors
/// `NotFound` where no place is set, `Forbidden` without the capability, `ReauthenticationRequired` when the password was
/// given some time ago, `Unavailable` when the place does not answer.
pub async fn create(
    state: &AppState,
    actor: &Actor,
    source: PassphraseSource,
    typed: &str,
    again: &str,
) -> AppResult<BackupFlash> {
    require(state, actor).await?;
    let settings = super::settings(state)?;
    let (passphrase, shown) = match (source, &settings.passphrase_file) {
        (PassphraseSource::Typed, _) => match judged(typed, again) {
            Ok(passphrase) => (passphrase, None),
            Err(answer) => return Ok(answer.into()),
        },
        (PassphraseSource::Made, _) => {
            let passphrase = new_passphrase()?;
            (passphrase.clone(), Some(passphrase))
        }
        (PassphraseSource::File, Some(file)) => match read_passphrase(file) {
            Ok(passphrase) => (passphrase, None),
            Err(error) => {
                tracing::error!(%error, "no backup was begun");
                return Ok(BackupAnswer::BadFile.into());
            }
        },
        (PassphraseSource::File, None) => return Ok(BackupAnswer::BadFile.into()),
    };
    let name = backup_name(state.clock.now());
    // Names are of whole seconds, and none is written over.
    if place(settings)?.find(&name).await?.is_some() {
        return Ok(BackupAnswer::Busy.into());
    }
    let Some(work) = BackupWork::begin(state, BackupWorkKind::Create, &name, None).await? else {
        return Ok(BackupAnswer::Busy.into());
    };
    tokio::spawn(make(state.clone(), actor.clone(), settings.clone(), name, passphrase, work));
    Ok(BackupFlash { answer: BackupAnswer::Begun, passphrase: shown })
}

async fn make(
    state: AppState,
    actor: Actor,
    settings: BackupSettings,
    name: String,
    passphrase: String,
    work: BackupWork,
) {
    let made: AppResult<Created> = async {
        let created = write_to_place(&state, &settings, &name, &passphrase, &work).await?;
        note_created(&state, &actor).await?;
        Ok(created)
    }
    .await;
    if let Err(error) = &made {
        tracing::error!(%error, "the backup that an administrator asked for could not be made");
    }
    if let Err(error) = work.end(&report_of(&made)).await {
        tracing::error!(%error, "what became of a backup could not be written");
    }
}
