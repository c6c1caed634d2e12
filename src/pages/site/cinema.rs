//! `/cinema`: faces first, two ways on, the types of talent.

use super::landing::{LandingHero, LatestPeople, Side, TwoSides, WayOn};
use crate::{
    components::{
        frame::fixed, how_to_steps::HowToSteps, html::Html, lang::current_locale, search_box::SearchBox,
        suspended::suspended,
    },
    domain::module::Module,
    i18n::{Locale, td_string},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        services::search::cinema_landing::{CinemaSummary, TypeFigure, summary},
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
        {suspended(async move {
            // The page is worth reading without its figures too.
            let cinema = load_cinema()
                .await
                .inspect_err(|error| tracing::warn!(%error, "the CINEMA page is shown without its figures"))
                .ok();
            view! { <CinemaSections cinema /> }
        })}
        {fixed("cinema: steps", || view! { <Steps /> }.into_any())}
    }
}

async fn load_cinema() -> AppResult<CinemaSummary> {
    let ctx = Ctx::current()?;
    let cinema = summary(&ctx.state, ctx.lang()).await?;
    ctx.shows(Shown::Everyone);
    Ok(cinema)
}

fn create_profile(locale: Locale) -> WayOn {
    WayOn { href: routes::CINEMA_REGISTER, label: td_string!(locale, cinema.submit) }
}

fn find_performer(locale: Locale) -> WayOn {
    WayOn { href: routes::CASTING, label: td_string!(locale, cinema.browse) }
}

/// The hero and the sections that show people, with the two sides between them.
#[component]
fn CinemaSections(cinema: Option<CinemaSummary>) -> impl IntoView {
    let locale = current_locale();
    let (types, latest, portraits) =
        cinema.map(|CinemaSummary { types, faces }| (types, faces.latest, faces.portraits)).unwrap_or_default();
    let ways = [create_profile(locale), find_performer(locale)];
    let all = WayOn { href: routes::CASTING, label: td_string!(locale, cinema.all) };
    view! {
        <LandingHero
            module=td_string!(locale, common.cinema)
            title=td_string!(locale, cinema.landing_title)
            lead=td_string!(locale, cinema.landing_lead)
            ways
            portraits
        >
            <SearchBox
                action=routes::CASTING
                label=td_string!(locale, cinema.search_label)
                hint=td_string!(locale, cinema.search_hint)
            />
        </LandingHero>
        <LatestPeople heading=td_string!(locale, home.latest) cards=latest module=Module::Cinema all />
        <Types types />
        {fixed("cinema: both sides", || view! { <TwoSides sides=sides(locale) /> }.into_any())}
    }
}

fn sides(locale: Locale) -> [Side; 2] {
    [
        Side {
            heading: td_string!(locale, home.seek_title),
            points: [
                td_string!(locale, cinema.seek1),
                td_string!(locale, cinema.seek2),
                td_string!(locale, home.seek3),
            ],
            ways: vec![find_performer(locale)],
        },
        Side {
            heading: td_string!(locale, home.offer_title),
            points: [
                td_string!(locale, cinema.offer1),
                td_string!(locale, cinema.offer2),
                td_string!(locale, cinema.offer3),
            ],
            ways: vec![create_profile(locale)],
        },
    ]
}

/// Every type of talent leads to the people who offer it.
#[component]
fn Types(types: Vec<TypeFigure>) -> impl IntoView {
    if types.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let mut tiles = Html::default();
    for figure in &types {
        write_type(&mut tiles, figure, locale);
    }
    view! {
        <section class="page-width pt-14 sm:pt-20">
            <h2 class="font-display text-3xl font-bold">{td_string!(locale, section.types)}</h2>
            <ul class="mt-6 grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-3" inner_html=tiles.into_inner()></ul>
        </section>
    }
    .into_any()
}

fn write_type(html: &mut Html, figure: &TypeFigure, locale: Locale) {
    let number = grouped(locale, figure.people);
    let people = td_string!(locale, common.people, count = figure.people, number = number).to_string();
    html.markup(r#"<li class="min-w-0"><a"#)
        .attribute("href", format!("{}?type={}", routes::CASTING, figure.key))
        .markup(r#" class="flex h-full min-h-11 flex-col gap-1 rounded-box border border-base-300 bg-card p-3 "#)
        .markup(r#"hover:border-primary sm:flex-row sm:items-center sm:gap-4 sm:p-4">"#)
        .markup(r#"<span aria-hidden="true" class="text-2xl leading-none sm:text-3xl">"#)
        .text(figure.emoji)
        .markup(r#"</span><span class="min-w-0"><span class="block leading-snug font-semibold">"#)
        .text(figure.label)
        .markup(r#"</span><span class="block text-sm text-muted">"#)
        .text(people)
        .markup("</span></span></a></li>");
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
