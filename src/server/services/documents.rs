//! Identity documents of a person: masked, and revealed one at a time to the person and to administrators, who leave
//! a line in the audit log.

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        unique_code::UniqueCode,
        visibility::{Field, Shown, Switches, mask, shown},
    },
    server::{
        context::{RequestContext, ViewerAccount},
        db::{Conn, to_completion},
        error::AppResult,
        repositories::{
            audit::{self, AuditLine},
            identity_documents, unique_codes,
        },
        security::client_address::network,
        services::{presentation::account_audience, reauthentication},
        state::AppState,
    },
};

/// The flash that takes a permission to the page that shows the number. The number itself travels in no cookie.
pub const REVEALED: &str = "document";

/// A document as its person and administrators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownDocument {
    /// Key of the closed list `id_document`.
    pub kind: String,
    /// Masked, or in full when it was just revealed.
    pub number: String,
    pub revealed: bool,
}

/// One look at one number, already noted in the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reveal {
    session_id: i64,
    person_id: i64,
    kind: String,
}

/// What became of the wish to read a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revealing {
    Allowed(Reveal),
    /// The password must be given again first.
    PasswordNeeded,
    /// There is no such document, or not for this viewer.
    NotReachable,
}

/// Lets an account read one number of the person with this code once.
///
/// # Errors
/// When the database cannot be written.
pub async fn reveal(
    state: &AppState,
    request: &RequestContext,
    viewer: &ViewerAccount,
    code: &UniqueCode,
    kind: &str,
) -> AppResult<Revealing> {
    let mut conn = state.db.read().await?;
    let Some(person_id) = unique_codes::person_of(&mut conn, code.as_str()).await? else {
        return Ok(Revealing::NotReachable);
    };
    let who = account_audience(viewer, viewer.person_id == Some(person_id));
    if shown(Field::Documents, who, Switches::default()) == Shown::Hidden {
        return Ok(Revealing::NotReachable);
    }
    let documents = identity_documents::of_person(&mut conn, person_id).await?;
    drop(conn);
    if !documents.iter().any(|document| document.kind == kind) {
        return Ok(Revealing::NotReachable);
    }
    if !reauthentication::is_fresh(state, viewer).await? {
        return Ok(Revealing::PasswordNeeded);
    }
    note(state, request, viewer, person_id, "document.revealed").await?;
    Ok(Revealing::Allowed(Reveal { session_id: viewer.session_id, person_id, kind: kind.to_owned() }))
}

/// Writes down that an account looked at something of a person that is masked otherwise.
///
/// # Errors
/// When the database cannot be written; then nothing may be shown.
pub async fn note(
    state: &AppState,
    request: &RequestContext,
    viewer: &ViewerAccount,
    person_id: i64,
    action: &'static str,
) -> AppResult<()> {
    let (state, id, origin) = (state.clone(), viewer.id, network(request.client_ip).to_string());
    let owner = viewer.person_id == Some(person_id);
    to_completion(async move {
        let (now, subject) = (state.clock.now(), format!("person:{person_id}"));
        let line = if owner {
            AuditLine::by_owner(now, id, action, &subject, &origin)
        } else {
            AuditLine::by_administrator(now, id, action, &subject, &origin)
        };
        let mut tx = state.db.begin().await?;
        audit::add(tx.conn()?, &line).await?;
        tx.commit().await
    })
    .await
}

/// The documents of a person for an audience that sees them masked. The one that was just revealed to this session
/// is in clear.
///
/// # Errors
/// When the database or the keys fail.
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
    /// The same for the session it was given to, and nothing for any other.
    #[must_use]
    pub fn for_session(self, viewer: &ViewerAccount) -> Option<Self> {
        (self.session_id == viewer.session_id).then_some(self)
    }
}
