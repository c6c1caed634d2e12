//! People side by side, each as the viewer sees their profile.

use crate::{
    domain::{
        lang::Lang,
        module::Module,
        search::comparison::{ComparedPerson, Comparison, WantedPeople},
        unique_code::UniqueCode,
    },
    server::{
        context::Viewer,
        error::AppResult,
        services::profiles::view::{
            self,
            opening::{Opened, OpenedProfile},
        },
        state::AppState,
    },
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
    for code in &wanted.codes {
        match open(state, viewer, lang, module, code).await? {
            // A former code and the present one are the same person.
            Some(found) if comparison.people.iter().any(|other| other.person.code == found.person.code) => {}
            Some(found) => comparison.people.push(found),
            None => comparison.left_out += 1,
        }
    }
    Ok(comparison)
}

async fn open(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    module: Module,
    code: &UniqueCode,
) -> AppResult<Option<ComparedPerson>> {
    let found = open_at(state, viewer, lang, module, code.as_str()).await?;
    Ok(match found {
        Found::Person(person) => Some(*person),
        Found::Under(present) => match open_at(state, viewer, lang, module, &present).await? {
            Found::Person(person) => Some(*person),
            Found::Under(_) | Found::NotReachable => None,
        },
        Found::NotReachable => None,
    })
}

/// What stands at the address of a profile.
enum Found {
    Person(Box<ComparedPerson>),
    /// The profile stands under this code.
    Under(String),
    NotReachable,
}

async fn open_at(state: &AppState, viewer: &Viewer, lang: Lang, module: Module, code: &str) -> AppResult<Found> {
    Ok(match module {
        Module::Main => {
            let opened = view::open(state, viewer, lang, code, None, None).await?;
            found(opened, |profile| ComparedPerson { person: profile.person, facts: profile.facts })
        }
        Module::Cinema => {
            let opened = view::cinema::open(state, viewer, lang, code, None, None).await?;
            found(opened, |profile| ComparedPerson { person: profile.person, facts: profile.facts })
        }
    })
}

fn found<P>(opened: Opened<P>, compared: impl FnOnce(P) -> ComparedPerson) -> Found {
    match opened {
        Opened::Profile(opened) => {
            let OpenedProfile { profile, .. } = *opened;
            Found::Person(Box::new(compared(profile)))
        }
        Opened::Moved(code) => Found::Under(code),
        Opened::InCinema(_) | Opened::HiddenFrom(_) | Opened::NotReachable => Found::NotReachable,
    }
}
