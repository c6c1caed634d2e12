//! Answers that were typed before their author signed in, where other ones are stored.

use leptos::prelude::*;

use super::ShownForm;
use crate::{
    components::{form::Checkbox, lang::current_locale},
    domain::registration::answered_with,
    i18n::{Locale, td_string},
    pages::sections::labels::field_label,
    server::services::{
        profiles::answers::FormContent,
        registration::{OFFERED, RegistrationPage, TYPED},
    },
};

/// A stored and a typed answer to the same question.
pub struct Differing {
    field: &'static str,
    stored: String,
    typed: String,
}

/// Every question with two answers.
pub fn differing<S: ShownForm>(locale: Locale, page: &RegistrationPage<S>) -> Vec<Differing> {
    let said = |content: &FormContent, lead: &'static str| {
        let answers = S::ALL.into_iter().flat_map(|step| step.answers(locale, content));
        let texts = answers.filter(|answer| answered_with(lead, answer.field)).map(|answer| answer.text);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let both = |field: &'static str| Differing {
        field,
        stored: said(&page.content, field),
        typed: said(&page.typed_otherwise, field),
    };
    page.choices.iter().copied().map(both).collect()
}

/// Both answers with a box that has the typed one count; the stored one stands while it is not ticked.
#[component]
pub fn Choices(differing: Vec<Differing>) -> impl IntoView {
    let locale = current_locale();
    if differing.is_empty() {
        return ().into_any();
    }
    let rows = differing
        .into_iter()
        .map(|Differing { field, stored, typed }| {
            let empty = td_string!(locale, term.not_answered);
            let shown = |text: String| if text.is_empty() { empty.to_owned() } else { text };
            view! {
                <li class="rounded-box border border-base-300 p-4">
                    <p class="font-semibold">{field_label(locale, field)}</p>
                    <dl class="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-[minmax(10rem,1fr)_2fr]">
                        <dt class="text-muted">{td_string!(locale, register.choice_stored)}</dt>
                        <dd class="min-w-0 wrap-anywhere"><bdi>{shown(stored)}</bdi></dd>
                        <dt class="text-muted">{td_string!(locale, register.choice_typed)}</dt>
                        <dd class="min-w-0 wrap-anywhere"><bdi>{shown(typed)}</bdi></dd>
                    </dl>
                    <input type="hidden" name=OFFERED value=field />
                    <Checkbox name=TYPED value=field id_suffix=field error=None>
                        {td_string!(locale, register.choice_take_typed)}
                    </Checkbox>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="section-card border-t-section-slate w-full text-start">
            <legend class="sr-only">{td_string!(locale, register.choices_title)}</legend>
            <h2 class="font-display text-xl font-bold">{td_string!(locale, register.choices_title)}</h2>
            <p class="mt-2 text-muted">{td_string!(locale, register.choices_intro)}</p>
            <ul class="mt-4 flex flex-col gap-4">{rows}</ul>
        </fieldset>
    }
    .into_any()
}
