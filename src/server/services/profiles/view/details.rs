//! The rest of a main profile, as the table of `domain::visibility` lets an audience see it.

use crate::{
    domain::{fields::FieldId, lang::Lang, profiles::public::ProfileDetails, visibility::Audience},
    server::{
        error::AppResult,
        repositories::profiles::main_views::WholeProfile,
        services::profiles::shown_answers::{ProfileAnswers, ShownAnswers},
        state::AppState,
    },
};

/// What this audience sees beside name, place and talents.
pub fn details(state: &AppState, profile: &WholeProfile, audience: Audience, lang: Lang) -> AppResult<ProfileDetails> {
    let shown = ShownAnswers {
        person: &profile.person,
        profile: ProfileAnswers::Main(&profile.main),
        keyring: &state.security.keyring,
        audience,
        lang,
    };
    Ok(ProfileDetails {
        languages: shown.languages(&profile.languages),
        availability: shown.words(FieldId::Availability)?,
        work_mode: shown.words(FieldId::WorkMode)?,
        experience: shown.experience()?,
        bio: shown.words(FieldId::Bio)?,
        education: shown.words(FieldId::Education)?,
        country_of_origin: shown.words(FieldId::CountryOfOrigin)?,
        nationality: shown.words(FieldId::Nationality)?,
        links: shown.links(&profile.links)?,
    })
}
