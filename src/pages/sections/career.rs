//! Section: what you have done, and the languages you speak.

use leptos::prelude::*;

use super::{
    choice_list::{ChoiceList, groups_of},
    labels::field_label,
};
use crate::{
    components::{
        field_error_text::text_for,
        form::{TextArea, TextField},
        lang::current_locale,
    },
    domain::registration::{LONGEST_TEXT, fields as f},
    i18n::td_string,
    server::{context::use_lang, services::answers::FormContent},
};

/// Experience, texts, languages: nothing here is required.
#[component]
pub fn CareerFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    let value = |field: &str| content.values.first(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let longest = u32::try_from(LONGEST_TEXT).unwrap_or(u32::MAX);
    view! {
        <ExperienceField content=&content />
        <TextArea
            name=f::BIO
            label=field_label(locale, f::BIO)
            value=value(f::BIO)
            hint=td_string!(locale, field.bio_hint)
            error=error(f::BIO)
            maxlength=longest
        />
        <TextArea
            name=f::EDUCATION
            label=field_label(locale, f::EDUCATION)
            value=value(f::EDUCATION)
            hint=td_string!(locale, field.education_hint)
            error=error(f::EDUCATION)
            maxlength=longest
        />
        <h3 class="mt-2 text-lg font-semibold">{field_label(locale, f::LANGUAGES)}</h3>
        <LanguagesField content=&content />
    }
}

/// Years of experience.
#[component]
pub fn ExperienceField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <TextField
            name=content.name(f::YEARS_EXPERIENCE)
            label=field_label(locale, f::YEARS_EXPERIENCE)
            value=content.values.first(f::YEARS_EXPERIENCE)
            hint=td_string!(locale, field.years_experience_hint)
            error=text_for(locale, &content.errors, f::YEARS_EXPERIENCE)
            inputmode="numeric"
        />
    }
}

/// The languages, by their groups.
#[component]
pub fn LanguagesField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    view! {
        <ChoiceList
            name=f::LANGUAGES
            groups=groups_of("language", "language_group", use_lang())
            chosen=content.values.all(f::LANGUAGES).to_vec()
            search_label=td_string!(locale, field.languages_search)
            error=text_for(locale, &content.errors, f::LANGUAGES)
        />
    }
}
