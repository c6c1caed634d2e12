//! What every step of a form has around its fields.

use leptos::prelude::*;

use super::ShownForm;
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{ErrorSummary, FieldProblem},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        step_progress::{ShownStep as ProgressStep, StepProgress},
    },
    i18n::{Locale, td_string},
    islands::send_once::SendOnce,
    server::services::registration::RegistrationPage,
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

/// All steps and the review; those with answers can be visited again.
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

/// The form of one step: progress, problems, the fields, the buttons, and « start again ».
#[component]
pub fn StepForm<S: ShownForm>(frame: Frame<S>, children: Children) -> impl IntoView {
    let locale = current_locale();
    let Frame { step, problems, progress } = frame;
    let current = usize::from(step.number()) - 1;
    let (action, enctype) =
        if step == S::FILES { (S::SAVE_FILES, Some("multipart/form-data")) } else { (S::SAVE, None) };
    view! {
        <StepProgress steps=progress current />
        <ErrorSummary problems />
        <form method="post" action=action enctype=enctype data-step novalidate class="mt-6 flex flex-col gap-6">
            <input type="hidden" name="step" value=step.key() />
            // The Enter key presses the first button of a form: it must be « continue ».
            <button type="submit" name="action" value="next" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <SectionCard color=step.color() number=step.number() title=step.label(locale) intro=step.intro(locale)>
                {children()}
            </SectionCard>
            <div class="flex flex-col-reverse gap-3 sm:flex-row sm:justify-between">
                {step
                    .previous()
                    .map(|_| {
                        view! {
                            <Button style=ButtonStyle::Outline name="action" value="back" skip_validation=true wide=true>
                                {td_string!(locale, register.back)}
                            </Button>
                        }
                    })}
                <div class="sm:ms-auto">
                    <Button name="action" value="next" wide=true>
                        {td_string!(locale, common.next_step)}
                    </Button>
                </div>
            </div>
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        <StartAgain action=S::RESET />
    }
}

/// How long answers are stored, and the way to erase them at once: a second button confirms.
#[component]
pub fn StartAgain(
    /// Where the button goes.
    action: &'static str,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <div class="mt-10 border-t border-base-300 pt-5 text-sm text-muted">
            <p>{td_string!(locale, register.kept)}</p>
            <details class="mt-2">
                <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                    {td_string!(locale, register.reset)}
                </summary>
                <form method="post" action=action class="mt-2 flex flex-col items-start gap-3">
                    <p>{td_string!(locale, register.reset_explained)}</p>
                    <Button style=ButtonStyle::Danger>{td_string!(locale, register.reset_confirm)}</Button>
                </form>
            </details>
        </div>
    }
}
