//! The rest of a main profile, as the table of `domain::visibility` lets an audience see it.

use super::shared;
use crate::{
    domain::{
        lang::Lang,
        profile::{ProfileDetails, ProfileLink},
        reference,
        visibility::{Audience, Field, may_see},
    },
    server::{db::Conn, error::AppResult, repositories::stored_answers, state::AppState},
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
    let mut shared = shared::load(state, conn, &stored.person, audience, lang).await?;
    let switches = shared::switches_of(&stored.person);
    let sees = |field| may_see(field, audience, switches);
    let term = |field, list: &str, key: Option<&String>| {
        let term = key.filter(|_| sees(field)).and_then(|key| reference::term(list, key))?;
        Some(format!("{} {}", term.emoji, term.label(lang)).trim().to_owned())
    };
    let text = |field, text: &Option<String>| text.clone().filter(|_| sees(field));
    let profile = &stored.profile;
    if let Some(address) = text(Field::Links, &profile.portfolio_url) {
        let after_website = shared.links.iter().take_while(|link| link.kind == "website").count();
        shared.links.insert(after_website, ProfileLink { kind: "portfolio".to_owned(), address });
    }
    Ok(ProfileDetails {
        languages: shared.languages,
        availability: term(Field::Availability, "availability", profile.availability.as_ref()),
        work_mode: term(Field::WorkMode, "work_mode", profile.work_mode.as_ref()),
        experience: shared.experience,
        bio: text(Field::Bio, &profile.bio),
        education: text(Field::Education, &profile.education),
        country_of_origin: shared.country_of_origin,
        nationality: shared.nationality,
        links: shared.links,
    })
}
