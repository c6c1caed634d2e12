//! The answers of one step, as the review shows them.

use leptos::prelude::*;

use super::ShownForm;
use crate::{
    components::{badge::Badge, lang::current_locale, section_card::SectionCard, tone::Tone},
    i18n::td_string,
    pages::sections::answers::{AnswerList, LabelledAnswer},
};

/// A card with the answers of a step and the way back to it.
#[component]
pub fn ReviewCard<S: ShownForm>(step: S, answers: Vec<LabelledAnswer>, complete: bool) -> impl IntoView {
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
            <AnswerList answers />
        </SectionCard>
    }
}
