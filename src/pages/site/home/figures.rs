//! How many people there are to see, what they can do and where they live.

use leptos::prelude::*;

use crate::components::lang::current_locale;
use crate::domain::search::page::{EXACT_TOTAL, HomeFigures, Total};
use crate::i18n::td_string;
use crate::texts::numbers::grouped;

/// Three figures in a row.
#[component]
pub fn Figures(figures: HomeFigures) -> impl IntoView {
    let locale = current_locale();
    let HomeFigures { people, cities, talents } = figures;
    let (people, more) = match people {
        Total::Exact(count) => (count, ""),
        Total::MoreThanCounted => (EXACT_TOTAL, "+"),
    };
    let figures = [
        (format!("{}{more}", grouped(locale, people)), td_string!(locale, home.profiles, count = people).to_string()),
        (grouped(locale, talents), td_string!(locale, home.trades, count = talents).to_string()),
        (grouped(locale, cities), td_string!(locale, home.cities, count = cities).to_string()),
    ]
    .into_iter()
    .map(|(number, label)| {
        view! {
            // The numbers stand on one line, however many lines their words take.
            <div class="flex flex-col-reverse items-center justify-end px-2 text-center">
                <dt class="text-sm leading-snug text-muted sm:text-base">{label}</dt>
                <dd class="font-display text-2xl leading-tight font-extrabold text-primary-strong sm:text-4xl" dir="ltr">
                    {number}
                </dd>
            </div>
        }
    })
    .collect_view();
    view! {
        <section class="border-b border-base-300" aria-label=td_string!(locale, home.figures)>
            <dl class="page-width grid grid-cols-3 divide-x divide-base-300 py-5 sm:py-8">{figures}</dl>
        </section>
    }
}
