//! Fetching the file that a job wrote.

use bytes::Bytes;

use super::{begin::file_name, stored_file::read_part, unseal};
use crate::{
    domain::{access::Capability, export::ExportState},
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::admin::exports,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// A file that is kept.
pub struct ExportFile {
    pub file_name: String,
    pub media_type: &'static str,
    pub bytes: u64,
    state: AppState,
    name: String,
    parts: u32,
    next: u32,
}

impl ExportFile {
    /// The next part; none at the end.
    ///
    /// # Errors
    /// When it was deleted meanwhile.
    pub async fn next(&mut self) -> AppResult<Option<Bytes>> {
        if self.next == self.parts {
            return Ok(None);
        }
        let part = read_part(&self.state, &self.name, self.next).await?;
        self.next += 1;
        Ok(Some(part))
    }
}

/// The file of an export, for the administrator who stated what it is for; others make their own. Each time leaves a line
/// in the audit log.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for the export of another administrator and where no file is kept.
pub async fn fetch(state: &AppState, actor: &Actor, id: i64) -> AppResult<ExportFile> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let (owned, actor) = (state.clone(), actor.clone());
    let row = transaction!(owned, |conn| {
        let row = exports::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if row.account_id != Some(account_id) || row.state != ExportState::Done.key() || row.name.is_none() {
            return Err(AppError::NotFound);
        }
        exports::note_download(conn, id, owned.clock.now()).await?;
        audit_log::record(&owned, conn, &actor, "export.downloaded", &Subject::export(id, row.total)).await?;
        row
    })?;
    let choice = unseal(state, &row.choice_encrypted.ok_or(AppError::NotFound)?)?;
    Ok(ExportFile {
        file_name: file_name(state, &choice),
        media_type: choice.format.media_type(),
        bytes: u64::try_from(row.bytes).map_err(AppError::internal)?,
        state: state.clone(),
        name: row.name.ok_or(AppError::NotFound)?,
        parts: u32::try_from(row.parts).map_err(AppError::internal)?,
        next: 0,
    })
}
