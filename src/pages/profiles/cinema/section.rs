//! One of the nine sections.

use leptos::prelude::*;

use crate::{
    components::{badge::Badge, lang::current_locale, section_card::SectionCard},
    domain::registration::{FormStep as _, cinema::Section},
    i18n::td_string,
    pages::registration::ShownForm as _,
};

/// A section with the number, title and colour of the form's. An empty one says so, in the same words whether nothing
/// was answered or nothing is shown.
#[component]
pub fn ProfileSection(section: Section, empty: bool, children: Children) -> impl IntoView {
    let locale = current_locale();
    let content = if empty {
        view! { <p class="text-muted">{td_string!(locale, cinema_profile.nothing)}</p> }.into_any()
    } else {
        children().into_any()
    };
    view! {
        <SectionCard color=section.color() number=section.number() title=section.label(locale)>
            {content}
        </SectionCard>
    }
}

/// Words side by side; nothing without any.
#[component]
pub fn Badges(texts: Vec<String>) -> impl IntoView {
    (!texts.is_empty()).then(|| {
        view! {
            <ul class="flex flex-wrap gap-2">
                {texts.into_iter().map(|text| view! { <li><Badge text /></li> }).collect_view()}
            </ul>
        }
    })
}
