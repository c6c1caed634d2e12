//! What every profile of a person shows in the same way.

use crate::{
    domain::{
        lang::Lang,
        profile::ProfileLink,
        reference,
        registration::experience_bracket,
        visibility::{Audience, Field, Switches, may_see},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            person_languages,
            social_links::{self, StoredLink},
            stored_answers::StoredPerson,
        },
        state::AppState,
    },
};

/// Answers about the person, in the viewer's language, as far as this viewer may see them.
pub struct Shared {
    pub languages: Vec<String>,
    /// Years with the name of their bracket.
    pub experience: Option<String>,
    pub country_of_origin: Option<String>,
    pub nationality: Option<String>,
    /// Web site first, then the networks in the order of their list.
    pub links: Vec<ProfileLink>,
}

/// Reads what this audience sees of a person whichever profile it opened.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    person: &StoredPerson,
    audience: Audience,
    lang: Lang,
) -> AppResult<Shared> {
    let switches = switches_of(person);
    let sees = |field| may_see(field, audience, switches);
    let languages =
        if sees(Field::Languages) { person_languages::of_person(conn, person.id).await? } else { Vec::new() };
    let links = if sees(Field::Links) {
        links(state, person, social_links::of_person(conn, person.id).await?)?
    } else {
        Vec::new()
    };
    Ok(Shared {
        languages: reference::terms("language")
            .filter(|term| languages.contains(&term.key))
            .map(|term| term.label(lang).to_owned())
            .collect(),
        experience: person
            .years_experience
            .filter(|_| sees(Field::Experience))
            .and_then(|years| experience_bracket(years).map(|bracket| format!("{years} · {}", bracket.label(lang)))),
        country_of_origin: person.country_of_origin.as_ref().filter(|_| sees(Field::CountryOfOrigin)).and_then(
            |code| {
                let country = reference::country(code)?;
                Some(format!("{} {}", reference::flag(&country.code), country.name(lang)))
            },
        ),
        nationality: person.nationality.as_ref().filter(|_| sees(Field::Nationality)).and_then(|code| {
            let country = reference::country(code)?;
            Some(format!("{} {}", reference::flag(code), country.nationality(lang)))
        }),
        links,
    })
}

/// What the person ticked.
pub const fn switches_of(person: &StoredPerson) -> Switches {
    Switches {
        show_name_photo: person.show_name_photo,
        show_links: person.show_links,
        show_origins: person.show_origins,
    }
}

fn links(state: &AppState, person: &StoredPerson, networks: Vec<StoredLink>) -> AppResult<Vec<ProfileLink>> {
    let website = person.website.iter();
    let mut links: Vec<ProfileLink> =
        website.map(|address| ProfileLink { kind: "website".to_owned(), address: address.clone() }).collect();
    for network in reference::terms("social_network") {
        if let Some(link) = networks.iter().find(|link| link.network == network.key) {
            let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
            links.push(ProfileLink { kind: network.key.clone(), address });
        }
    }
    Ok(links)
}
