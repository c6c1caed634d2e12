//! What every step of a form has around its fields.

use leptos::prelude::*;

use super::ShownForm;
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{ErrorSummary, FieldProblem},
        lang::current_locale,
        section_card::SectionColor,
        step_progress::{ShownStep as ProgressStep, StepProgress},
    },
    domain::registration::HEADING,
    i18n::{Locale, td_string},
    islands::send_once::SendOnce,
    server::services::registration::{FINISH, RegistrationPage, SKIP},
};

/// What the frame of a step shows.
pub struct Frame<S> {
    step: S,
    problems: Vec<FieldProblem>,
    progress: Vec<ProgressStep>,
}

impl<S: ShownForm> Frame<S> {
    /// The frame of a step of this page.
    pub fn new(step: S, page: &RegistrationPage<S>) -> Self {
        let locale = current_locale();
        Self { step, problems: step.problems(locale, &page.content.errors), progress: progress(locale, page) }
    }
}

/// All steps and the review; those with answers can be visited again, and those left out on the way.
pub fn progress<S: ShownForm>(locale: Locale, page: &RegistrationPage<S>) -> Vec<ProgressStep> {
    let review = ProgressStep {
        label: td_string!(locale, section.review).to_owned(),
        color: SectionColor::Purple,
        href: (page.complete.len() == S::ALL.len()).then(S::review_path),
    };
    S::ALL
        .into_iter()
        .map(|step| ProgressStep {
            label: step.label(locale).to_owned(),
            color: step.color(),
            href: (step <= page.reached).then(|| step.path()),
        })
        .chain([review])
        .collect()
}

/// Where one is, and the heading of this page of the form, at which a reader begins.
#[component]
pub fn StepHeading(
    steps: Vec<ProgressStep>,
    /// The page among them, from 0.
    current: usize,
    title: &'static str,
    /// A sentence under the heading; none when empty.
    lead: &'static str,
) -> impl IntoView {
    view! {
        <StepProgress steps current />
        <h1 id=HEADING tabindex="-1" class="step-heading font-display text-2xl font-bold sm:text-3xl">
            {title}
        </h1>
        {(!lead.is_empty()).then(|| view! { <p class="mt-1 mb-3 text-muted">{lead}</p> })}
    }
}

/// The form of one step: progress, heading, problems, the fields, the buttons, and « start again ».
#[component]
pub fn StepForm<S: ShownForm>(frame: Frame<S>, notices: AnyView, children: Children) -> impl IntoView {
    let locale = current_locale();
    let Frame { step, problems, progress } = frame;
    let current = usize::from(step.number()) - 1;
    let is_first = current == 0;
    let lead = is_first.then(|| view! { <p class="mb-4 text-muted">{S::texts(locale).lead}</p> });
    let summary = (!problems.is_empty()).then(|| view! { <div class="mb-4"><ErrorSummary problems /></div> });
    let (action, enctype) =
        if step == S::FILES { (S::SAVE_FILES, Some("multipart/form-data")) } else { (S::SAVE, None) };
    view! {
        <StepHeading steps=progress current title=step.label(locale) lead=step.intro(locale) />
        {lead}
        {notices}
        {summary}
        <form method="post" action=action enctype=enctype data-step novalidate class="flex flex-col gap-5">
            <input type="hidden" name="step" value=step.key() />
            // The Enter key presses the first button of a form: it must be « continue ».
            <button type="submit" name="action" value="next" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <div class=format!("section-card flex flex-col gap-5 {}", step.color().edge())>{children()}</div>
            <StepButtons step />
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        <StartAgain action=S::RESET explained=is_first />
    }
}

/// The ways on, the one most take first, and the way back.
#[component]
fn StepButtons<S: ShownForm>(step: S) -> impl IntoView {
    let locale = current_locale();
    let button = |class: &'static str, style: ButtonStyle, value: &'static str, text: &'static str| {
        view! {
            <div class=class>
                <Button style name="action" value skip_validation=true wide=true>
                    {text}
                </Button>
            </div>
        }
    };
    let optional = step.is_optional();
    let next = button(
        if optional { "" } else { "col-span-2" },
        ButtonStyle::Primary,
        "next",
        td_string!(locale, common.next_step),
    );
    let skip = optional.then(|| button("", ButtonStyle::Outline, SKIP, td_string!(locale, register.skip)));
    let finish = step
        .can_finish()
        .then(|| button("col-span-2", ButtonStyle::Quiet, FINISH, td_string!(locale, register.finish)));
    let back = step
        .previous()
        .map(|_| button("col-span-2 sm:me-auto", ButtonStyle::Outline, "back", td_string!(locale, register.back)));
    view! {
        <div class="grid grid-cols-2 gap-3 sm:flex sm:flex-row-reverse sm:flex-wrap">
            {next} {skip} {finish} {back}
        </div>
    }
}

/// How long answers are stored, and the way to erase them at once: a second button confirms.
#[component]
pub fn StartAgain(
    /// Where the button goes.
    action: &'static str,
    /// Whether the storing is explained without being asked.
    explained: bool,
) -> impl IntoView {
    let locale = current_locale();
    let kept = view! { <p>{td_string!(locale, register.kept)}</p> };
    let (kept, folded) = if explained { (Some(kept), None) } else { (None, Some(kept)) };
    view! {
        <div class="mt-8 border-t border-base-300 pt-3 text-sm text-muted">
            {kept}
            <details>
                <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                    {td_string!(locale, register.reset)}
                </summary>
                <form method="post" action=action class="mt-2 flex flex-col items-start gap-3">
                    {folded}
                    <p>{td_string!(locale, register.reset_explained)}</p>
                    <Button style=ButtonStyle::Danger>{td_string!(locale, register.reset_confirm)}</Button>
                </form>
            </details>
        </div>
    }
}
