//! Section: when and how you work, and for how much.

use leptos::prelude::*;

use super::{labels::field_label, options::terms};
use crate::{
    components::{
        field_error_text::text_for,
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
    },
    domain::registration::{currencies, currency_of, fields as f},
    i18n::td_string,
    server::{context::use_lang, services::answers::FormContent},
};

/// Availability, work mode and rates: nothing here is required.
#[component]
pub fn AvailabilityFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let value = |field: &str| content.values.trimmed(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let currency = match content.values.trimmed(f::RATE_CURRENCY) {
        "" => currency_of(&content.country),
        chosen => chosen,
    };
    let currencies = currencies().into_iter().map(|code| SelectOption::new(code, code)).collect::<Vec<_>>();
    view! {
        <SelectField
            name=f::AVAILABILITY
            label=field_label(locale, f::AVAILABILITY)
            options=terms("availability", lang)
            value=value(f::AVAILABILITY)
            empty=td_string!(locale, register.choose)
            error=error(f::AVAILABILITY)
        />
        <SelectField
            name=f::WORK_MODE
            label=field_label(locale, f::WORK_MODE)
            options=terms("work_mode", lang)
            value=value(f::WORK_MODE)
            empty=td_string!(locale, register.choose)
            error=error(f::WORK_MODE)
        />
        <fieldset class="flex flex-col gap-5">
            <legend class="mb-1 text-lg font-semibold">{td_string!(locale, register.rates)}</legend>
            <p class="text-muted">{td_string!(locale, register.rates_hint)}</p>
            <div class="grid items-start gap-5 sm:grid-cols-3">
                <TextField
                    name=f::HOURLY_RATE
                    label=field_label(locale, f::HOURLY_RATE)
                    value=value(f::HOURLY_RATE)
                    error=error(f::HOURLY_RATE)
                    inputmode="numeric"
                    ltr=true
                />
                <TextField
                    name=f::MONTHLY_RATE
                    label=field_label(locale, f::MONTHLY_RATE)
                    value=value(f::MONTHLY_RATE)
                    error=error(f::MONTHLY_RATE)
                    inputmode="numeric"
                    ltr=true
                />
                <SelectField
                    name=f::RATE_CURRENCY
                    label=field_label(locale, f::RATE_CURRENCY)
                    options=currencies
                    value=currency
                    error=error(f::RATE_CURRENCY)
                />
            </div>
        </fieldset>
    }
}
