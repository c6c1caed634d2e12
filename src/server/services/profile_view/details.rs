//! The rest of a profile, as the table of `domain::visibility` lets an audience see it.

use crate::{
    domain::{
        lang::Lang,
        profile::{ProfileDetails, ProfileLink},
        reference,
        registration::experience_bracket,
        visibility::{Audience, Field, may_see},
    },
    server::{
        error::AppResult, repositories::profiles::WholeProfile, services::profile_view::switches, state::AppState,
    },
};

/// What this audience sees beside name, place and talents.
pub fn details(state: &AppState, profile: &WholeProfile, audience: Audience, lang: Lang) -> AppResult<ProfileDetails> {
    let WholeProfile { row, answers, .. } = profile;
    let sees = |field| may_see(field, audience, switches(row));
    let languages = if sees(Field::Languages) { profile.languages.as_slice() } else { &[] };
    let links = if sees(Field::Links) { links(state, profile)? } else { Vec::new() };
    let term = |field, list: &str, key: Option<&String>| {
        let term = key.filter(|_| sees(field)).and_then(|key| reference::term(list, key))?;
        Some(format!("{} {}", term.emoji, term.label(lang)).trim().to_owned())
    };
    let country = |field, code: Option<&String>| {
        let country = code.filter(|_| sees(field)).and_then(|code| reference::country(code))?;
        Some(format!("{} {}", reference::flag(&country.code), country.name(lang)))
    };
    let text = |field, text: &Option<String>| text.clone().filter(|_| sees(field));
    Ok(ProfileDetails {
        languages: reference::terms("language")
            .filter(|term| languages.contains(&term.key))
            .map(|term| term.label(lang).to_owned())
            .collect(),
        availability: term(Field::Availability, "availability", row.availability.as_ref()),
        work_mode: term(Field::WorkMode, "work_mode", answers.work_mode.as_ref()),
        experience: answers
            .years_experience
            .filter(|_| sees(Field::Experience))
            .and_then(|years| experience_bracket(years).map(|bracket| format!("{years} · {}", bracket.label(lang)))),
        bio: text(Field::Bio, &answers.bio),
        education: text(Field::Education, &answers.education),
        country_of_origin: country(Field::CountryOfOrigin, answers.country_of_origin.as_ref()),
        nationality: answers.nationality.as_ref().filter(|_| sees(Field::Nationality)).and_then(|code| {
            let country = reference::country(code)?;
            Some(format!("{} {}", reference::flag(code), country.nationality(lang)))
        }),
        links,
    })
}

/// Web site and portfolio first, then the networks in the order of their list.
fn links(state: &AppState, profile: &WholeProfile) -> AppResult<Vec<ProfileLink>> {
    let own = [("website", &profile.answers.website), ("portfolio", &profile.answers.portfolio_url)];
    let mut links: Vec<ProfileLink> = own
        .into_iter()
        .filter_map(|(kind, address)| Some(ProfileLink { kind: kind.to_owned(), address: address.clone()? }))
        .collect();
    for network in reference::terms("social_network") {
        if let Some(link) = profile.links.iter().find(|link| link.network == network.key) {
            let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
            links.push(ProfileLink { kind: network.key.clone(), address });
        }
    }
    Ok(links)
}
