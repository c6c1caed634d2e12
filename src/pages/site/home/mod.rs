//! The landing page.

mod categories;
mod figures;
mod how_it_works;
mod promises;

use self::{categories::Categories, figures::Figures, how_it_works::HowItWorks, promises::Promises};
use super::landing::{LandingHero, LatestPeople, Side, TwoSides, WayOn};
use crate::{
    components::{
        alert::Alert, frame::fixed, lang::current_locale, search_box::SearchBox, suspended::suspended, tone::Tone,
    },
    domain::{module::Module, search::page::Total},
    i18n::{Locale, td_string},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        security::flash::take_flash,
        services::search::home::{HomeSummary, summary},
    },
    server_fns::profiles::own_data::ACCOUNT_DELETED,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// Faces and two ways on, then figures, categories, both sides, the latest people, how it works, what stays private.
#[component]
pub fn HomePage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, home.page_title) />
        <Meta name="description" content=td_string!(locale, home.description) />
        {take_flash::<bool>(ACCOUNT_DELETED)
            .map(|_| {
                view! {
                    <div class="page-width py-4">
                        <Alert tone=Tone::Success title=td_string!(locale, own_data.deleted_title)>
                            {td_string!(locale, own_data.deleted_text)}
                        </Alert>
                    </div>
                }
            })}
        {suspended(async move {
            // The page is worth reading without its figures too.
            let home = load_home()
                .await
                .inspect_err(|error| tracing::warn!(%error, "the landing page is shown without its figures"))
                .ok();
            view! { <HomeSections home /> }
        })}
        {fixed("home: below the people", || {
            view! {
                <HowItWorks />
                <Promises />
                <Invitation />
            }
            .into_any()
        })}
    }
}

async fn load_home() -> AppResult<HomeSummary> {
    let ctx = Ctx::current()?;
    let home = summary(&ctx.state, ctx.lang()).await?;
    ctx.shows(Shown::Everyone);
    Ok(home)
}

fn create_profile(locale: Locale) -> WayOn {
    WayOn { href: routes::REGISTER, label: td_string!(locale, home.register) }
}

fn find_talent(locale: Locale) -> WayOn {
    WayOn { href: routes::TALENTS, label: td_string!(locale, home.find) }
}

/// The sections that show people, with the hero and the two sides between them.
#[component]
fn HomeSections(home: Option<HomeSummary>) -> impl IntoView {
    let locale = current_locale();
    let (figures, categories, faces) = match home {
        Some(HomeSummary { figures, categories, faces }) => (Some(figures), categories, Some(faces)),
        None => (None, Vec::new(), None),
    };
    let (latest, portraits) = faces.map(|faces| (faces.latest, faces.portraits)).unwrap_or_default();
    let figures = figures.filter(|figures| figures.people != Total::Exact(0));
    let ways = [create_profile(locale), find_talent(locale)];
    let all = WayOn { href: routes::TALENTS, label: td_string!(locale, home.all) };
    view! {
        <LandingHero
            title=td_string!(locale, home.title)
            lead=td_string!(locale, home.lead)
            ways
            portraits
        >
            <SearchBox
                action=routes::TALENTS
                label=td_string!(locale, home.search_label)
                hint=td_string!(locale, home.search_hint)
            />
        </LandingHero>
        {figures.map(|figures| view! { <Figures figures /> })}
        <Categories categories />
        {fixed("home: both sides", || view! { <TwoSides sides=sides(locale) /> }.into_any())}
        <LatestPeople heading=td_string!(locale, home.latest) cards=latest module=Module::Main all />
    }
}

fn sides(locale: Locale) -> [Side; 2] {
    let casting = WayOn { href: routes::CASTING, label: td_string!(locale, cinema.browse) };
    let cinema_profile = WayOn { href: routes::CINEMA_REGISTER, label: td_string!(locale, cinema.submit) };
    [
        Side {
            heading: td_string!(locale, home.seek_title),
            points: [td_string!(locale, home.seek1), td_string!(locale, home.seek2), td_string!(locale, home.seek3)],
            ways: vec![find_talent(locale), casting],
        },
        Side {
            heading: td_string!(locale, home.offer_title),
            points: [td_string!(locale, home.offer1), td_string!(locale, home.offer2), td_string!(locale, home.offer3)],
            ways: vec![create_profile(locale), cinema_profile],
        },
    ]
}

/// The last words, to both sides.
#[component]
fn Invitation() -> impl IntoView {
    let locale = current_locale();
    let (create, find) = (create_profile(locale), find_talent(locale));
    view! {
        <section class="on-colour bg-terracotta text-cream">
            <div class="page-width flex flex-col gap-6 py-12 lg:flex-row lg:items-center lg:justify-between">
                <div class="max-w-2xl">
                    <h2 class="font-display text-3xl font-bold">{td_string!(locale, home.final_title)}</h2>
                    <p class="mt-2 text-lg">{td_string!(locale, home.final_text)}</p>
                </div>
                <div class="hero-ways lg:shrink-0">
                    <a href=create.href class="btn btn-accent">
                        {create.label}
                    </a>
                    <a href=find.href class="btn btn-on-colour">
                        {find.label}
                    </a>
                </div>
            </div>
        </section>
    }
}
