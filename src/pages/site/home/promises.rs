//! What stays private.

use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::lang::current_locale;
use crate::i18n::td_string;
use crate::routes;

/// Four promises and the page that explains them.
#[component]
pub fn Promises() -> impl IntoView {
    let locale = current_locale();
    let promises = [
        (IconName::Lock, td_string!(locale, home.privacy1)),
        (IconName::Person, td_string!(locale, home.privacy2)),
        (IconName::Eye, td_string!(locale, home.privacy3)),
        (IconName::Shield, td_string!(locale, home.privacy4)),
    ]
    .into_iter()
    .map(|(icon, text)| {
        view! {
            <li class="flex items-start gap-4">
                <span class="shape-star inline-flex size-12 shrink-0 items-center justify-center bg-primary text-primary-content">
                    <Icon name=icon />
                </span>
                <p class="pt-2.5">{text}</p>
            </li>
        }
    })
    .collect_view();
    view! {
        <section class="bg-base-200">
            <div class="page-width grid gap-10 py-14 sm:py-20 md:grid-cols-[2fr_3fr]">
                <div>
                    <h2 class="font-display text-3xl font-bold text-balance">{td_string!(locale, home.privacy_title)}</h2>
                    <p class="mt-4 text-lg text-muted">{td_string!(locale, home.privacy_text)}</p>
                    <p class="mt-4">
                        <a class="link inline-block py-2.5 font-medium" href=routes::PRIVACY>
                            {td_string!(locale, home.privacy_link)}
                        </a>
                    </p>
                </div>
                <ul class="grid gap-6 sm:grid-cols-2">{promises}</ul>
            </div>
        </section>
    }
}
