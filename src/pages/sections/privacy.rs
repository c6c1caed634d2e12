//! Section: what others see, and what you agree to.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{
        alert::Alert,
        field_error_text::text_for,
        form::{Checkbox, RadioGroup, RadioOption},
        lang::current_locale,
        tone::Tone,
    },
    domain::registration::fields as f,
    i18n::td_string,
    routes,
    server::services::answers::FormContent,
};

/// The fields of the section: nothing is chosen or ticked beforehand.
#[component]
pub fn PrivacyFields(content: FormContent) -> impl IntoView {
    view! {
        <VisibilityField content=&content />
        <Switches content=&content fields=&[f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS] />
        // Whoever changes a profile agreed when it was made.
        {(!content.editing).then(|| view! { <Agreements content=&content /> })}
    }
}

/// Who may open the profile.
#[component]
pub fn VisibilityField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let option = |value: &str, label: &str, note: &str| RadioOption {
        value: value.to_owned(),
        label: label.to_owned(),
        note: Some(note.to_owned()),
    };
    let everybody = option(
        "public",
        td_string!(locale, register.visibility_public),
        td_string!(locale, register.visibility_public_note),
    );
    let members = option(
        "members",
        td_string!(locale, register.visibility_members),
        td_string!(locale, register.visibility_members_note),
    );
    let nobody = option(
        "private",
        td_string!(locale, register.visibility_private),
        td_string!(locale, register.visibility_private_note),
    );
    let options = (!content.minor).then_some(everybody).into_iter().chain([members, nobody]).collect::<Vec<_>>();
    view! {
        {content.minor.then(|| view! { <Alert tone=Tone::Info>{td_string!(locale, register.minor_not_public)}</Alert> })}
        <RadioGroup
            name=f::VISIBILITY
            label=td_string!(locale, register.visibility)
            options=options
            value=content.values.first(f::VISIBILITY)
            error=text_for(locale, &content.errors, f::VISIBILITY)
            required=true
        />
    }
}

/// Boxes that show something to others.
#[component]
pub fn Switches<'a>(content: &'a FormContent, fields: &'static [&'static str]) -> impl IntoView + use<> {
    let locale = current_locale();
    // Both modules have these switches in common.
    let hint = |field: &str| match field {
        f::SHOW_NAME_PHOTO => td_string!(locale, register.show_name_photo_hint),
        f::SHOW_ORIGINS => td_string!(locale, register.show_origins_hint),
        _ => "",
    };
    let boxes = fields
        .iter()
        .map(|field| {
            view! {
                <Checkbox
                    name=*field
                    checked=content.values.is_ticked(field)
                    hint=hint(field)
                    error=None
                >
                    {field_label(locale, field)}
                </Checkbox>
            }
        })
        .collect_view();
    view! {
        <fieldset class="flex flex-col gap-3">
            <legend class="mb-2 font-semibold">{td_string!(locale, register.show)}</legend>
            {boxes}
        </fieldset>
    }
}

/// The terms and the privacy notice.
#[component]
pub fn Agreements<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let ticked = |field: &str| content.values.is_ticked(field);
    let error = |field: &str| text_for(locale, &content.errors, field);
    view! {
        <fieldset class="flex flex-col gap-3">
            <legend class="mb-2 font-semibold">{td_string!(locale, register.accept)}</legend>
            <Checkbox
                name=f::ACCEPT_TERMS
                checked=ticked(f::ACCEPT_TERMS)
                error=error(f::ACCEPT_TERMS)
                required=true
            >
                {td_string!(locale, register.accept_terms)}
                " "
                <LegalLink href=routes::TERMS text=td_string!(locale, register.accept_terms_link) />
            </Checkbox>
            <Checkbox
                name=f::ACCEPT_PRIVACY
                checked=ticked(f::ACCEPT_PRIVACY)
                error=error(f::ACCEPT_PRIVACY)
                required=true
            >
                {td_string!(locale, register.accept_privacy)}
                " "
                <LegalLink href=routes::PRIVACY text=td_string!(locale, register.accept_privacy_link) />
            </Checkbox>
        </fieldset>
    }
}

/// Opens beside the form, so that what is ticked stays.
#[component]
fn LegalLink(href: &'static str, text: &'static str) -> impl IntoView {
    let locale = current_locale();
    view! {
        <a class="link" href=href target="_blank" rel="noopener">
            {text}
            " "
            <span class="sr-only">{td_string!(locale, register.new_page)}</span>
        </a>
    }
}
