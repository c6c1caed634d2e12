//! How filters are called.

use crate::i18n::{Locale, td_string};

/// The label of a filter of either search in the form, in chips and in messages, by the name of its parameter.
pub fn filter_label(locale: Locale, key: &str) -> &'static str {
    match key {
        "q" => td_string!(locale, talents.words),
        "code" => td_string!(locale, talents.code),
        "country" => td_string!(locale, common.country),
        "city" => td_string!(locale, common.city),
        "talent" => td_string!(locale, talents.talent),
        "gender" => td_string!(locale, field.gender),
        "availability" => td_string!(locale, field.availability),
        "work_mode" => td_string!(locale, field.work_mode),
        "language" => td_string!(locale, common.language),
        "experience_min" => td_string!(locale, talents.experience_min),
        "has_photo" => td_string!(locale, talents.has_photo),
        "page" => td_string!(locale, talents.page),
        "type" => td_string!(locale, casting.talent_type),
        "age_min" => td_string!(locale, casting.age_min),
        "age_max" => td_string!(locale, casting.age_max),
        "playing_age_min" => td_string!(locale, casting.playing_age_min),
        "playing_age_max" => td_string!(locale, casting.playing_age_max),
        "radius_km" => td_string!(locale, casting.radius_km),
        "skill" => td_string!(locale, casting.skill),
        "eye_color" => td_string!(locale, casting.eye_color),
        "hair_color" => td_string!(locale, field.hair_color),
        "hair_type" => td_string!(locale, field.hair_type),
        "build" => td_string!(locale, field.build),
        "height_min" => td_string!(locale, casting.height_min),
        "height_max" => td_string!(locale, casting.height_max),
        "ethnicity" => td_string!(locale, casting.ethnicity),
        "skin_tone" => td_string!(locale, field.skin_tone),
        "sort" => td_string!(locale, casting.sort),
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::{cinema::CastingFilterName, directory::FilterName};

    #[test]
    fn every_filter_has_a_label() {
        let keys = FilterName::ALL.map(FilterName::key);
        for key in keys.into_iter().chain(CastingFilterName::ALL.map(CastingFilterName::key)) {
            assert!(!filter_label(Locale::fr, key).is_empty(), "{key}");
        }
    }
}
