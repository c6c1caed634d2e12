//! Restoring a backup: everything is proven, then made beside what is there, then switched in one step.

mod live;

use std::{
    fs::File,
    io::{Read as _, Seek as _, Write as _},
    path::Path,
};

use super::{
    check_writable,
    open::{ChangedSecretKey, SEARCH_INDEX, open_state_with},
    secrets::Secrets,
};
use crate::server::{
    actor::Actor,
    clock::Clock,
    config::Config,
    db::{
        Db, migrations,
        place::{self, Place},
    },
    repositories::operations::installation::{self, Placement},
    services::operations::backup::{self, LoadError, OtherKeys, Previous, Progress, Proof},
    state::AppState,
    storage::{Storage, new_name},
};

/// One restore at a time: the process that holds this file in the data folder.
const LOCK: &str = "restore.lock";

/// How prefixes of restored files begin.
const PREFIX: &str = "restored-";

/// What was restored.
#[derive(Debug, Clone)]
pub struct Restored {
    pub proof: Proof,
    /// What it replaced, if anything, is kept under this name.
    pub previous: Option<String>,
}

/// The backup to restore, and on what conditions.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    pub file: &'a Path,
    pub passphrase: &'a str,
    /// Even where there is an installation already.
    pub force: bool,
}

/// Restores a backup. Whenever the process ends, the installation is the old or the new one, whole.
///
/// # Errors
/// One sentence for the operator; nothing has changed then, unless the sentence says that this cannot be told.
pub async fn restore(
    config: Config,
    secrets: Secrets,
    wanted: Wanted<'_>,
    tell: impl FnMut(Progress) + Send,
) -> Result<Restored, String> {
    check_writable(&config.data_dir)?;
    let mut lock = lock(&config.data_dir)?;
    place::wait_for_others(&config.database_url).await?;
    let proof = backup::prove_file(wanted.file, wanted.passphrase, &secrets.encryption_key).await.map_err(text)?;
    let in_use = place::is_in_use(&config.database_url).await;
    if !wanted.force && !matches!(in_use, Ok(false)) {
        return Err(
            "There is an installation already. It is kept for seven days when you replace it: add --force".to_owned()
        );
    }
    let secrets = match &proof.keys {
        Some(keys) => secrets.or_of_backup(&keys.secret_key, &keys.encryption_key),
        None => secrets,
    };
    let clock = Clock::default();
    let stamp = format!("{}{:04}", clock.now().format("%Y%m%d%H%M%S"), fastrand::u16(..10_000));
    let place = Place::make(&config.database_url, &stamp).await?;
    let prefix = format!("{PREFIX}{stamp}");
    let root = Storage::open_for_many(&config.storage_url)?;
    let replaced = live::placement(&config.database_url).await;
    let restore = Restore { config, secrets, root, place, prefix, live: matches!(in_use, Ok(true)), replaced };
    restore.clear_up_after_others(&mut lock).await?;
    let previous = restore.place.previous();
    let (kept, too_many) = restore.previous().and(previous.clone(), restore.replaced_prefix());
    if let Err(reason) = restore.bring_in(wanted, &proof, &kept, &clock, tell).await {
        restore.give_up().await;
        return Err(reason);
    }
    restore.switch().await?;
    if let Err(error) = too_many.discard(&restore.config, &restore.prefix).await {
        tracing::warn!(%error, "what an earlier restore replaced could not be removed");
    }
    // Made of the old database; a running server would make it again by itself.
    let _ = std::fs::remove_file(restore.config.data_dir.join(SEARCH_INDEX));
    restore.note_replaced().await;
    Ok(Restored { proof, previous })
}

/// A restore on its way.
struct Restore {
    config: Config,
    secrets: Secrets,
    /// The storage of the installation, and below it where the files go.
    root: Storage,
    prefix: String,
    place: Place,
    /// Whether there is an installation that works.
    live: bool,
    /// Where its files are; `None` when there is none, an error when that cannot be told.
    replaced: Result<Option<Placement>, String>,
}

impl Restore {
    /// Makes everything beside what is there, which is kept with what earlier restores replaced.
    async fn bring_in(
        &self,
        wanted: Wanted<'_>,
        proof: &Proof,
        kept: &Previous,
        clock: &Clock,
        tell: impl FnMut(Progress) + Send,
    ) -> Result<(), String> {
        let url = &self.place.url;
        let storage = self.root.below(&self.prefix);
        migrations::run_up_to(url, &proof.manifest.schema).await?;
        let db = Db::open(url, self.config.database_connections).map_err(failed)?;
        let loaded = backup::load(wanted.file, wanted.passphrase, proof, &db, Some(&storage), tell).await;
        loaded.map_err(text)?;
        migrations::run(url).await?;
        let placement = Placement {
            storage_prefix: self.prefix.clone(),
            previous_database: kept.stored_databases(),
            previous_storage: kept.stored_prefixes(),
            restored_at: Some(clock.now()),
        };
        let mark = new_name().map_err(failed)?;
        storage.put_first_mark(&mark).await.map_err(failed)?;
        storage.settle().await.map_err(failed)?;
        let mut tx = db.begin().await.map_err(failed)?;
        installation::place(tx.conn().map_err(failed)?, &mark, &placement).await.map_err(failed)?;
        tx.commit().await.map_err(failed)?;
        db.close().await;
        self.adopt(proof).await
    }

    /// What earlier restores replaced.
    fn previous(&self) -> Previous {
        match &self.replaced {
            Ok(Some(replaced)) => Previous::of(replaced),
            _ => Previous::default(),
        }
    }

    /// Where the files of the installation are that is replaced.
    fn replaced_prefix(&self) -> Option<String> {
        match &self.replaced {
            Ok(Some(replaced)) => Some(replaced.storage_prefix.clone()),
            _ => None,
        }
    }

    /// Puts what was brought in in the place of what is there. When that fails, files go only if the database at the
    /// address is another one: a connection that breaks during the switch does not tell how it ended.
    async fn switch(&self) -> Result<(), String> {
        let Err(reason) = self.place.switch().await else { return Ok(()) };
        // A switch that is still under way cannot end well without its place, so what is seen next stays so.
        self.place.give_up().await;
        match live::placement(&self.config.database_url).await {
            Ok(Some(live)) if live.storage_prefix == self.prefix => {
                tracing::warn!(%reason, "the restored installation is in its place, although the switch failed");
                Ok(())
            }
            Ok(_) => {
                self.remove_files().await;
                Err(reason)
            }
            Err(error) => Err(format!(
                "{reason}. Whether the restored installation is in its place cannot be told ({error}), so all files of \
                 both were kept: look at the site once its database answers"
            )),
        }
    }

    /// Opens the application on what was loaded, which makes it fit this version and these keys.
    async fn adopt(&self, proof: &Proof) -> Result<(), String> {
        let mut secrets = self.secrets.clone();
        secrets.encryption_key = proof.encryption_keys(&self.secrets.encryption_key);
        let mut config = self.config.clone();
        config.database_url = self.place.url.clone();
        let state = open_state_with(config, secrets, ChangedSecretKey::Refused).await?;
        let other = OtherKeys {
            encryption: proof.keys.as_ref().is_some_and(|keys| keys.encryption_key != self.secrets.encryption_key),
            secret: proof.keys.as_ref().is_none_or(|keys| keys.secret_key != self.secrets.secret_key),
        };
        let adopted = backup::adopt(&state, &Actor::command_line(), other).await;
        state.db.close().await;
        adopted.map_err(failed)
    }

    /// Removes the files of a restore whose process died, which the lock names, and names those of this one there.
    async fn clear_up_after_others(&self, lock: &mut File) -> Result<(), String> {
        let mut dead = String::new();
        lock.read_to_string(&mut dead).map_err(failed)?;
        let dead = dead.trim();
        // Where it cannot be told whose they are, they stay.
        let may_go = match &self.replaced {
            Ok(Some(live)) => live.storage_prefix != dead && !self.previous().has_files_below(dead),
            Ok(None) => true,
            Err(_) => false,
        };
        if dead.starts_with(PREFIX) && may_go {
            self.root.below(dead).remove_everything().await.map_err(failed)?;
        }
        let noted = lock.set_len(0).and_then(|()| lock.rewind()).and_then(|()| lock.write_all(self.prefix.as_bytes()));
        noted.and_then(|()| lock.sync_all()).map_err(failed)
    }

    /// The audit log that was replaced says it too, where it still can. Migrations of this version are not run on it,
    /// because the version that it worked with must find it as it was.
    async fn note_replaced(&self) {
        if !self.live {
            return;
        }
        let mut config = self.config.clone();
        config.database_url = self.place.previous_url();
        let opened = match migrations::pending(&config.database_url).await {
            Ok(pending) if pending.is_empty() => {
                open_state_with(config, self.secrets.clone(), ChangedSecretKey::Accepted).await
            }
            Ok(_) => Err("it is of an older version".to_owned()),
            Err(reason) => Err(reason),
        };
        match opened {
            Ok(state) => note(&state).await,
            Err(reason) => tracing::warn!(%reason, "the audit log that was replaced does not say so"),
        }
    }

    async fn give_up(&self) {
        self.place.give_up().await;
        self.remove_files().await;
    }

    async fn remove_files(&self) {
        if let Err(error) = self.root.below(&self.prefix).remove_everything().await {
            tracing::warn!(%error, prefix = %self.prefix, "files of the restore that was given up stay in the storage");
        }
    }
}

async fn note(state: &AppState) {
    if let Err(error) = backup::note_replaced(state, &Actor::command_line()).await {
        tracing::warn!(%error, "the audit log that was replaced does not say so");
    }
    state.db.close().await;
}

/// Held until it is dropped, or its process ends.
fn lock(folder: &Path) -> Result<File, String> {
    let path = folder.join(LOCK);
    let file = File::options().create(true).truncate(false).read(true).write(true).open(&path);
    let file = file.map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    file.try_lock().map_err(|_| "Another restore is running".to_owned())?;
    Ok(file)
}

fn failed(error: impl std::fmt::Display) -> String {
    format!("The restore failed, nothing has changed: {error}")
}

fn text(error: LoadError) -> String {
    match error {
        LoadError::Refused(refusal) => refusal.to_string(),
        LoadError::Failed(error) => failed(error),
    }
}
