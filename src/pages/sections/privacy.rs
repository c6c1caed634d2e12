//! What others see, and what is agreed to.

use crate::{
    components::{
        alert::Alert,
        field_error_text::text_for,
        form::{Checkbox, RadioGroup, RadioOption},
        lang::current_locale,
        tone::Tone,
    },
    domain::{fields::Field, registration::fields as f, visibility::Visibility},
    i18n::td_string,
    named_texts,
    server::services::profiles::answers::FormContent,
};
use leptos::prelude::*;

/// Which audience may open the profile.
#[component]
pub fn VisibilityField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    // A minor's profile is never public.
    let options = Visibility::ALL
        .into_iter()
        .filter(|level| !content.minor || *level != Visibility::Public)
        .map(|level| {
            let text = |part: &str| named_texts::term(locale, &format!("visibility_{}{part}", level.key()));
            RadioOption::new(level.key(), text("").unwrap_or_default()).with_note(text("_note").unwrap_or_default())
        })
        .collect::<Vec<_>>();
    view! {
        {content.minor.then(|| view! { <Alert tone=Tone::Info>{td_string!(locale, register.minor_not_public)}</Alert> })}
        <RadioGroup
            name=f::VISIBILITY
            label=td_string!(locale, field.visibility_question)
            options=options
            value=content.values.first(f::VISIBILITY)
            error=text_for(locale, &content.errors, f::VISIBILITY)
            required=true
        />
    }
}

/// A text that must be agreed to, with the way to it.
#[component]
pub fn AgreementBox<'a>(field: &'static Field, content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let text = move |part: &str| named_texts::field(locale, &format!("{}{part}", field.name)).unwrap_or_default();
    let href = format!("/legal/{}", field.name.trim_start_matches("accept_"));
    view! {
        <Checkbox
            name=field.name
            checked=content.values.is_ticked(field.name)
            error=text_for(locale, &content.errors, field.name)
            required=true
        >
            {text("_box")}
            " "
            <LegalLink href text=text("_link") />
        </Checkbox>
    }
}

/// Opens beside the form, so that what is ticked stays.
#[component]
fn LegalLink(href: String, text: &'static str) -> impl IntoView {
    let locale = current_locale();
    view! {
        <a class="link" href=href target="_blank" rel="noopener">
            {text}
            " "
            <span class="sr-only">{td_string!(locale, register.new_page)}</span>
        </a>
    }
}
