//! People by one of their answers, as bars with their numbers.

use leptos::prelude::*;

use crate::{
    components::lang::current_locale,
    domain::search::filter::FilterId,
    i18n::{Locale, td_string},
    server::services::admin::statistics::BarGroup,
    texts::numbers::grouped,
};

/// A heading and its bars, each a name, a length and a number.
#[component]
pub fn Bars(group: BarGroup) -> impl IntoView {
    let locale = current_locale();
    let most = group.bars.iter().map(|(_, number)| *number).max().unwrap_or_default().max(1);
    let nothing = group.bars.iter().all(|(_, number)| *number == 0);
    let bars = group.bars.into_iter().map(|(name, number)| {
        view! {
            <li class="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-center gap-x-3 py-1">
                <span class="wrap-anywhere">{name}</span>
                <progress class="progress progress-primary" max=most.to_string() value=number.to_string() aria-hidden="true"></progress>
                <span class="text-end font-semibold tabular-nums">{grouped(locale, number)}</span>
            </li>
        }
    });
    let bars = (!nothing).then(|| bars.collect_view());
    view! {
        <section>
            <h3 class="mb-1 font-semibold">{title(locale, group.by)}</h3>
            {nothing.then(|| view! { <p class="text-muted">{td_string!(locale, statistics.nothing)}</p> })}
            <ul>{bars}</ul>
        </section>
    }
}

fn title(locale: Locale, by: FilterId) -> &'static str {
    match by {
        FilterId::Country => td_string!(locale, statistics.by_country),
        FilterId::City => td_string!(locale, statistics.by_city),
        FilterId::Gender => td_string!(locale, statistics.by_gender),
        FilterId::AgeMin => td_string!(locale, statistics.by_age),
        FilterId::Talent => td_string!(locale, statistics.by_talent),
        FilterId::Type => td_string!(locale, statistics.by_type),
        FilterId::Availability => td_string!(locale, statistics.by_availability),
        FilterId::CompletenessMin => td_string!(locale, statistics.by_completeness),
        _ => "",
    }
}
