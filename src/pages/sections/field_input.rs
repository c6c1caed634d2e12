//! The input of a field, by its kind.

use leptos::prelude::*;

use super::{
    choice_list::Choices,
    composite_input::composite_input,
    file_input::file_input,
    labels::field_text,
    options::{countries, nationalities, terms},
    phone::PhoneInput,
};
use crate::{
    components::{
        field_error_text::text_for,
        form::{Checkbox, RadioGroup, RadioOption, SelectField, TextArea, TextField},
        lang::current_locale,
    },
    domain::{
        fields::{Field, FieldId, Kind, Script},
        module::Module,
        reference,
    },
    i18n::{Locale, td_string},
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// A required choice from a list this short shows all of it at once.
const SHORT_LIST: usize = 4;
/// A text of up to so many characters needs few lines.
const SHORT_TEXT: usize = 300;

/// Label, input, hint and error of a field in the form of a module.
#[component]
pub fn FieldInput<'a>(field: &'static Field, module: Module, content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let name = content.name(field.name).to_owned();
    let label = field_text(locale, module, field.name).unwrap_or_default();
    let hint = hint(locale, module, field, content);
    let error = text_for(locale, &content.errors, field.name);
    let required = field.is_required(module);
    let autocomplete = autocomplete(field.id);
    let value = content.values.first(field.name).to_owned();
    match field.kind {
        Kind::Line { max, script } => {
            let (maxlength, rtl) = (length(max), script == Script::Arabic);
            view! { <TextField name label value hint error required autocomplete maxlength rtl /> }.into_any()
        }
        Kind::Text { max } => {
            let rows = if max <= SHORT_TEXT { 3 } else { 5 };
            view! { <TextArea name label value hint error required maxlength=length(max) rows /> }.into_any()
        }
        Kind::Date => view! { <TextField name kind="date" label value hint error required autocomplete /> }.into_any(),
        Kind::Number { .. } => {
            // Amounts stand beside their currency.
            let ltr = matches!(field.id, FieldId::HourlyRate | FieldId::MonthlyRate);
            view! { <TextField name label value hint error required autocomplete inputmode="numeric" ltr /> }.into_any()
        }
        Kind::WebAddress => view! {
            <TextField
                name
                label
                value
                hint
                error
                required
                autocomplete
                inputmode="url"
                maxlength=300
                ltr=true
            />
        }
        .into_any(),
        Kind::Choice(list) if required && reference::terms(list).count() <= SHORT_LIST => {
            let options = reference::terms(list)
                .map(|term| RadioOption::new(term.key.clone(), term.label(use_lang())))
                .collect::<Vec<_>>();
            view! { <RadioGroup name label options value hint error required /> }.into_any()
        }
        Kind::Choice(_) | Kind::Country => {
            let options = match field.kind {
                Kind::Choice(list) => terms(list, use_lang()),
                _ if field.id == FieldId::Nationality => nationalities(use_lang()),
                _ => countries(use_lang()).to_vec(),
            };
            let empty = td_string!(locale, register.choose);
            let value = value.trim().to_owned();
            view! { <SelectField name label options value empty hint error required autocomplete /> }.into_any()
        }
        Kind::Choices(list) => view! { <Choices field list module content /> }.into_any(),
        Kind::Phone => view! { <PhoneInput field module content /> }.into_any(),
        Kind::Switch => {
            let text = field_text(locale, module, &format!("{}_box", field.name)).unwrap_or(label);
            let checked = content.values.is_ticked(field.name);
            view! {
                <Checkbox name checked hint error>
                    {text}
                </Checkbox>
            }
            .into_any()
        }
        Kind::File(kind) => file_input(kind, module, content),
        Kind::Composite(composite) => composite_input(composite, field, module, content),
    }
}

/// A limit as an attribute.
pub fn length(max: usize) -> u32 {
    u32::try_from(max).unwrap_or(u32::MAX)
}

/// The sentence under the input; empty for none.
pub fn hint(locale: Locale, module: Module, field: &Field, content: &FormContent) -> String {
    match (field.id, field.kind) {
        // They say what else a CINEMA profile shows.
        (FieldId::ShowNamePhoto | FieldId::ShowOrigins, _) if module == Module::Main && !content.has_cinema => {
            String::new()
        }
        (FieldId::Height, Kind::Number { min, max }) => td_string!(locale, field.height_hint, min = min, max = max),
        _ => field_text(locale, module, &format!("{}_hint", field.name)).unwrap_or_default().to_owned(),
    }
}

/// What browsers fill in by themselves.
pub const fn autocomplete(id: FieldId) -> Option<&'static str> {
    match id {
        FieldId::FirstName => Some("given-name"),
        FieldId::LastName => Some("family-name"),
        FieldId::Phone => Some("tel"),
        FieldId::Website => Some("url"),
        _ => None,
    }
}
