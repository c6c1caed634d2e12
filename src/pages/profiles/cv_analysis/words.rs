//! States, reasons and answers in words.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, tone::Tone},
    domain::cv_analysis::{AnalysisAnswer, AnalysisProblem, AnalysisState, advice::Criterion, reading::Part},
    i18n::{Locale, td_string},
};

/// How far an analysis is, in a sentence.
pub fn state_text(locale: Locale, state: Option<AnalysisState>) -> &'static str {
    match state {
        None => td_string!(locale, cv_analysis.state_none),
        Some(AnalysisState::Waiting) => td_string!(locale, cv_analysis.state_waiting),
        Some(AnalysisState::Read) => td_string!(locale, cv_analysis.state_read),
        Some(AnalysisState::Advised) => td_string!(locale, cv_analysis.state_advised),
        Some(AnalysisState::Failed) => td_string!(locale, cv_analysis.state_failed),
    }
}

/// The same in a word or two.
pub fn state_label(locale: Locale, state: AnalysisState) -> &'static str {
    match state {
        AnalysisState::Waiting => td_string!(locale, cv_analysis.label_waiting),
        AnalysisState::Read => td_string!(locale, cv_analysis.label_read),
        AnalysisState::Advised => td_string!(locale, cv_analysis.label_advised),
        AnalysisState::Failed => td_string!(locale, cv_analysis.label_failed),
    }
}

/// Why there is no text or no advice.
pub fn problem_text(locale: Locale, problem: AnalysisProblem) -> &'static str {
    match problem {
        AnalysisProblem::Scan => td_string!(locale, cv_analysis.problem_scan),
        AnalysisProblem::Locked => td_string!(locale, cv_analysis.problem_locked),
        AnalysisProblem::Unreadable => td_string!(locale, cv_analysis.problem_unreadable),
        AnalysisProblem::TooLong => td_string!(locale, cv_analysis.problem_too_long),
        AnalysisProblem::NotConfigured => td_string!(locale, cv_analysis.problem_not_configured),
        AnalysisProblem::OverLimit => td_string!(locale, cv_analysis.problem_over_limit),
        AnalysisProblem::TooOften => td_string!(locale, cv_analysis.problem_too_often),
        AnalysisProblem::Refused => td_string!(locale, cv_analysis.problem_refused),
        AnalysisProblem::Unpaid => td_string!(locale, cv_analysis.problem_unpaid),
        AnalysisProblem::Busy => td_string!(locale, cv_analysis.problem_busy),
        AnalysisProblem::Unavailable => td_string!(locale, cv_analysis.problem_unavailable),
        AnalysisProblem::BadAnswer => td_string!(locale, cv_analysis.problem_bad_answer),
    }
}

/// What is graded.
pub fn criterion_text(locale: Locale, criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Clarity => td_string!(locale, cv_analysis.criterion_clarity),
        Criterion::Experience => td_string!(locale, cv_analysis.criterion_experience),
        Criterion::Skills => td_string!(locale, cv_analysis.criterion_skills),
        Criterion::Education => td_string!(locale, cv_analysis.criterion_education),
        Criterion::Achievements => td_string!(locale, cv_analysis.criterion_achievements),
    }
}

/// A part of a CV.
pub fn part_text(locale: Locale, part: Part) -> &'static str {
    match part {
        Part::Experience => td_string!(locale, cv_analysis.part_experience),
        Part::Education => td_string!(locale, cv_analysis.part_education),
        Part::Languages => td_string!(locale, cv_analysis.part_languages),
        Part::Skills => td_string!(locale, cv_analysis.part_skills),
    }
}

/// How an action ended, above the page.
pub fn notice(locale: Locale, answer: AnalysisAnswer) -> AnyView {
    let (tone, sentence) = match answer {
        AnalysisAnswer::Begun => (Tone::Success, td_string!(locale, cv_analysis.said_begun)),
        AnalysisAnswer::Underway => (Tone::Info, td_string!(locale, cv_analysis.said_underway)),
        AnalysisAnswer::Erased => (Tone::Success, td_string!(locale, cv_analysis.said_erased)),
        AnalysisAnswer::NotAllowed => (Tone::Warning, td_string!(locale, cv_analysis.not_allowed)),
        AnalysisAnswer::NoCv => (Tone::Warning, td_string!(locale, cv_analysis.no_cv)),
        AnalysisAnswer::TooOften => (Tone::Warning, td_string!(locale, cv_analysis.said_too_often)),
        AnalysisAnswer::NothingChosen => (Tone::Warning, td_string!(locale, cv_analysis.said_nothing_chosen)),
        AnalysisAnswer::Added => (Tone::Success, td_string!(locale, cv_analysis.said_added)),
        AnalysisAnswer::NotAdded => (Tone::Warning, td_string!(locale, cv_analysis.said_not_added)),
        AnalysisAnswer::Changed => (Tone::Warning, td_string!(locale, cv_analysis.said_changed)),
    };
    view! {
        <div class="mb-6">
            <Alert tone autofocus=true title=sentence />
        </div>
    }
    .into_any()
}
