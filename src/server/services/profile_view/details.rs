//! The rest of a profile, as the table of `domain::visibility` lets an audience see it.

use crate::{
    domain::{
        lang::Lang,
        profile::{ProfileDetails, ProfileLink},
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
            stored_answers::{self, StoredAnswers},
        },
        state::AppState,
    },
};

/// Reads what this audience sees beside name, place and talents.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    person_id: i64,
    audience: Audience,
    lang: Lang,
) -> AppResult<ProfileDetails> {
    let Some(stored) = stored_answers::of_person(conn, person_id).await? else { return Ok(ProfileDetails::default()) };
    let switches = Switches {
        show_name_photo: stored.person.show_name_photo,
        show_links: stored.person.show_links,
        show_origins: stored.person.show_origins,
    };
    let sees = |field| may_see(field, audience, switches);
    let languages =
        if sees(Field::Languages) { person_languages::of_person(conn, person_id).await? } else { Vec::new() };
    let links = if sees(Field::Links) {
        links(state, &stored, social_links::of_person(conn, person_id).await?)?
    } else {
        Vec::new()
    };
    let term = |field, list: &str, key: Option<&String>| {
        let term = key.filter(|_| sees(field)).and_then(|key| reference::term(list, key))?;
        Some(format!("{} {}", term.emoji, term.label(lang)).trim().to_owned())
    };
    let country = |field, code: Option<&String>| {
        let country = code.filter(|_| sees(field)).and_then(|code| reference::country(code))?;
        Some(format!("{} {}", reference::flag(&country.code), country.name(lang)))
    };
    let text = |field, text: &Option<String>| text.clone().filter(|_| sees(field));
    let profile = &stored.profile;
    Ok(ProfileDetails {
        languages: reference::terms("language")
            .filter(|term| languages.contains(&term.key))
            .map(|term| term.label(lang).to_owned())
            .collect(),
        availability: term(Field::Availability, "availability", profile.availability.as_ref()),
        work_mode: term(Field::WorkMode, "work_mode", profile.work_mode.as_ref()),
        experience: stored
            .person
            .years_experience
            .filter(|_| sees(Field::Experience))
            .and_then(|years| experience_bracket(years).map(|bracket| format!("{years} · {}", bracket.label(lang)))),
        bio: text(Field::Bio, &profile.bio),
        education: text(Field::Education, &profile.education),
        country_of_origin: country(Field::CountryOfOrigin, stored.person.country_of_origin.as_ref()),
        nationality: stored.person.nationality.as_ref().filter(|_| sees(Field::Nationality)).and_then(|code| {
            let country = reference::country(code)?;
            Some(format!("{} {}", reference::flag(code), country.nationality(lang)))
        }),
        links,
    })
}

/// Web site and portfolio first, then the networks in the order of their list.
fn links(state: &AppState, stored: &StoredAnswers, networks: Vec<StoredLink>) -> AppResult<Vec<ProfileLink>> {
    let own = [("website", &stored.person.website), ("portfolio", &stored.profile.portfolio_url)];
    let mut links: Vec<ProfileLink> = own
        .into_iter()
        .filter_map(|(kind, address)| Some(ProfileLink { kind: kind.to_owned(), address: address.clone()? }))
        .collect();
    for network in reference::terms("social_network") {
        if let Some(link) = networks.iter().find(|link| link.network == network.key) {
            let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
            links.push(ProfileLink { kind: network.key.clone(), address });
        }
    }
    Ok(links)
}
