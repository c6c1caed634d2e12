//! Everything once more, before it is sent.

use leptos::prelude::*;

use super::{
    ShownForm,
    choices::{Choices, differing},
    frame::{StartAgain, StepHeading, progress},
    review_card::ReviewCard,
};
use crate::{
    components::{alert::Alert, button::Button, lang::current_locale, tone::Tone},
    domain::{
        fields::field_of_input,
        registration::{REVIEW, fields::PASSWORD},
    },
    i18n::td_string,
    islands::send_once::SendOnce,
    pages::sections::answers::LabelledAnswer,
    server::services::{profiles::answers::FormContent, registration::RegistrationPage},
};

/// All answers with a link to each step; the form is sent only when nothing is missing.
#[component]
pub fn Review<S: ShownForm>(page: RegistrationPage<S>, notices: AnyView) -> impl IntoView {
    let locale = current_locale();
    let steps = progress(locale, &page);
    let all_complete = page.complete.len() == S::ALL.len();
    let differing = differing(locale, &page);
    let cards = S::ALL
        .into_iter()
        .map(|step| {
            let complete = page.complete.contains(&step);
            let answers = step.answers(locale, &page.content);
            let (empty, answers): (Vec<_>, Vec<_>) =
                answers.into_iter().partition(|answer| is_left_out::<S>(answer, &page.content));
            view! { <ReviewCard step answers left_out=empty.len() complete /> }
        })
        .collect_view();
    let cards = view! { <div class="flex flex-col gap-4">{cards}</div> };
    let content = if all_complete {
        view! {
            // Around everything: the button stays in sight as far as the form reaches.
            <form method="post" action=S::SUBMIT class="flex flex-col gap-4">
                <input type="hidden" name="step" value=REVIEW />
                {cards}
                <Choices differing />
                <div class="submit-bar">
                    <Button wide=true>{S::texts(locale).submit}</Button>
                    <SendOnce sending=td_string!(locale, common.sending).to_owned() />
                </div>
            </form>
        }
        .into_any()
    } else {
        view! {
            <div class="mb-4">
                <Alert tone=Tone::Warning>{td_string!(locale, register.review_missing)}</Alert>
            </div>
            {cards}
        }
        .into_any()
    };
    view! {
        <StepHeading
            steps
            current=S::ALL.len()
            title=td_string!(locale, section.review)
            lead=td_string!(locale, register.review_intro)
        />
        {notices}
        {content}
        <StartAgain action=S::RESET explained=true />
    }
}

/// Whether an answer is not there and need not be.
fn is_left_out<S: ShownForm>(answer: &LabelledAnswer, content: &FormContent) -> bool {
    let required = answer.field == PASSWORD
        || field_of_input(answer.field).is_some_and(|field| field.is_required(S::MODULE))
        || content.errors.get(answer.field).is_some();
    answer.text.is_empty() && !required
}
