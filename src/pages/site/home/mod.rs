//! The landing page.

mod figures;
mod hero;
mod how_it_works;
mod latest;
mod promises;

use self::{figures::Figures, hero::Hero, how_it_works::HowItWorks, latest::Latest, promises::Promises};
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        suspended::suspended,
        tone::Tone,
    },
    i18n::td_string,
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

/// What this is, two ways in, a search, the latest people, how it works, what stays private.
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
        <Hero />
        {suspended(async move {
            // The page is worth reading without its figures too.
            load_home()
                .await
                .inspect_err(|error| tracing::warn!(%error, "the landing page is shown without its figures"))
                .ok()
                .filter(|home| !home.latest.is_empty())
                .map(|home| {
                    view! {
                        <Figures figures=home.figures />
                        <Latest cards=home.latest />
                    }
                })
        })}
        <HowItWorks />
        <Promises />
        <Invitation />
    }
}

async fn load_home() -> AppResult<HomeSummary> {
    let ctx = Ctx::current()?;
    let home = summary(&ctx.state, ctx.lang()).await?;
    ctx.shows(Shown::Everyone);
    Ok(home)
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
                <ButtonLink href=routes::REGISTER style=ButtonStyle::Accent>
                    {td_string!(locale, home.register)}
                </ButtonLink>
            </div>
        </section>
    }
}
