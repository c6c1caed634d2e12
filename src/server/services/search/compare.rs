//! People side by side, each as the viewer sees their profile.

use crate::{
    domain::{
        lang::Lang,
        module::Module,
        search::comparison::{Comparison, WantedPeople},
    },
    server::{context::Viewer, error::AppResult, services::profiles::view::compared, state::AppState},
};

/// Opens the profiles of these people in a module. Those that the viewer cannot open are counted, whatever the reason.
///
/// # Errors
/// `TooManyRequests` when the viewer has opened very many: a comparison counts as opening each of its profiles.
pub async fn compare(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    module: Module,
    wanted: &WantedPeople,
) -> AppResult<Comparison> {
    let mut comparison = Comparison { people: Vec::new(), left_out: wanted.unreadable, too_many: wanted.too_many };
    for found in compared::load(state, viewer, lang, module, &wanted.codes).await? {
        match found {
            // A former code and the present one are the same person.
            Some(found) if comparison.people.iter().any(|other| other.person.code == found.person.code) => {}
            Some(found) => comparison.people.push(found),
            None => comparison.left_out += 1,
        }
    }
    Ok(comparison)
}
