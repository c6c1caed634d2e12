//! The answers of one step, as the review shows them.

use leptos::prelude::*;

use super::ShownForm;
use crate::{
    components::{badge::Badge, lang::current_locale, section_card::SectionCard, tone::Tone},
    i18n::td_string,
    pages::sections::answers::{AnswerList, LabelledAnswer},
};

/// A card with the answers of a step and the way back to it. Of answers that may be left out and were, it says only how
/// many there are.
#[component]
pub fn ReviewCard<S: ShownForm>(
    step: S,
    answers: Vec<LabelledAnswer>,
    left_out: usize,
    complete: bool,
) -> impl IntoView {
    let locale = current_locale();
    let name = step.label(locale);
    let edit = move || {
        view! {
            {(!complete).then(|| view! { <Badge tone=Tone::Warning text=td_string!(locale, register.missing) /> })}
            <a
                class="link inline-flex min-h-11 items-center"
                href=step.path()
                aria-label=td_string!(locale, register.edit_step, step = name)
            >
                {td_string!(locale, register.edit)}
            </a>
        }
    };
    view! {
        <SectionCard color=step.color() number=step.number() title=name aside=edit>
            {(!answers.is_empty()).then(|| view! { <AnswerList answers /> })}
            {(left_out != 0)
                .then(|| {
                    let text = td_string!(locale, register.left_out, count = left_out);
                    view! { <p class="text-sm text-muted">{text}</p> }
                })}
        </SectionCard>
    }
}
