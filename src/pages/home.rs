//! The landing page.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::components::button::{ButtonLink, ButtonStyle};
use crate::components::icon::{Icon, IconName};
use crate::components::lang::current_locale;
use crate::i18n::td_string;

/// What this is, one way in, a search, how it works, what stays private.
#[component]
pub fn HomePage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, home.page_title) />
        <Meta name="description" content=td_string!(locale, home.description) />
        <Hero />
        <HowItWorks />
        <Promises />
        <Invitation />
    }
}

#[component]
fn Hero() -> impl IntoView {
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

#[component]
fn HowItWorks() -> impl IntoView {
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

#[component]
fn Promises() -> impl IntoView {
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
                        <a class="link inline-block py-2.5 font-medium" href="/legal/privacy">
                            {td_string!(locale, home.privacy_link)}
                        </a>
                    </p>
                </div>
                <ul class="grid gap-6 sm:grid-cols-2">{promises}</ul>
            </div>
        </section>
    }
}

#[component]
fn Invitation() -> impl IntoView {
    let locale = current_locale();
    view! {
        <section class="bg-terracotta text-cream">
            <div class="page-width flex flex-col items-start gap-6 py-12 md:flex-row md:items-center md:justify-between">
                <div>
                    <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.final_title)}</h2>
                    <p class="mt-2 text-lg">{td_string!(locale, home.final_text)}</p>
                </div>
                <ButtonLink href="/auth/register" style=ButtonStyle::Accent>
                    {td_string!(locale, home.register)}
                </ButtonLink>
            </div>
        </section>
    }
}
