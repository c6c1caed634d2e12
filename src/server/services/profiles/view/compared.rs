//! What a comparison shows of people: what their profiles show.

use super::opening::{ProfileAccess, admit};
use crate::{
    domain::{
        fields::FieldId, lang::Lang, module::Module, search::comparison::ComparedPerson, unique_code::UniqueCode,
    },
    server::{
        context::Viewer,
        error::AppResult,
        repositories::profiles::{
            compared::{self, ComparedCinema, ComparedMain},
            main_views::ProfileRow,
        },
        services::profiles::{
            presentation::{public_cinema_profile_for, public_profile_for},
            shown_answers::{ProfileAnswers, ShownAnswers},
        },
        state::AppState,
    },
};

/// Opens the profiles of these people in a module, in the order of the codes; `None` for those that the viewer does not
/// reach. A former code of a person is as good as the present one.
///
/// # Errors
/// `TooManyRequests` when the viewer has opened very many.
pub async fn load(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    module: Module,
    codes: &[UniqueCode],
) -> AppResult<Vec<Option<ComparedPerson>>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = state.db.read().await?;
    match module {
        Module::Main => {
            let found = compared::load_main(&mut conn, codes).await?;
            let open = |code| found.get(code).map_or(Ok(None), |found| open_main(state, viewer, lang, found));
            codes.iter().map(open).collect()
        }
        Module::Cinema => {
            let found = compared::load_cinema(&mut conn, codes).await?;
            let open = |code| found.get(code).map_or(Ok(None), |found| open_cinema(state, viewer, lang, found));
            codes.iter().map(open).collect()
        }
    }
}

fn open_main(state: &AppState, viewer: &Viewer, lang: Lang, found: &ComparedMain) -> AppResult<Option<ComparedPerson>> {
    let Some(access) = reach(state, viewer, &found.row)? else { return Ok(None) };
    let shown = ShownAnswers {
        person: &found.person,
        profile: ProfileAnswers::Main(&found.main),
        chosen: vec![(FieldId::Languages, found.languages.clone())],
        keyring: &state.security.keyring,
        audience: access.audience,
        lang,
    };
    let person = public_profile_for(access.audience, &found.row, &found.talents, lang, access.today);
    Ok(Some(ComparedPerson { person, facts: shown.facts(Module::Main)? }))
}

fn open_cinema(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    found: &ComparedCinema,
) -> AppResult<Option<ComparedPerson>> {
    let Some(access) = reach(state, viewer, &found.row)? else { return Ok(None) };
    let shown = ShownAnswers {
        person: &found.person,
        profile: ProfileAnswers::Cinema(&found.cinema),
        chosen: vec![(FieldId::Languages, found.languages.clone()), (FieldId::Ethnicities, found.ethnicities.clone())],
        keyring: &state.security.keyring,
        audience: access.audience,
        lang,
    };
    let person = public_cinema_profile_for(access.audience, &found.row, &found.types, lang, access.today);
    Ok(Some(ComparedPerson { person, facts: shown.facts(Module::Cinema)? }))
}

fn reach<'a>(state: &AppState, viewer: &Viewer, row: &'a ProfileRow) -> AppResult<Option<ProfileAccess<'a>>> {
    Ok(admit::<()>(state, viewer, row, &row.person.code, None)?.ok())
}
