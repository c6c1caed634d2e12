//! The currency of the rates.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{
        field_error_text::text_for,
        form::{SelectField, SelectOption},
        lang::current_locale,
    },
    domain::registration::{currencies, currency_of, fields as f},
    server::services::profiles::answers::FormContent,
};

/// The residence's currency is chosen while the person has chosen none.
#[component]
pub fn CurrencyField<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let currency = match content.values.trimmed(f::RATE_CURRENCY) {
        "" => currency_of(&content.country).to_owned(),
        chosen => chosen.to_owned(),
    };
    let options: Vec<SelectOption> = currencies().into_iter().map(|code| SelectOption::new(code, code)).collect();
    view! {
        <SelectField
            name=f::RATE_CURRENCY
            label=field_label(locale, f::RATE_CURRENCY)
            options
            value=currency
            error=text_for(locale, &content.errors, f::RATE_CURRENCY)
        />
    }
}
