//! Looking a backup through without restoring it.

use std::{fs::File, io::BufReader, path::Path};

use super::{
    load::{LoadError, load},
    progress::Progress,
    proof::{Proof, prove},
};
use crate::{
    domain::backup::Refusal,
    server::{
        db::{DatabaseUrl, Db, migrations},
        error::AppError,
    },
};

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
    let folder = tempfile::Builder::new().prefix(".backup-check-").tempdir_in(scratch).map_err(AppError::internal)?;
    let url = DatabaseUrl::Sqlite(folder.path().join("rows.db"));
    migrations::run_up_to(&url, &proof.manifest.schema).await.map_err(AppError::Internal)?;
    let db = Db::open(&url, 1)?;
    let loaded = load(path, passphrase, &proof, &db, None, tell).await;
    db.close().await;
    loaded.map(|()| proof)
}
