//! Charts on the first page of the desk: registrations over time, and who those people are.

mod bars;
mod line_chart;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{bars::Bars, line_chart::LineChart};
use crate::{
    components::lang::current_locale,
    domain::statistics::StatisticsRange,
    i18n::{Locale, td_string},
    routes,
    server::services::admin::statistics::Statistics,
    texts::numbers::grouped,
};

/// Where the charts stand on their page.
const CHARTS: &str = "charts";

/// The span that the address names.
pub fn chosen_range() -> StatisticsRange {
    let range = use_query_map().with_untracked(|query| query.get("range"));
    range.and_then(|key| StatisticsRange::from_key(&key)).unwrap_or_default()
}

/// The charts.
#[component]
pub fn Charts(statistics: Statistics) -> impl IntoView {
    let locale = current_locale();
    let Statistics { range, periods, bars, active } = statistics;
    let total: u64 = periods.iter().map(|period| period.people).sum();
    let ranges = StatisticsRange::ALL
        .map(|one| {
            let href = format!("{}?range={}#{CHARTS}", routes::DESK, one.key());
            let current = (one == range).then_some("true");
            view! {
                <a class="nav-link" href=href aria-current=current>
                    {range_text(locale, one)}
                </a>
            }
        })
        .into_iter()
        .collect_view();
    let groups = bars.into_iter().map(|group| view! { <Bars group /> }).collect_view();
    view! {
        <section id=CHARTS class="section-card scroll-mt-4">
            <h2 class="mb-2 font-display text-xl font-bold">{td_string!(locale, statistics.title)}</h2>
            <nav class="mb-4 flex flex-wrap gap-x-2" aria-label=td_string!(locale, statistics.range)>
                {ranges}
            </nav>
            <dl class="mb-4 flex flex-wrap gap-x-8 gap-y-2">
                <div>
                    <dt>{td_string!(locale, statistics.total)}</dt>
                    <dd class="desk-number">{grouped(locale, total)}</dd>
                </div>
                <div>
                    <dt>{td_string!(locale, statistics.active)}</dt>
                    <dd class="desk-number">{grouped(locale, active)}</dd>
                </div>
            </dl>
            <LineChart periods total />
            <div class="mt-6 grid gap-6 sm:grid-cols-2">{groups}</div>
        </section>
    }
}

fn range_text(locale: Locale, range: StatisticsRange) -> &'static str {
    match range {
        StatisticsRange::Week => td_string!(locale, statistics.range_7d),
        StatisticsRange::Month => td_string!(locale, statistics.range_30d),
        StatisticsRange::Year => td_string!(locale, statistics.range_12m),
        StatisticsRange::All => td_string!(locale, statistics.range_all),
    }
}
