//! `/cinema`: what the module is, two ways in, the types of talent.

use crate::{
    components::{
        how_to_steps::HowToSteps,
        icon::{Icon, IconName},
        lang::current_locale,
        search_box::SearchBox,
        suspended::suspended,
    },
    i18n::td_string,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        services::search::cinema_landing::{TypeFigure, types},
    },
    texts::numbers::grouped,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The module's landing page.
#[component]
pub fn CinemaPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, cinema.landing_page_title) />
        <Meta name="description" content=td_string!(locale, cinema.landing_description) />
        <Hero />
        // The page is worth reading without its figures too.
        {suspended(async move {
            load_types()
                .await
                .inspect_err(|error| tracing::warn!(%error, "the CINEMA page is shown without its figures"))
                .ok()
                .map(|types| view! { <Types types /> })
        })}
        <Steps />
    }
}

async fn load_types() -> AppResult<Vec<TypeFigure>> {
    let ctx = Ctx::current()?;
    let figures = types(&ctx.state, ctx.lang()).await?;
    ctx.shows(Shown::Everyone);
    Ok(figures)
}

#[component]
fn Hero() -> impl IntoView {
    let locale = current_locale();
    view! {
        <section class="hero-zellige bg-hero text-cream">
            <div class="page-width py-14 sm:py-20">
                <div class="max-w-2xl">
                    <p class="font-display font-bold tracking-widest text-saffron">
                        {td_string!(locale, common.cinema)}
                    </p>
                    <h1 class="mt-2 font-display text-4xl leading-[1.1] font-extrabold text-balance sm:text-6xl rtl:leading-[1.25]">
                        {td_string!(locale, cinema.landing_title)}
                    </h1>
                    <p class="mt-5 text-lg text-pretty sm:text-xl">{td_string!(locale, cinema.landing_lead)}</p>
                    <div class="mt-8 flex flex-wrap gap-3">
                        <a href=routes::CINEMA_REGISTER class="btn btn-accent btn-lg">
                            {td_string!(locale, cinema.register_title)}
                            <Icon name=IconName::Forward />
                        </a>
                        <a
                            href=routes::CASTING
                            class="btn btn-lg border-cream/60 bg-transparent text-cream hover:bg-cream hover:text-hero"
                        >
                            {td_string!(locale, cinema.browse)}
                        </a>
                    </div>
                </div>
                <SearchBox
                    action=routes::CASTING
                    label=td_string!(locale, cinema.search_label)
                    hint=td_string!(locale, cinema.search_hint)
                />
            </div>
        </section>
    }
}

/// Every type of talent leads to the people who offer it.
#[component]
fn Types(types: Vec<TypeFigure>) -> impl IntoView {
    let locale = current_locale();
    let tiles = types
        .into_iter()
        .map(|figure| {
            let people = td_string!(locale, common.people, count = figure.people).to_string();
            view! {
                <li>
                    <a
                        href=format!("{}?type={}", routes::CASTING, figure.key)
                        class="flex h-full min-h-11 items-center gap-4 rounded-box border border-base-300 bg-card p-4 hover:border-primary"
                    >
                        <span class="text-3xl" aria-hidden="true">
                            {figure.emoji}
                        </span>
                        <span class="min-w-0">
                            <span class="block font-semibold">{figure.label}</span>
                            <span class="block text-sm text-muted">
                                {grouped(locale, figure.people)} " " {people}
                            </span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <h2 class="font-display text-3xl font-bold">{td_string!(locale, section.types)}</h2>
            <ul class="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">{tiles}</ul>
        </section>
    }
}

/// How it works, in three steps.
#[component]
fn Steps() -> impl IntoView {
    let locale = current_locale();
    let steps = [
        ("bg-section-red", td_string!(locale, cinema.step1_title), td_string!(locale, cinema.step1_text)),
        ("bg-section-indigo", td_string!(locale, cinema.step2_title), td_string!(locale, cinema.step2_text)),
        ("bg-section-green", td_string!(locale, cinema.step3_title), td_string!(locale, cinema.step3_text)),
    ];
    view! { <HowToSteps heading=td_string!(locale, cinema.steps_heading) steps /> }
}
