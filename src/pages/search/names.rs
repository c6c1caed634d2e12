//! How filters are called.

use crate::{
    domain::search::directory::FilterName,
    i18n::{Locale, td_string},
};

/// The label of a filter in the form, in chips and in messages.
pub fn filter_label(locale: Locale, name: FilterName) -> &'static str {
    match name {
        FilterName::Words => td_string!(locale, talents.words),
        FilterName::Code => td_string!(locale, talents.code),
        FilterName::Country => td_string!(locale, common.country),
        FilterName::City => td_string!(locale, common.city),
        FilterName::Talent => td_string!(locale, talents.talent),
        FilterName::Gender => td_string!(locale, field.gender),
        FilterName::Availability => td_string!(locale, field.availability),
        FilterName::WorkMode => td_string!(locale, field.work_mode),
        FilterName::Language => td_string!(locale, common.language),
        FilterName::ExperienceMin => td_string!(locale, talents.experience_min),
        FilterName::HasPhoto => td_string!(locale, talents.has_photo),
        FilterName::Cursor => td_string!(locale, talents.page),
    }
}
