//! What a form says beside its filters. A filter without a hint needs no line here.

use crate::{
    domain::search::{
        attribute::Attribute,
        filter::{FilterGroup, FilterId, FilterKind},
        list::SearchList,
    },
    i18n::{Locale, td_string},
};

/// The hint of a filter; empty where there is none.
pub fn filter_hint(locale: Locale, list: SearchList, filter: FilterId) -> &'static str {
    match (filter, list) {
        (FilterId::Words, SearchList::Casting) => td_string!(locale, search.casting_words_hint),
        (FilterId::Words, _) => td_string!(locale, search.directory_words_hint),
        (FilterId::City, SearchList::Directory) => td_string!(locale, search.city_hint),
        (FilterId::RadiusKm, _) => td_string!(locale, search.radius_hint),
        (FilterId::PlayingAgeMax, _) => td_string!(locale, search.playing_age_hint),
        (FilterId::Code, _) => td_string!(locale, search.code_hint),
        _ => "",
    }
}

/// How several choices of a filter count together.
pub fn list_hint(locale: Locale, kind: FilterKind) -> &'static str {
    if matches!(kind, FilterKind::AllOf(_)) {
        td_string!(locale, search.all_hint)
    } else {
        td_string!(locale, search.any_hint)
    }
}

/// What holds for every filter of a group.
pub fn group_hint(locale: Locale, group: FilterGroup) -> Option<&'static str> {
    (group == FilterGroup::Origins).then(|| td_string!(locale, search.origins_hint))
}

/// The choice of a select that stands for all.
pub fn any_choice(locale: Locale, attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Country => td_string!(locale, search.any_country),
        Attribute::Availability => td_string!(locale, search.any_availability),
        _ => td_string!(locale, search.any),
    }
}

/// The label of the field that searches a long list.
pub fn choice_search(locale: Locale, attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Language => td_string!(locale, field.languages_search),
        Attribute::CinemaSkill => td_string!(locale, field.other_talents_search),
        Attribute::Talent => td_string!(locale, field.talents_search),
        _ => td_string!(locale, common.search),
    }
}
