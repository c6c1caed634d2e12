//! A person's main profile as a viewer may see it.

pub mod cinema;
pub mod compared;
pub mod opening;

use self::opening::{Opened, PrivateAnswers, ProfileAccess, admit};
use super::{
    completeness,
    documents::Reveal,
    load_answers,
    presentation::{audience_of, moderation_state, public_profile_for},
    shown_answers::{ProfileAnswers, ShownAnswers},
};
pub use crate::domain::profiles::consent::Consent;
use crate::{
    domain::{
        fields::FieldId,
        lang::Lang,
        module::Module,
        profiles::{completeness::score, public::MainProfile},
        unique_code::UniqueCode,
        visibility::Audience,
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::{
            files::FileOwner,
            profiles::{cinema::views, main_views},
        },
        services::files::files_of,
        state::AppState,
    },
};

/// Opens a profile by a code as it was typed.
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
) -> AppResult<Opened<MainProfile>> {
    let Ok(code) = typed.parse::<UniqueCode>() else { return Ok(Opened::NotReachable) };
    let mut conn = state.db.read().await?;
    let Some(found) = main_views::find_by_code(&mut conn, code.as_str()).await? else {
        return only_in_cinema(state, &mut conn, viewer, &code).await;
    };
    let access = match admit(state, viewer, &found.row, typed, seen_as)? {
        Ok(access) => access,
        Err(otherwise) => return Ok(otherwise),
    };
    let private =
        if access.sees_private() { private_answers(state, &mut conn, &access, revealed).await? } else { None };
    drop(conn);
    let today = access.today;
    let seen_by = |audience| public_profile_for(audience, &found.row, &found.talents, lang, today);
    let shown = ShownAnswers {
        person: &found.person,
        profile: ProfileAnswers::Main(&found.main),
        chosen: vec![(FieldId::Languages, found.languages.clone())],
        keyring: &state.security.keyring,
        audience: access.audience,
        lang,
    };
    let profile = MainProfile {
        person: seen_by(access.audience),
        facts: shown.facts(Module::Main)?,
        links: shown.links(&found.links)?,
    };
    let in_cinema = access.reaches_other(found.cinema_visibility.as_deref())?;
    let for_everybody = || seen_by(Audience::Anonymous);
    access.opened(state, (Module::Main, lang), for_everybody, profile, private, in_cinema)
}

/// The address of a person without a main profile, for viewers who may open the CINEMA profile.
async fn only_in_cinema(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    code: &UniqueCode,
) -> AppResult<Opened<MainProfile>> {
    let row = views::find_by_code(conn, code.as_str()).await?;
    Ok(match row {
        Some(row) if moderation_state(&row, state.clock.today())?.reachable(audience_of(viewer, &row)) => {
            Opened::InCinema(row.person.code)
        }
        _ => Opened::NotReachable,
    })
}

async fn private_answers(
    state: &AppState,
    conn: &mut Conn,
    access: &ProfileAccess<'_>,
    revealed: Option<&Reveal>,
) -> AppResult<Option<PrivateAnswers>> {
    let person_id = access.row.person.id;
    let keyring = &state.security.keyring;
    let Some(stored) = load_answers(conn, keyring, person_id, Some(Module::Main)).await? else { return Ok(None) };
    let files = files_of(state, conn, FileOwner::Person(person_id)).await?;
    let score = score(&completeness::of_answers(Module::Main, &stored.values, &files));
    let mut private = access.private_answers(state, conn, stored.values, revealed).await?;
    private.content.files = files;
    Ok(Some(PrivateAnswers { score: Some(score), ..private }))
}
