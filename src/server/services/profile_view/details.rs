//! The rest of a main profile, as the table of `domain::visibility` lets an audience see it.

use super::shared;
use crate::{
    domain::{
        lang::Lang,
        profile::{ProfileDetails, ProfileLink},
        reference,
        visibility::{Audience, Field, may_see},
    },
    server::{
        error::AppResult, repositories::profiles::WholeProfile, services::presentation::switches_of, state::AppState,
    },
};

/// What this audience sees beside name, place and talents.
///
/// # Errors
/// When the keys fail.
pub fn details(state: &AppState, profile: &WholeProfile, audience: Audience, lang: Lang) -> AppResult<ProfileDetails> {
    let WholeProfile { row, answers, .. } = profile;
    let person = shared::Answers {
        switches: switches_of(row),
        languages: &profile.languages,
        years_experience: answers.years_experience,
        country_of_origin: answers.country_of_origin.as_deref(),
        nationality: answers.nationality.as_deref(),
        website: answers.website.as_deref(),
        networks: &profile.links,
    };
    let mut shared = shared::as_seen(state, person, audience, lang)?;
    let sees = |field| may_see(field, audience, switches_of(row));
    let term = |field, list: &str, key: Option<&String>| {
        let term = key.filter(|_| sees(field)).and_then(|key| reference::term(list, key))?;
        Some(format!("{} {}", term.emoji, term.label(lang)).trim().to_owned())
    };
    let text = |field, text: &Option<String>| text.clone().filter(|_| sees(field));
    if let Some(address) = text(Field::Links, &answers.portfolio_url) {
        let after_website = shared.links.iter().take_while(|link| link.kind == "website").count();
        shared.links.insert(after_website, ProfileLink { kind: "portfolio".to_owned(), address });
    }
    Ok(ProfileDetails {
        languages: shared.languages,
        availability: term(Field::Availability, "availability", row.availability.as_ref()),
        work_mode: term(Field::WorkMode, "work_mode", answers.work_mode.as_ref()),
        experience: shared.experience,
        bio: text(Field::Bio, &answers.bio),
        education: text(Field::Education, &answers.education),
        country_of_origin: shared.country_of_origin,
        nationality: shared.nationality,
        links: shared.links,
    })
}
