//! How filters, their groups and the orders of lists are called: texts of `filter.json`, found by their keys.

use crate::{
    domain::search::{
        filter::{FilterGroup, FilterId},
        list::Order,
    },
    i18n::Locale,
    named_texts,
    texts::filters::filter_label,
};

/// What the least and the greatest number together are called, by the filter of the least one.
pub fn range_label(locale: Locale, least: FilterId) -> &'static str {
    let measure = least.key().strip_suffix("_min").unwrap_or_default();
    named_texts::filter(locale, &format!("range_{measure}")).unwrap_or_default()
}

/// What opens the choices of a filter that stand folded away.
pub fn list_title(locale: Locale, filter: FilterId) -> &'static str {
    named_texts::filter(locale, &format!("choose_{}", filter.key())).unwrap_or_else(|| filter_label(locale, filter))
}

/// The title of a group of filters; [`FilterGroup::Head`] stands without one.
pub fn group_title(locale: Locale, group: FilterGroup) -> &'static str {
    named_texts::filter(locale, &format!("group_{}", group.key())).unwrap_or_default()
}

/// An order of a list.
pub fn order_label(locale: Locale, order: Order) -> &'static str {
    named_texts::filter(locale, &format!("order_{}", order.key())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::filter::FILTERS;

    #[test]
    fn everything_has_a_text() {
        let groups = FilterGroup::ALL.into_iter().filter(|group| *group != FilterGroup::Head);
        let labels = FilterId::ALL.map(|filter| (filter.key(), filter_label(Locale::fr, filter)));
        let titles = groups.map(|group| (group.key(), group_title(Locale::fr, group)));
        let ranges = FILTERS.windows(2).filter_map(|pair| match pair {
            [least, greatest] => {
                least.range_with(greatest).map(|_| (least.id.key(), range_label(Locale::fr, least.id)))
            }
            _ => None,
        });
        let orders = Order::ALL.map(|order| (order.key(), order_label(Locale::fr, order)));
        for (key, text) in labels.into_iter().chain(titles).chain(ranges).chain(orders) {
            assert!(!text.is_empty(), "{key}");
        }
    }
}
