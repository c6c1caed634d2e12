//! How far the analysis is, and what can be done about it.

use leptos::prelude::*;

use super::words::{problem_text, state_text};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{cv_analysis::AnalysisState, registration::Step},
    i18n::{Locale, td_string},
    server::services::{cv_analysis::shown::ShownAnalysis, profiles::edit::EditedForm as _},
    server_fns::cv_analysis::{ANALYSE_CV, ANALYSE_OWN_CV, ERASE_CV_ANALYSIS, ERASE_OWN_CV_ANALYSIS},
};

/// The state in a sentence, and buttons that begin an analysis or erase it.
#[component]
pub fn StatusCard(
    shown: ShownAnalysis,
    /// Whether an administrator looks at another person's.
    desk: bool,
) -> impl IntoView {
    let locale = current_locale();
    let missing = match (shown.has_cv, shown.allowed) {
        (false, _) => Some(td_string!(locale, cv_analysis.no_cv)),
        (true, false) => Some(td_string!(locale, cv_analysis.not_allowed)),
        (true, true) => None,
    };
    let to_section = (missing.is_some() && !desk).then(|| {
        view! {
            <p>
                <a class="link inline-flex min-h-11 items-center" href=Step::Documents.edit_path()>
                    {td_string!(locale, cv_analysis.to_documents)}
                </a>
            </p>
        }
    });
    let problem = shown.problem.map(|problem| {
        let tone = if problem.is_of_file() { Tone::Warning } else { Tone::Info };
        view! { <Alert tone title=problem_text(locale, problem) /> }
    });
    let finished = shown.finished_at.map(|moment| {
        view! {
            <p class="text-sm text-muted">
                {td_string!(locale, cv_analysis.finished)} " " <LocalTime moment />
                {shown.model.clone().map(|model| view! { " · " <bdi dir="ltr">{model}</bdi> })}
            </p>
        }
    });
    let waits = shown.state == Some(AnalysisState::Waiting);
    let run = (missing.is_none() && !waits).then(|| run_form(locale, &shown, desk));
    let erase = shown.state.is_some().then(|| erase_form(locale, &shown, desk));
    view! {
        <SectionCard color=SectionColor::Blue title=td_string!(locale, cv_analysis.status)>
            <p class="font-semibold">{missing.unwrap_or_else(|| state_text(locale, shown.state))}</p>
            {problem}
            {finished}
            {to_section}
            <div class="flex flex-wrap gap-3 empty:hidden">{run} {erase}</div>
        </SectionCard>
    }
}

fn run_form(locale: Locale, shown: &ShownAnalysis, desk: bool) -> AnyView {
    let label = match shown.state {
        None => td_string!(locale, cv_analysis.run),
        Some(_) => td_string!(locale, cv_analysis.run_again),
    };
    let action = if desk { ANALYSE_CV } else { ANALYSE_OWN_CV };
    form(action, shown.code.clone(), desk, ButtonStyle::Primary, label)
}

fn erase_form(locale: Locale, shown: &ShownAnalysis, desk: bool) -> AnyView {
    let action = if desk { ERASE_CV_ANALYSIS } else { ERASE_OWN_CV_ANALYSIS };
    form(action, shown.code.clone(), desk, ButtonStyle::Danger, td_string!(locale, cv_analysis.erase))
}

fn form(action: &'static str, code: String, desk: bool, style: ButtonStyle, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=action>
            {desk.then(|| view! { <input type="hidden" name="code" value=code /> })}
            <Button style wide=true>
                {label}
            </Button>
        </form>
    }
    .into_any()
}
