//! How it works, in three steps.

use leptos::prelude::*;

use crate::components::lang::current_locale;
use crate::i18n::td_string;

/// Register, get a code, be found.
#[component]
pub fn HowItWorks() -> impl IntoView {
    let locale = current_locale();
    let steps = [
        ("bg-section-blue", td_string!(locale, home.how1_title), td_string!(locale, home.how1_text)),
        ("bg-section-orange", td_string!(locale, home.how2_title), td_string!(locale, home.how2_text)),
        ("bg-section-green", td_string!(locale, home.how3_title), td_string!(locale, home.how3_text)),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (color, title, text))| {
        view! {
            <li class="rounded-box border border-base-300 bg-card p-6">
                <span
                    class=format!(
                        "shape-star inline-flex size-14 items-center justify-center font-display text-xl font-extrabold text-section-content {color}",
                    )
                    aria-hidden="true"
                >
                    {index + 1}
                </span>
                <h3 class="mt-5 font-display text-xl font-bold">{title}</h3>
                <p class="mt-2 text-muted">{text}</p>
            </li>
        }
    })
    .collect_view();
    view! {
        <section class="page-width py-14 sm:py-20">
            <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.how_title)}</h2>
            <ol class="mt-8 grid gap-5 md:grid-cols-3">{steps}</ol>
        </section>
    }
}
