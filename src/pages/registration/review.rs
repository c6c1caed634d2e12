//! Everything once more, before it is sent.

use leptos::prelude::*;

use super::{
    ShownForm,
    choices::{Choices, differing},
    frame::{StartAgain, progress},
    review_card::ReviewCard,
};
use crate::{
    components::{alert::Alert, button::Button, lang::current_locale, step_progress::StepProgress, tone::Tone},
    domain::registration::REVIEW,
    i18n::td_string,
    islands::send_once::SendOnce,
    server::services::registration::RegistrationPage,
};

/// All answers with a link to each step; the form is sent only when nothing is missing.
#[component]
pub fn Review<S: ShownForm>(page: RegistrationPage<S>) -> impl IntoView {
    let locale = current_locale();
    let steps = progress(locale, &page);
    let all_complete = page.complete.len() == S::ALL.len();
    let differing = differing(locale, &page);
    let cards = S::ALL
        .into_iter()
        .map(|step| {
            let complete = page.complete.contains(&step);
            view! { <ReviewCard step answers=step.answers(locale, &page.content) complete /> }
        })
        .collect_view();
    view! {
        <StepProgress steps current=S::ALL.len() />
        <p class="mb-4 text-muted">{td_string!(locale, register.review_intro)}</p>
        {(!all_complete)
            .then(|| view! { <Alert tone=Tone::Warning>{td_string!(locale, register.review_missing)}</Alert> })}
        <div class="mt-4 flex flex-col gap-6">{cards}</div>
        {all_complete
            .then(|| {
                view! {
                    <form method="post" action=S::SUBMIT class="mt-6 flex flex-col items-end gap-6">
                        <input type="hidden" name="step" value=REVIEW />
                        <Choices differing />
                        <Button wide=true>{S::texts(locale).submit}</Button>
                        <SendOnce sending=td_string!(locale, common.sending).to_owned() />
                    </form>
                }
            })}
        <StartAgain action=S::RESET />
    }
}
