//! The answers of one step, as the review shows them.

use leptos::prelude::*;

use super::labels::{field_label, step_color, step_label, step_number};
use crate::{
    components::{badge::Badge, lang::current_locale, section_card::SectionCard, tone::Tone},
    domain::registration::Step,
    i18n::td_string,
};

/// A line of the review: the field and what was answered.
pub struct Answer {
    pub field: &'static str,
    /// Empty for no answer.
    pub text: String,
    /// Written left to right in every language.
    pub ltr: bool,
}

/// A card with the answers of a step and the way back to it.
#[component]
pub fn ReviewCard(step: Step, answers: Vec<Answer>, complete: bool) -> impl IntoView {
    let locale = current_locale();
    let name = step_label(locale, step);
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
        <SectionCard color=step_color(step) number=step_number(step) title=name aside=edit>
            <dl class="grid gap-x-6 gap-y-3 sm:grid-cols-[minmax(10rem,1fr)_2fr]">
                {answers
                    .into_iter()
                    .map(|answer| {
                        let missing = answer.text.is_empty();
                        view! {
                            <dt class="text-muted">{field_label(locale, answer.field)}</dt>
                            <dd class="min-w-0 break-words font-medium">
                                {if missing {
                                    view! { <span class="text-muted">{td_string!(locale, register.not_answered)}</span> }
                                        .into_any()
                                } else {
                                    view! { <bdi dir=if answer.ltr { "ltr" } else { "auto" }>{answer.text}</bdi> }.into_any()
                                }}
                            </dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </SectionCard>
    }
}
