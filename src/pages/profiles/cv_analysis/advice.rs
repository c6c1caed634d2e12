//! What a model advises: the score with its reasons, strengths, gaps, and what to do.

use leptos::prelude::*;

use super::words::criterion_text;
use crate::{
    components::{
        alert::Alert,
        badge::Badge,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        cv_analysis::advice::{Advice, Grade, Recommendation, Strength},
        registration::Step,
    },
    i18n::{Locale, td_string},
    server::services::profiles::edit::EditedForm as _,
};

/// The cards of an advice.
#[component]
pub fn AdviceCards(
    advice: Advice,
    /// The code of the person an administrator looks at.
    desk: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    let score = advice.score();
    let Advice { summary, grades, strengths, weaknesses, recommendations, skills, experience_years } = advice;
    let years =
        experience_years.map(|years| td_string!(locale, cv_analysis.years_said, count = i64::from(years)).to_string());
    let to_do = recommendations.into_iter().map(|one| to_do(locale, one, desk.as_deref())).collect();
    view! {
        <SectionCard color=SectionColor::Purple title=td_string!(locale, cv_analysis.score)>
            <Alert tone=Tone::Info title=td_string!(locale, cv_analysis.automatic)>
                {td_string!(locale, cv_analysis.automatic_text)}
            </Alert>
            <div class="flex items-center gap-4">
                <progress
                    class="progress progress-primary h-3 flex-1"
                    value=score.to_string()
                    max="100"
                    aria-label=td_string!(locale, cv_analysis.score)
                ></progress>
                <strong class="font-display text-2xl tabular-nums" dir="ltr">
                    {format!("{score} / 100")}
                </strong>
            </div>
            <p dir="auto">{summary}</p>
            <p class="text-muted empty:hidden">{years}</p>
            <ul class="flex flex-col gap-3">{grades.into_iter().map(|grade| graded(locale, grade)).collect_view()}</ul>
        </SectionCard>
        {list(td_string!(locale, cv_analysis.strengths), SectionColor::Green, strengths.into_iter().map(strength).collect())}
        {list(
            td_string!(locale, cv_analysis.weaknesses),
            SectionColor::Yellow,
            weaknesses.into_iter().map(|text| view! { <li dir="auto">{text}</li> }.into_any()).collect(),
        )}
        {list(td_string!(locale, cv_analysis.recommendations), SectionColor::Orange, to_do)}
        {(!skills.is_empty())
            .then(|| {
                view! {
                    <SectionCard color=SectionColor::Cyan title=td_string!(locale, cv_analysis.skills)>
                        <ul class="flex flex-wrap gap-2">
                            {skills
                                .into_iter()
                                .map(|skill| {
                                    view! {
                                        <li>
                                            <Badge text=skill />
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    </SectionCard>
                }
            })}
    }
}

fn list(title: &'static str, color: SectionColor, lines: Vec<AnyView>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        view! {
            <SectionCard color title>
                <ul class="flex flex-col gap-3">{lines}</ul>
            </SectionCard>
        }
        .into_any()
    })
}

fn graded(locale: Locale, grade: Grade) -> AnyView {
    view! {
        <li>
            <p class="flex items-center gap-3">
                <span class="min-w-0 flex-1 font-semibold">{criterion_text(locale, grade.criterion)}</span>
                <span class="text-sm tabular-nums" dir="ltr">
                    {format!("{} / {}", grade.points, grade.criterion.most())}
                </span>
            </p>
            <p class="text-muted" dir="auto">
                {grade.reason}
            </p>
        </li>
    }
    .into_any()
}

/// A strength with the words that show it.
fn strength(strength: Strength) -> AnyView {
    view! {
        <li>
            <p dir="auto">{strength.text}</p>
            <p class="text-sm text-muted" dir="auto">
                <q>{strength.evidence}</q>
            </p>
        </li>
    }
    .into_any()
}

/// Something to do, with the way to where it is done.
fn to_do(locale: Locale, one: Recommendation, desk: Option<&str>) -> AnyView {
    let href = Step::from_key(one.section.key()).map(|step| step.section_path(desk));
    view! {
        <li>
            <p dir="auto">{one.text}</p>
            {href
                .map(|href| {
                    view! {
                        <a class="link inline-flex min-h-11 items-center" href=href>
                            {td_string!(locale, cv_analysis.to_section)}
                        </a>
                    }
                })}
        </li>
    }
    .into_any()
}
