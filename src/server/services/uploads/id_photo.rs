//! The picture of an identity document: encrypted at rest, decrypted in memory for those who may ask for it.

use bytes::Bytes;

use super::{FileKind, access::find};
use crate::server::{
    context::RequestContext,
    error::AppResult,
    services::{documents, drafts::DraftOwner, reauthentication},
    state::AppState,
    storage::Key,
};

/// What somebody gets who asks for the picture of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdPhotoAnswer {
    Jpeg(Bytes),
    /// The password must be given again first.
    PasswordNeeded,
}

/// The picture of this name, for the person, administrators, and whoever fills in the form it was sent with. Every
/// look at a person's picture is noted in the audit log before anything is shown.
///
/// # Errors
/// When the database, the keys or the storage fail.
pub async fn id_photo(
    state: &AppState,
    request: &RequestContext,
    visitor: &DraftOwner,
    name: &str,
) -> AppResult<Option<IdPhotoAnswer>> {
    let Some((row, _)) = find(state, &request.viewer, visitor, name, FileKind::IdPhoto).await? else {
        return Ok(None);
    };
    if let Some(person_id) = row.person_id {
        let Some(viewer) = request.viewer.account() else { return Ok(None) };
        if !reauthentication::is_fresh(state, viewer).await? {
            return Ok(Some(IdPhotoAnswer::PasswordNeeded));
        }
        documents::note(state, request, viewer, person_id, "document_photo.viewed").await?;
    }
    let Some(encrypted) = state.storage.get(&Key::id_photo(name)).await? else { return Ok(None) };
    let jpeg = state.security.keyring.decrypt(&encrypted)?;
    Ok(Some(IdPhotoAnswer::Jpeg(Bytes::from(jpeg))))
}
