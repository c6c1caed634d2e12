//! Categories of talents with the people who have them.

use leptos::prelude::*;

use crate::{
    components::{html::Html, lang::current_locale},
    i18n::{Locale, td_string},
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
    let mut cards = Html::default();
    for category in &categories {
        write_category(&mut cards, category, locale);
    }
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.categories)}</h2>
            <ul class="mt-6 grid gap-x-5 gap-y-7 sm:grid-cols-2 lg:grid-cols-4" inner_html=cards.into_inner()></ul>
        </section>
    }
    .into_any()
}

fn write_category(html: &mut Html, category: &CategoryFigure, locale: Locale) {
    let number = grouped(locale, category.people);
    let people = td_string!(locale, common.people, count = category.people, number = number).to_string();
    html.markup(r#"<li class="min-w-0"><h3 class="flex items-center gap-3 font-display text-lg leading-snug "#)
        .markup(r#"font-bold"><span aria-hidden="true" class="text-2xl">"#)
        .text(&category.emoji)
        .markup(r#"</span><span class="min-w-0">"#)
        .text(&category.label)
        .markup(r#"</span></h3><p class="text-sm text-muted">"#)
        .text(people)
        .markup(r#"</p><ul class="mt-2 flex flex-wrap gap-2">"#);
    for talent in &category.talents {
        write_talent(html, talent, locale);
    }
    html.markup("</ul></li>");
}

/// Writes a talent with its people, which leads to them.
fn write_talent(html: &mut Html, talent: &TalentFigure, locale: Locale) {
    html.markup(r#"<li class="min-w-0"><a"#)
        .attribute("href", format!("{}/{}", routes::TALENTS, talent.key))
        .markup(r#" class="chip chip-link border-base-300 bg-card text-base-content"><span class="min-w-0">"#)
        .text(&talent.emoji)
        .markup(" ")
        .text(&talent.label)
        .markup(r#"</span> <span class="text-muted">"#)
        .text(grouped(locale, talent.people))
        .markup("</span></a></li>");
}
