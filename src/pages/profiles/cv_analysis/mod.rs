//! `/profile/cv-analysis`: what was read of the own CV, and what a model advises. The desk shows the same of others.

mod advice;
mod reading;
mod status;
pub mod words;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

pub use self::{advice::AdviceCards, reading::ReadingCard, status::StatusCard};
use crate::{
    components::{lang::current_locale, layout::Page, page_header::PageHeader},
    domain::cv_analysis::AnalysisAnswer,
    i18n::td_string,
    pages::{profiles::completeness::Completeness, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        security::flash::take_flash,
        services::cv_analysis::{
            actions::own_person,
            shown::{ShownAnalysis, of_person},
        },
    },
    server_fns::cv_analysis::CV_ANALYSIS_FLASH,
};

/// The analysis of the own CV. Accounts without a main profile are led to their dashboard.
#[component]
pub fn CvAnalysisPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<AnalysisAnswer> = take_flash(CV_ANALYSIS_FLASH);
    view! {
        <Title text=td_string!(locale, cv_analysis.title) />
        <Meta name="robots" content="noindex" />
        <Page>
            {loaded(read(), move |shown| match shown {
                Some(shown) => view! { <OwnAnalysis shown answer /> }.into_any(),
                None => {
                    leptos_axum::redirect(routes::DASHBOARD);
                    ().into_any()
                }
            })}
        </Page>
    }
}

async fn read() -> AppResult<Option<ShownAnalysis>> {
    let ctx = Ctx::current()?;
    let Ok(person_id) = own_person(&ctx.actor()) else { return Ok(None) };
    match of_person(&ctx.state, person_id, ctx.lang()).await {
        Ok(shown) => Ok(Some(shown)),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component]
fn OwnAnalysis(shown: ShownAnalysis, answer: Option<AnalysisAnswer>) -> impl IntoView {
    let locale = current_locale();
    let points = shown.points.clone();
    let module = crate::domain::module::Module::Main;
    let advised = shown.content.advice.is_some();
    view! {
        <PageHeader title=td_string!(locale, cv_analysis.title) lead=td_string!(locale, cv_analysis.lead) />
        {answer.map(|answer| words::notice(locale, answer))}
        <div class="flex flex-col gap-6">
            <StatusCard shown=shown.clone() desk=false />
            {shown.content.advice.clone().map(|advice| view! { <AdviceCards advice desk=None /> })}
            <ReadingCard shown desk=false />
            {(!advised).then(|| view! { <Completeness points module /> })}
        </div>
    }
}
