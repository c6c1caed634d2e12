//! `/admin/users/{code}/cv-analysis`: the analysis of a person's CV.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{lang::current_locale, page_header::PageHeader},
    domain::cv_analysis::AnalysisAnswer,
    i18n::td_string,
    pages::{
        admin::{frame::DeskFrame, listing::person_link},
        profiles::cv_analysis::{AdviceCards, ReadingCard, StatusCard, words::notice},
        site::failure::loaded,
    },
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::cv_analysis::{
            actions::person_with,
            shown::{ShownAnalysis, of_person},
        },
    },
    server_fns::cv_analysis::CV_ANALYSIS_FLASH,
};

/// The page about one analysis.
#[component]
pub fn DeskCvAnalysisPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let answer: Option<AnalysisAnswer> = take_flash(CV_ANALYSIS_FLASH);
    loaded(read(code), move |shown| view! { <OfPerson shown answer /> }.into_any())
}

async fn read(code: String) -> AppResult<ShownAnalysis> {
    let ctx = Ctx::current()?;
    let person_id = person_with(&ctx.state, &ctx.actor(), &code).await?;
    of_person(&ctx.state, person_id, ctx.lang()).await
}

#[component]
fn OfPerson(shown: ShownAnalysis, answer: Option<AnalysisAnswer>) -> impl IntoView {
    let locale = current_locale();
    let (code, advice) = (shown.code.clone(), shown.content.advice.clone());
    view! {
        <DeskFrame title=td_string!(locale, cv_analysis.title) current=None>
            <PageHeader title=td_string!(locale, cv_analysis.title) />
            {answer.map(|answer| notice(locale, answer))}
            <p class="mb-6">{person_link(Some(code.clone()))}</p>
            <div class="flex flex-col gap-6">
                <StatusCard shown=shown.clone() desk=true />
                {advice.map(|advice| view! { <AdviceCards advice desk=Some(code) /> })}
                <ReadingCard shown desk=true />
            </div>
        </DeskFrame>
    }
}
