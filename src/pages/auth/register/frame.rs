//! What every step of the form has around its fields.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::problems,
        form::{ErrorSummary, FieldProblem, REGISTRATION_FILES},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        step_progress::{Step as ProgressStep, StepProgress},
    },
    domain::registration::{REVIEW, Step},
    i18n::{Locale, td_string},
    islands::send_once::SendOnce,
    pages::sections::labels::{field_label, fields_of, step_color, step_intro, step_label, step_number},
    server::services::registration::RegistrationPage,
    server_fns::registration::{ResetRegistration, SaveRegistrationStep},
};

/// What the frame of a step shows.
pub struct Frame {
    step: Step,
    problems: Vec<FieldProblem>,
    progress: Vec<ProgressStep>,
}

impl Frame {
    /// The frame of a step of this page.
    pub fn new(step: Step, page: &RegistrationPage) -> Self {
        let locale = current_locale();
        let wrong = problems(locale, &page.content.errors, &fields_of(step), |field| field_label(locale, field));
        Self { step, problems: wrong, progress: progress(locale, page) }
    }
}

/// All steps and the review; those with answers can be visited again.
pub fn progress(locale: Locale, page: &RegistrationPage) -> Vec<ProgressStep> {
    let review = ProgressStep {
        label: td_string!(locale, register.step_review).to_owned(),
        color: SectionColor::Purple,
        href: (page.complete.len() == Step::ALL.len()).then(|| format!("/auth/register?step={REVIEW}")),
    };
    Step::ALL
        .into_iter()
        .map(|step| ProgressStep {
            label: step_label(locale, step).to_owned(),
            color: step_color(step),
            href: (step <= page.reached).then(|| step.path()),
        })
        .chain([review])
        .collect()
}

/// The form of one step: progress, problems, the fields, the buttons, and « start again ».
#[component]
pub fn StepForm(frame: Frame, children: Children) -> impl IntoView {
    let locale = current_locale();
    let Frame { step, problems, progress } = frame;
    let current = usize::from(step_number(step)) - 1;
    let intro = step_intro(locale, step);
    let (action, enctype) = if step == Step::Documents {
        (REGISTRATION_FILES, Some("multipart/form-data"))
    } else {
        (SaveRegistrationStep::PATH, None)
    };
    view! {
        <StepProgress steps=progress current />
        <ErrorSummary problems />
        <form method="post" action=action enctype=enctype data-step novalidate class="mt-6 flex flex-col gap-6">
            <input type="hidden" name="step" value=step.key() />
            // The Enter key presses the first button of a form: it must be « continue ».
            <button type="submit" name="action" value="next" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <SectionCard color=step_color(step) number=step_number(step) title=step_label(locale, step) intro=intro>
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
                        {td_string!(locale, register.next)}
                    </Button>
                </div>
            </div>
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        <StartAgain />
    }
}

/// How long answers are kept, and the way to erase them at once: a second button confirms.
#[component]
pub fn StartAgain() -> impl IntoView {
    let locale = current_locale();
    view! {
        <div class="mt-10 border-t border-base-300 pt-5 text-sm text-muted">
            <p>{td_string!(locale, register.kept)}</p>
            <details class="mt-2">
                <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                    {td_string!(locale, register.reset)}
                </summary>
                <form method="post" action=ResetRegistration::PATH class="mt-2 flex flex-col items-start gap-3">
                    <p>{td_string!(locale, register.reset_explained)}</p>
                    <Button style=ButtonStyle::Danger>{td_string!(locale, register.reset_confirm)}</Button>
                </form>
            </details>
        </div>
    }
}
