//! How the filters of the casting search are called.

use crate::{
    domain::search::cinema::CastingFilterName as Name,
    i18n::{Locale, td_string},
};

/// The label of a filter in the form, in chips and in messages.
pub fn filter_label(locale: Locale, name: Name) -> &'static str {
    match name {
        Name::Words => td_string!(locale, talents.words),
        Name::Code => td_string!(locale, talents.code),
        Name::Country => td_string!(locale, common.country),
        Name::City => td_string!(locale, common.city),
        Name::Gender => td_string!(locale, field.gender),
        Name::Language => td_string!(locale, common.language),
        Name::ExperienceMin => td_string!(locale, talents.experience_min),
        Name::HasPhoto => td_string!(locale, talents.has_photo),
        Name::Cursor => td_string!(locale, talents.page),
        Name::Type => td_string!(locale, casting.talent_type),
        Name::AgeMin => td_string!(locale, casting.age_min),
        Name::AgeMax => td_string!(locale, casting.age_max),
        Name::PlayingAgeMin => td_string!(locale, casting.playing_age_min),
        Name::PlayingAgeMax => td_string!(locale, casting.playing_age_max),
        Name::RadiusKm => td_string!(locale, casting.radius_km),
        Name::Skill => td_string!(locale, casting.skill),
        Name::EyeColor => td_string!(locale, casting.eye_color),
        Name::HairColor => td_string!(locale, field.hair_color),
        Name::HairType => td_string!(locale, field.hair_type),
        Name::Build => td_string!(locale, field.build),
        Name::HeightMin => td_string!(locale, casting.height_min),
        Name::HeightMax => td_string!(locale, casting.height_max),
        Name::Ethnicity => td_string!(locale, casting.ethnicity),
        Name::SkinTone => td_string!(locale, field.skin_tone),
        Name::Sort => td_string!(locale, casting.sort),
    }
}
