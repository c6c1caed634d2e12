//! Identity documents of a person: masked, and revealed one at a time to the person and to administrators; each time
//! leaves a line in the audit log.

use serde::{Deserialize, Serialize};

use super::presentation::account_audience;
use crate::{
    domain::{
        unique_code::UniqueCode,
        visibility::{Shown, Switches, VisibilityField, mask, shown},
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::profiles::{identity_documents, unique_codes},
        security::tokens::new_token,
        services::{
            accounts::reauthentication,
            admin::audit_log::{self, Subject},
        },
        state::AppState,
    },
};

/// A document as its person and administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDocument {
    /// Key of the closed list `id_document`.
    pub kind: String,
    /// Masked, or in full when it was just revealed.
    pub number: String,
    pub revealed: bool,
}

/// The permission to read one number once, already noted in the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    /// What its use is noted under.
    id: String,
    session_id: i64,
    person_id: i64,
    kind: String,
}

/// Lets an account read one number of the person with this code once.
///
/// # Errors
/// `NotFound` when there is no such document or not for this actor, `ReauthenticationRequired` when the password was
/// given some time ago.
pub async fn reveal(state: &AppState, actor: &Actor, code: &UniqueCode, kind: &str) -> AppResult<Reveal> {
    let viewer = actor.signed_in()?;
    let mut conn = state.db.read().await?;
    let person_id = unique_codes::person_of(&mut conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
    let audience = account_audience(viewer, viewer.person_id == Some(person_id));
    if shown(VisibilityField::Documents, audience, Switches::default()) == Shown::Hidden {
        return Err(AppError::NotFound);
    }
    let documents = identity_documents::of_person(&mut conn, person_id).await?;
    drop(conn);
    if !documents.iter().any(|document| document.kind == kind) {
        return Err(AppError::NotFound);
    }
    reauthentication::require_fresh(state, actor).await?;
    record_view(state, actor, person_id, "document.revealed").await?;
    Ok(Reveal { id: new_token()?, session_id: viewer.session_id, person_id, kind: kind.to_owned() })
}

/// Records that the actor looked at something of a person that is masked otherwise. Nothing may be shown before.
pub async fn record_view(state: &AppState, actor: &Actor, person_id: i64, action: &'static str) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, action, &Subject::person(person_id)).await?;
    })
}

/// The documents of a person for an audience that sees them masked. The one that was just revealed to this session
/// is in clear.
pub async fn of_person(
    state: &AppState,
    conn: &mut Conn,
    person_id: i64,
    revealed: Option<&Reveal>,
) -> AppResult<Vec<ShownDocument>> {
    let mut all = Vec::new();
    for document in identity_documents::of_person(conn, person_id).await? {
        let number = state.security.keyring.decrypt_text(&document.number_encrypted)?;
        let in_clear = revealed.is_some_and(|one| one.person_id == person_id && one.kind == document.kind);
        let number = if in_clear { number } else { mask(&number) };
        all.push(ShownDocument { kind: document.kind, number, revealed: in_clear });
    }
    Ok(all)
}

impl Reveal {
    /// The same for the session it was given to, the first time; nothing for any other, and nothing again: a browser may
    /// send its cookie once more.
    #[must_use]
    pub fn use_up(self, state: &AppState, viewer: &ViewerAccount) -> Option<Self> {
        let first = self.session_id == viewer.session_id && state.caches.used_reveals.insert_first(self.id.clone(), ());
        first.then_some(self)
    }
}
