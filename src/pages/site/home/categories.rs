//! Categories of talents with the people who have them.

use leptos::prelude::*;

use crate::{
    components::lang::current_locale,
    i18n::td_string,
    routes,
    server::services::search::home::{CategoryFigure, TalentFigure},
    texts::numbers::grouped,
};

/// The categories with most people, each with links to the lists of its most frequent talents.
#[component]
pub fn Categories(categories: Vec<CategoryFigure>) -> impl IntoView {
    if categories.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let cards = categories
        .into_iter()
        .map(|category| {
            let number = grouped(locale, category.people);
            let people = td_string!(locale, common.people, count = category.people, number = number).to_string();
            let talents = category.talents.into_iter().map(|talent| view! { <TalentLink talent /> }).collect_view();
            view! {
                <li class="min-w-0">
                    <h3 class="flex items-center gap-3 font-display text-lg leading-snug font-bold">
                        <span class="text-2xl" aria-hidden="true">
                            {category.emoji}
                        </span>
                        <span class="min-w-0">{category.label}</span>
                    </h3>
                    <p class="text-sm text-muted">{people}</p>
                    <ul class="mt-2 flex flex-wrap gap-2">{talents}</ul>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.categories)}</h2>
            <ul class="mt-6 grid gap-x-5 gap-y-7 sm:grid-cols-2 lg:grid-cols-4">{cards}</ul>
        </section>
    }
    .into_any()
}

/// A talent with its people, which leads to them.
#[component]
fn TalentLink(talent: TalentFigure) -> impl IntoView {
    let locale = current_locale();
    view! {
        <li class="min-w-0">
            <a
                href=format!("{}/{}", routes::TALENTS, talent.key)
                class="chip chip-link border-base-300 bg-card text-base-content"
            >
                <span class="min-w-0">{talent.emoji} " " {talent.label}</span>
                " "
                <span class="text-muted">{grouped(locale, talent.people)}</span>
            </a>
        </li>
    }
}
