//! People who were imported say that the answers are theirs, and agree to the texts of this site themselves.

use crate::{
    domain::lang::Lang,
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::transaction,
        error::{AppError, AppResult},
        repositories::{imports::people as imported, profiles::consents as consent_rows, search::changes},
        services::{
            admin::audit_log::{self, Subject},
            profiles::consents,
        },
        state::AppState,
    },
};

/// Whether the viewer was imported and has not confirmed that yet.
pub async fn is_unconfirmed(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    let Some(person_id) = viewer.person_id else { return Ok(false) };
    imported::is_unconfirmed(&mut state.db.read().await?, person_id).await
}

/// Notes that the viewer confirms the imported answers and agrees to the texts, shown in this language. Doing it again
/// changes nothing.
///
/// # Errors
/// `Forbidden` without a person.
pub async fn confirm(state: &AppState, actor: &Actor, lang: Lang) -> AppResult<()> {
    let account_id = actor.signed_in()?.id;
    let person_id = actor.person_id().ok_or(AppError::Forbidden)?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        if imported::confirm(conn, person_id, now).await? {
            for consent in consents::texts(person_id, lang, now) {
                consent_rows::insert(conn, &consent).await?;
            }
            changes::record_person(conn, person_id, now).await?;
            audit_log::record(&state, conn, &actor, "import.confirmed", &Subject::account(account_id)).await?;
        }
    })
}
