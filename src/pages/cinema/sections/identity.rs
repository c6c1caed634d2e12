//! Section 1: identity, document, contact.

use leptos::prelude::*;

use crate::{
    components::{
        field_error_text::text_for,
        form::SelectField,
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::registration::fields as f,
    i18n::td_string,
    pages::sections::{
        contact::{AccountField, AccountPassword, NumberFields},
        identity::{GuardianFields, PersonFields},
        labels::field_label,
        networks::WebsiteField,
        options::terms,
        secret_field::SecretField,
    },
    server::{context::use_request, services::answers::FormContent},
};

/// Three blocks.
#[component]
pub fn IdentityFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let identity = view! {
        <PersonFields content />
        <GuardianFields content />
    };
    let document = view! { <DocumentFields content /> };
    let contact = view! {
        <AccountField content />
        <NumberFields content />
        <WebsiteField content />
        <AccountPassword content />
    };
    view! {
        <Block icon=IconName::Person title=td_string!(locale, section.identity) fields=identity.into_any() />
        <Block icon=IconName::Lock title=td_string!(locale, common.identity_document) fields=document.into_any() />
        <Block icon=IconName::Mail title=td_string!(locale, section.contact) fields=contact.into_any() />
    }
}

/// Fields with a heading of their own.
#[component]
fn Block(icon: IconName, title: &'static str, fields: AnyView) -> impl IntoView {
    view! {
        <fieldset class="flex flex-col gap-5 border-t border-base-300 pt-5 first:border-t-0 first:pt-0">
            <legend class="sr-only">{title}</legend>
            <h3 class="flex items-center gap-2 text-lg font-semibold" aria-hidden="true">
                <Icon name=icon class="size-5" />
                {title}
            </h3>
            {fields}
        </fieldset>
    }
}

#[component]
fn DocumentFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <p class="text-muted">{td_string!(locale, cinema.document_intro)}</p>
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::ID_DOCUMENT_TYPE
                label=field_label(locale, f::ID_DOCUMENT_TYPE)
                options=terms("id_document", use_request().lang)
                value=content.values.trimmed(f::ID_DOCUMENT_TYPE)
                empty=td_string!(locale, register.choose)
                error=text_for(locale, &content.errors, f::ID_DOCUMENT_TYPE)
                required=true
            />
            <SecretField name=f::ID_DOCUMENT_NUMBER content required=true />
        </div>
    }
}
