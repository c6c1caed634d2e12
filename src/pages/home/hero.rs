//! The first thing people see: what this is, two ways in, a search.

use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::lang::current_locale;
use crate::i18n::td_string;

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
                        <a href="/auth/register" class="btn btn-accent btn-lg">
                            {td_string!(locale, home.register)}
                            <Icon name=IconName::Forward />
                        </a>
                        <a href="/cinema/register" class="btn btn-lg btn-outline border-saffron text-saffron hover:bg-saffron hover:text-hero">
                            {td_string!(locale, home.register_cinema)}
                        </a>
                        <a href="/talents" class="btn btn-lg border-cream/60 bg-transparent text-cream hover:bg-cream hover:text-hero">
                            {td_string!(locale, home.browse)}
                        </a>
                    </div>
                </div>
                <SearchBox />
            </div>
        </section>
    }
}

/// A plain GET form to the directory.
#[component]
fn SearchBox() -> impl IntoView {
    let locale = current_locale();
    view! {
        <form
            action="/talents"
            method="get"
            role="search"
            class="mt-12 max-w-2xl rounded-box bg-base-100 p-4 text-base-content shadow-lg sm:p-5"
        >
            <label for="search" class="font-display text-lg font-bold">
                {td_string!(locale, home.search_label)}
            </label>
            <div class="mt-2 flex flex-col gap-3 sm:flex-row">
                <input
                    id="search"
                    class="input w-full sm:flex-1"
                    type="search"
                    name="q"
                    maxlength="200"
                    enterkeyhint="search"
                    aria-describedby="search-hint"
                />
                <button type="submit" class="btn btn-primary">
                    <Icon name=IconName::Search />
                    {td_string!(locale, home.search)}
                </button>
            </div>
            <p id="search-hint" class="mt-2 text-sm text-muted">
                {td_string!(locale, home.search_hint)}
            </p>
        </form>
    }
}
