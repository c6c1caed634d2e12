//! Section 5: physical traits.

use leptos::prelude::*;

use super::section::ProfileSection;
use crate::{
    components::lang::current_locale,
    domain::{profiles::cinema::Looks, registration::cinema::Section},
    i18n::{Locale, td_string},
    pages::profiles::details::Facts,
};

/// What was answered and may be seen.
#[component]
pub fn PhysiqueSection(looks: Looks) -> impl IntoView {
    let locale = current_locale();
    let all = [
        (td_string!(locale, field.eye_color), looks.eyes),
        (td_string!(locale, field.hair_color), looks.hair_color),
        (td_string!(locale, field.hair_type), looks.hair_type),
        (td_string!(locale, field.skin_tone), looks.skin_tone),
        (td_string!(locale, field.build), looks.build),
        (
            td_string!(locale, cinema_profile.height),
            looks.height_cm.map(|height| td_string!(locale, common.centimetres, height = height).to_string()),
        ),
        (td_string!(locale, field.playing_age), playing_age(locale, looks.playing_age)),
    ];
    let facts: Vec<_> = all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    view! {
        <ProfileSection section=Section::Physique empty=facts.is_empty()>
            <Facts facts />
        </ProfileSection>
    }
}

fn playing_age(locale: Locale, (from, to): (Option<i64>, Option<i64>)) -> Option<String> {
    Some(match (from, to) {
        (None, None) => return None,
        (Some(from), Some(to)) if from == to => td_string!(locale, cinema_profile.age_at, age = from).to_string(),
        (Some(from), Some(to)) => td_string!(locale, cinema_profile.age_between, from = from, to = to).to_string(),
        (Some(from), None) => td_string!(locale, cinema_profile.age_from, age = from).to_string(),
        (None, Some(to)) => td_string!(locale, cinema_profile.age_to, age = to).to_string(),
    })
}
