//! The filters of lists in words, as pages and files name them.

use crate::{
    domain::{
        lang::Lang,
        reference,
        search::{
            attribute::Attribute,
            filter::{FilterId, FilterKind},
            list::SearchList,
            page::TalentChoices,
            query::SearchQuery,
        },
    },
    i18n::{Locale, td_string},
    named_texts,
};

/// The label of a filter in forms, in chips and in messages; a filter that asks for a field has the field's.
pub fn filter_label(locale: Locale, filter: FilterId) -> &'static str {
    let own = named_texts::filter(locale, &format!("label_{}", filter.key()));
    own.or_else(|| named_texts::field(locale, filter.key())).unwrap_or_default()
}

/// A text of `term.json`, by the list it belongs to.
pub fn term_text(list: &str, key: &str, lang: Lang) -> Option<&'static str> {
    named_texts::term(lang.into(), &format!("{list}_{key}"))
}

/// A chosen key in words. What is on the list no more stands as it was typed.
pub fn choice_label(attribute: Attribute, key: &str, talents: &TalentChoices, lang: Lang) -> String {
    match attribute {
        Attribute::Talent => match talents.talents.iter().find(|talent| talent.key == key) {
            Some(talent) => format!("{} {}", talent.emoji, talent.labels.get(lang)),
            None => key.to_owned(),
        },
        Attribute::Country => {
            let country = reference::country(key).map_or(key, |country| country.name(lang));
            format!("{} {country}", reference::flag(key))
        }
        Attribute::Module => term_text("module", key, lang).unwrap_or(key).to_owned(),
        Attribute::AccountState => term_text("account", key, lang).unwrap_or(key).to_owned(),
        listed => reference::term(listed.key(), key).map_or(key, |term| term.label(lang)).to_owned(),
    }
}

/// A value of a filter in words.
pub fn filter_text(locale: Locale, id: FilterId, value: &str, talents: &TalentChoices) -> String {
    let (kind, label) = (id.kind(), filter_label(locale, id));
    let words = kind.attribute().map(|attribute| choice_label(attribute, value, talents, locale.into()));
    match (kind, words) {
        (FilterKind::Flag(_), _) => label.to_owned(),
        // Talents, languages and skills say themselves what they are; a colour does not.
        (FilterKind::AllOf(_), Some(words)) => words,
        (_, words) => {
            let value = words.as_deref().unwrap_or(value);
            td_string!(locale, search.chip, label = label, value = value)
        }
    }
}

/// The filters of a stored description of a search of the administrators' table, as they are read.
pub fn described_filters(locale: Locale, filters: &str, talents: &TalentChoices) -> String {
    let (query, _) = SearchQuery::from_address(SearchList::Desk, filters);
    let values = |id: FilterId| query.values(id).iter().map(move |value| filter_text(locale, id, value, talents));
    let mut words: Vec<String> = query.in_use().into_iter().flat_map(values).collect();
    // Filters whose private value was not kept.
    let hidden = form_urlencoded::parse(filters.as_bytes()).filter(|(_, value)| value.is_empty());
    words.extend(hidden.filter_map(|(name, _)| {
        let label = filter_label(locale, SearchList::Desk.filter(&name)?.id);
        Some(td_string!(locale, group.hidden_value, filter = label).to_string())
    }));
    if words.is_empty() { td_string!(locale, group.everyone).to_owned() } else { words.join(" · ") }
}
