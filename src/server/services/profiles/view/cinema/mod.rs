//! A person's CINEMA profile as a viewer may see it.

mod details;

use super::opening::{Opened, PrivateAnswers, ProfileAccess, admit};
use crate::{
    domain::{
        lang::Lang, module::Module, profiles::cinema::CinemaProfile, unique_code::UniqueCode, visibility::Audience,
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::profiles::cinema::{answers, profile::CinemaProfileRow, views},
        services::profiles::{documents::Reveal, load_answers, presentation::public_cinema_profile_for},
        state::AppState,
    },
};

/// Opens a CINEMA profile by a code as it was typed.
///
/// The owner and administrators may see it as the audience `seen_as`.
///
/// # Errors
/// `TooManyRequests` when the viewer has opened very many.
pub async fn open(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    typed: &str,
    seen_as: Option<Audience>,
    revealed: Option<&Reveal>,
) -> AppResult<Opened<CinemaProfile>> {
    let Ok(code) = typed.parse::<UniqueCode>() else { return Ok(Opened::NotReachable) };
    let mut conn = state.db.read().await?;
    let Some(found) = views::find_whole_by_code(&mut conn, code.as_str()).await? else {
        return Ok(Opened::NotReachable);
    };
    let access = match admit(state, viewer, &found.row, typed, seen_as)? {
        Ok(access) => access,
        Err(otherwise) => return Ok(otherwise),
    };
    let private = if access.sees_private() {
        private_answers(state, &mut conn, &access, &found.cinema, revealed).await?
    } else {
        None
    };
    drop(conn);
    let today = access.today;
    let seen_by = |audience| public_cinema_profile_for(audience, &found.row, &found.types, lang, today);
    let person = seen_by(access.audience);
    let profile = details::shown(&state.security.keyring, access.audience, &found, person, lang)?;
    let in_main = access.reaches_other(found.main_visibility.as_deref())?;
    let for_everybody = || seen_by(Audience::Anonymous);
    access.opened(state, (Module::Cinema, lang), for_everybody, profile, private, in_main)
}

/// Of the identity documents, the one that the CINEMA form asked for.
async fn private_answers(
    state: &AppState,
    conn: &mut Conn,
    access: &ProfileAccess<'_>,
    stored: &CinemaProfileRow,
    revealed: Option<&Reveal>,
) -> AppResult<Option<PrivateAnswers>> {
    let keyring = &state.security.keyring;
    let Some(person) = load_answers(conn, keyring, access.row.person.id, None).await? else { return Ok(None) };
    let mut private = access.private_answers(state, conn, person.values, revealed).await?;
    private.documents.retain(|document| Some(&document.kind) == stored.id_document_type.as_ref());
    private.id_photo = answers::id_photo_name(conn, access.row.profile_id).await?;
    Ok(Some(private))
}
