//! The top of the landing page: what this is, two ways in, a search.

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
        search_box::SearchBox,
    },
    i18n::td_string,
    routes,
};
use leptos::prelude::*;

/// Headline, two ways in, the search box.
#[component]
pub fn Hero() -> impl IntoView {
    let locale = current_locale();
    view! {
        <section class="hero-zellige bg-hero text-cream">
            <div class="page-width py-14 sm:py-20">
                <div class="max-w-2xl">
                    <h1 class="font-display text-4xl leading-[1.1] font-extrabold text-balance sm:text-6xl rtl:leading-[1.25]">
                        {td_string!(locale, home.title)}
                    </h1>
                    <p class="mt-5 text-lg text-pretty sm:text-xl">{td_string!(locale, home.lead)}</p>
                    <div class="mt-8 flex flex-wrap gap-3">
                        <a href=routes::REGISTER class="btn btn-accent btn-lg">
                            {td_string!(locale, home.register)}
                            <Icon name=IconName::Forward />
                        </a>
                        <a href=routes::CINEMA_REGISTER class="btn btn-lg btn-outline border-saffron text-saffron hover:bg-saffron hover:text-hero">
                            {td_string!(locale, cinema.register_title)}
                        </a>
                        <a href=routes::TALENTS class="btn btn-lg border-cream/60 bg-transparent text-cream hover:bg-cream hover:text-hero">
                            {td_string!(locale, common.browse_talents)}
                        </a>
                    </div>
                </div>
                <SearchBox
                    action=routes::TALENTS
                    label=td_string!(locale, home.search_label)
                    hint=td_string!(locale, home.search_hint)
                />
            </div>
        </section>
    }
}
