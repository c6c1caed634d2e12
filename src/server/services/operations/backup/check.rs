//! Looking a backup through without restoring it.

use std::{
    fs::{self, File},
    io::{self, BufReader, ErrorKind},
    path::Path,
    time::Duration,
};

use super::{
    load::{LoadError, load},
    progress::Progress,
    proof::{Proof, prove},
};
use crate::{
    domain::backup::Refusal,
    server::{
        db::{DatabaseUrl, Db, migrations},
        error::{AppError, AppResult},
    },
};

/// How names of what is needed to look a backup through begin, in the data folder.
pub(super) const SCRATCH: &str = ".backup-check-";
/// What is there for longer was left by a process that died.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// As [`prove`] for a file, on a thread that may block.
///
/// # Errors
/// `Refused` with the first reason not to restore it.
pub async fn prove_file(path: &Path, passphrase: &str, encryption_key: &str) -> Result<Proof, LoadError> {
    let (path, passphrase, key) = (path.to_owned(), passphrase.to_owned(), encryption_key.to_owned());
    let looking = tokio::task::spawn_blocking(move || {
        let file = File::open(&path).map_err(|error| Refusal::Unreadable(error.to_string()))?;
        prove(BufReader::with_capacity(64 << 10, file), &passphrase, &key)
    });
    Ok(looking.await.map_err(AppError::internal)??)
}

/// Proves a backup and loads its rows into a database in `scratch` that goes at once: then only what is particular to
/// the place of a restore can still go wrong.
///
/// # Errors
/// `Refused` with the first reason not to restore it; `Failed` when there is no room.
pub async fn check(
    path: &Path,
    passphrase: &str,
    encryption_key: &str,
    scratch: &Path,
    tell: impl FnMut(Progress) + Send,
) -> Result<Proof, LoadError> {
    let proof = prove_file(path, passphrase, encryption_key).await?;
    let folder = tempfile::Builder::new().prefix(SCRATCH).tempdir_in(scratch).map_err(AppError::internal)?;
    let url = DatabaseUrl::Sqlite(folder.path().join("rows.db"));
    migrations::run_up_to(&url, &proof.manifest.schema).await.map_err(AppError::Internal)?;
    let db = Db::open(&url, 1)?;
    let loaded = load(path, passphrase, &proof, &db, None, tell).await;
    db.close().await;
    loaded.map(|()| proof)
}

/// Removes from the data folder what a process that died left of looking a backup through, rows in clear among it;
/// answers how many.
///
/// # Errors
/// When the folder cannot be read or written.
pub async fn remove_leftovers(folder: &Path) -> AppResult<usize> {
    let folder = folder.to_owned();
    let removing = tokio::task::spawn_blocking(move || remove_of(&folder, LEFT));
    removing.await.map_err(AppError::internal)?.map_err(AppError::internal)
}

fn remove_of(folder: &Path, age: Duration) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        let modified = entry.metadata().and_then(|meta| meta.modified());
        let is_old = modified.is_ok_and(|at| at.elapsed().unwrap_or_default() >= age);
        if !is_old || !entry.file_name().to_string_lossy().starts_with(SCRATCH) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
        removed += 1;
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_process_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path(".backup-check-abc")).unwrap();
        fs::write(path(".backup-check-abc").join("rows.db"), b"x").unwrap();
        fs::write(path(".backup-check-def"), b"x").unwrap();
        fs::write(path("talentsmaroc.db"), b"x").unwrap();
        assert_eq!(remove_of(folder.path(), LEFT).unwrap(), 0, "it may be at work");
        assert_eq!(remove_of(folder.path(), Duration::ZERO).unwrap(), 2);
        assert!(path("talentsmaroc.db").exists());
        assert_eq!(remove_of(&path("missing"), LEFT).unwrap(), 0);
    }
}
