//! Everything once more, before it is sent.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    frame::{StartAgain, progress},
    review_card::ReviewCard,
};
use crate::{
    components::{alert::Alert, button::Button, lang::current_locale, step_progress::StepProgress, tone::Tone},
    domain::registration::{REVIEW, Step},
    i18n::td_string,
    islands::send_once::SendOnce,
    pages::sections::answers::answers,
    server::services::registration::RegistrationPage,
    server_fns::registration::SubmitRegistration,
};

/// All answers with a link to each step; the form is sent only when nothing is missing.
#[component]
pub fn Review(page: RegistrationPage) -> impl IntoView {
    let locale = current_locale();
    let steps = progress(locale, &page);
    let all_complete = page.complete.len() == Step::ALL.len();
    let cards = Step::ALL
        .into_iter()
        .map(|step| {
            let complete = page.complete.contains(&step);
            view! { <ReviewCard step answers=answers(locale, step, &page.content) complete /> }
        })
        .collect_view();
    view! {
        <StepProgress steps current=Step::ALL.len() />
        <p class="mb-4 text-muted">{td_string!(locale, register.review_intro)}</p>
        {(!all_complete)
            .then(|| view! { <Alert tone=Tone::Warning>{td_string!(locale, register.review_missing)}</Alert> })}
        <div class="mt-4 flex flex-col gap-6">{cards}</div>
        {all_complete
            .then(|| {
                view! {
                    <form method="post" action=SubmitRegistration::PATH class="mt-6 flex flex-col items-end gap-3">
                        <input type="hidden" name="step" value=REVIEW />
                        <Button wide=true>{td_string!(locale, register.submit)}</Button>
                        <SendOnce sending=td_string!(locale, common.sending).to_owned() />
                    </form>
                }
            })}
        <StartAgain />
    }
}
