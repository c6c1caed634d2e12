//! What every profile of a person shows in the same way.

use crate::{
    domain::{
        lang::Lang,
        profile::ProfileLink,
        reference::{self, Country},
        registration::experience_bracket,
        visibility::{Audience, Field, Switches, may_see},
    },
    server::{error::AppResult, repositories::social_links::StoredLink, state::AppState},
};

/// What is stored of a person whichever profile is opened.
pub struct Answers<'a> {
    pub switches: Switches,
    /// Keys.
    pub languages: &'a [String],
    pub years_experience: Option<i64>,
    pub country_of_origin: Option<&'a str>,
    pub nationality: Option<&'a str>,
    pub website: Option<&'a str>,
    pub networks: &'a [StoredLink],
}

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

/// What this audience sees of a person whichever profile it opened.
///
/// # Errors
/// When the keys fail.
pub fn as_seen(state: &AppState, answers: Answers<'_>, audience: Audience, lang: Lang) -> AppResult<Shared> {
    let sees = |field| may_see(field, audience, answers.switches);
    let languages = if sees(Field::Languages) { answers.languages } else { &[] };
    let country = |field, code: Option<&str>, name: fn(&Country, Lang) -> &str| {
        let country = code.filter(|_| sees(field)).and_then(reference::country)?;
        Some(format!("{} {}", reference::flag(&country.code), name(country, lang)))
    };
    Ok(Shared {
        languages: reference::terms("language")
            .filter(|term| languages.contains(&term.key))
            .map(|term| term.label(lang).to_owned())
            .collect(),
        experience: answers
            .years_experience
            .filter(|_| sees(Field::Experience))
            .and_then(|years| experience_bracket(years).map(|bracket| format!("{years} · {}", bracket.label(lang)))),
        country_of_origin: country(Field::CountryOfOrigin, answers.country_of_origin, Country::name),
        nationality: country(Field::Nationality, answers.nationality, Country::nationality),
        links: if sees(Field::Links) { links(state, &answers)? } else { Vec::new() },
    })
}

fn links(state: &AppState, answers: &Answers<'_>) -> AppResult<Vec<ProfileLink>> {
    let website = answers.website.iter();
    let mut links: Vec<ProfileLink> =
        website.map(|address| ProfileLink { kind: "website".to_owned(), address: (*address).to_owned() }).collect();
    for network in reference::terms("social_network") {
        if let Some(link) = answers.networks.iter().find(|link| link.network == network.key) {
            let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
            links.push(ProfileLink { kind: network.key.clone(), address });
        }
    }
    Ok(links)
}
