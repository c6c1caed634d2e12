//! The identity document of the CINEMA form.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::text_for, form::SelectField, lang::current_locale},
    domain::registration::fields as f,
    i18n::td_string,
    pages::sections::{labels::field_label, options::terms, secret_field::SecretField},
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// Type and number, with the reason for asking.
#[component]
pub fn DocumentFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <p class="text-muted">{td_string!(locale, cinema.document_intro)}</p>
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::ID_DOCUMENT_TYPE
                label=field_label(locale, f::ID_DOCUMENT_TYPE)
                options=terms("id_document", use_lang())
                value=content.values.trimmed(f::ID_DOCUMENT_TYPE)
                empty=td_string!(locale, register.choose)
                error=text_for(locale, &content.errors, f::ID_DOCUMENT_TYPE)
                required=true
            />
            <SecretField name=f::ID_DOCUMENT_NUMBER content required=true />
        </div>
    }
}
