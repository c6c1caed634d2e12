//! The picture of an identity document: encrypted at rest, decrypted in memory for those who may ask for it.

use bytes::Bytes;

use super::{access::find, contents};
use crate::domain::files::FileKind;
use crate::server::{
    error::AppResult,
    services::{accounts::reauthentication, profiles::documents, registration::FormRequest},
    state::AppState,
    storage::Key,
};

/// The picture of this name, for the person, administrators, and the holder of the draft it was sent with. Every look
/// at a person's picture is noted in the audit log before anything is shown.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago.
pub async fn id_photo(state: &AppState, visitor: &FormRequest, name: &str) -> AppResult<Option<Bytes>> {
    let Some((row, _)) = find(state, visitor, name, FileKind::IdPhoto).await? else { return Ok(None) };
    if let Some(person_id) = row.person_id {
        reauthentication::require_fresh(state, &visitor.actor).await?;
        documents::record_view(state, &visitor.actor, person_id, "document_photo.viewed").await?;
    }
    let Some(encrypted) = contents::load(state, &Key::id_photo(name)).await? else { return Ok(None) };
    Ok(Some(Bytes::from(state.security.keyring.decrypt(&encrypted)?)))
}
