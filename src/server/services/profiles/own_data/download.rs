//! Everything stored about an account, as one archive.

use std::io::{Cursor, Write as _};

use bytes::Bytes;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::gather::{Gathered, gather};
use crate::server::{
    actor::Actor,
    db::transaction,
    error::{AppError, AppResult},
    services::{
        accounts::reauthentication,
        admin::audit_log::{self, Subject},
        files::contents,
    },
    state::AppState,
};

/// A finished archive.
pub struct Archive {
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// A photo that is hidden meanwhile gets another name: then the archive is made again.
const TRIES: usize = 3;

/// Puts everything about the actor's account into an archive: `data.json` and the files. No connection to the
/// database is held while files are read.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago, `TooManyRequests` after several downloads.
pub async fn download(state: &AppState, actor: &Actor) -> AppResult<Archive> {
    reauthentication::require_fresh(state, actor).await?;
    actor.counted(|address| state.security.rate_limits.data_download(address))?;
    let account_id = actor.signed_in()?.id;
    record(state, actor, account_id).await?;
    for _ in 0..TRIES {
        let gathered = gather(state, account_id).await?.ok_or(AppError::NotFound)?;
        let Some(files) = read(state, &gathered).await? else { continue };
        let code = gathered.data.unique_codes.first().map(|code| format!("-{}", code.code));
        let file_name = format!("talentsmaroc{}.zip", code.unwrap_or_default());
        let json = serde_json::to_vec_pretty(&gathered.data).map_err(AppError::internal)?;
        let packed = state.workshop.run(move || pack(&json, &files)).await?;
        let bytes = packed.ok_or_else(|| AppError::internal("packing an archive panicked"))??;
        return Ok(Archive { file_name, bytes });
    }
    Err(AppError::internal("a file has no contents in the storage"))
}

/// Every download leaves a line in the audit log.
async fn record(state: &AppState, actor: &Actor, account_id: i64) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, "data.downloaded", &Subject::account(account_id)).await?;
    })
}

/// The contents of the files; `None` when one is gone since the rows were read.
async fn read(state: &AppState, gathered: &Gathered) -> AppResult<Option<Vec<(String, Bytes)>>> {
    let mut files = Vec::new();
    for content in &gathered.contents {
        let Some(bytes) = contents::load(state, &content.key).await? else { return Ok(None) };
        let bytes = if content.encrypted { Bytes::from(state.security.keyring.decrypt(&bytes)?) } else { bytes };
        files.push((content.path.clone(), bytes));
    }
    Ok(Some(files))
}

/// Stored as they are: photos and documents do not get smaller.
fn pack(json: &[u8], files: &[(String, Bytes)]) -> AppResult<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let contents = files.iter().map(|(path, bytes)| (path.as_str(), &bytes[..]));
    for (path, bytes) in std::iter::once(("data.json", json)).chain(contents) {
        archive.start_file(path, options).map_err(AppError::internal)?;
        archive.write_all(bytes).map_err(AppError::internal)?;
    }
    Ok(archive.finish().map_err(AppError::internal)?.into_inner())
}
