//! The filters in use, each with a way to take it off.

use crate::{
    domain::search::{
        cinema::{CastingFilter, CastingFilterName as Name, FilterKind},
        listing::ListFilter as _,
    },
    i18n::Locale,
    pages::search::{Chip, filter_label, value_chips},
};

/// One chip a filter, and one for each key of a list.
pub fn chips(locale: Locale, filter: &CastingFilter) -> Vec<Chip<CastingFilter>> {
    let chips_of = |name: Name| match name.kind() {
        FilterKind::Keys(list) => value_chips(locale, filter, name, list.vocabulary()),
        _ if name == Name::HasPhoto => vec![(filter_label(locale, name.key()).to_owned(), filter.without(name))],
        _ => value_chips(locale, filter, name, name.key()),
    };
    filter.in_use().into_iter().flat_map(chips_of).collect()
}
