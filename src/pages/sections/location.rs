//! Where a person lives.

use leptos::prelude::*;

use super::{labels::field_label, options::countries};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::text_for,
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
    },
    domain::{reference, registration::fields as f},
    i18n::td_string,
    islands::city_picker::CityPicker,
    server::{context::use_lang, services::profiles::answers::FormContent},
};

/// Country and city. A button shows the cities of another country; the island does so by itself.
#[component]
pub fn ResidenceFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let name = |field: &str| content.name(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let other = SelectOption::new(f::CITY_NOT_LISTED, td_string!(locale, register.city_not_listed));
    let cities = reference::city_labels(&content.country, content.cities.clone(), use_lang())
        .into_iter()
        .map(|(name, label)| SelectOption::new(name, label))
        .chain([other])
        .collect::<Vec<_>>();
    let country = view! {
        <SelectField
            name=name(f::RESIDENCE_COUNTRY)
            label=field_label(locale, f::RESIDENCE_COUNTRY)
            options=countries(use_lang()).to_vec()
            value=content.country.clone()
            error=error(f::RESIDENCE_COUNTRY)
            required=true
            autocomplete="country"
        />
    };
    let city = view! {
        <SelectField
            name=name(f::RESIDENCE_CITY)
            label=field_label(locale, f::RESIDENCE_CITY)
            options=cities
            value=content.values.trimmed(f::RESIDENCE_CITY)
            empty=td_string!(locale, register.choose)
            error=error(f::RESIDENCE_CITY)
            required=true
        />
    };
    let other_city = view! {
        <TextField
            name=name(f::RESIDENCE_CITY_OTHER)
            label=field_label(locale, f::RESIDENCE_CITY_OTHER)
            value=content.values.first(f::RESIDENCE_CITY_OTHER)
            hint=td_string!(locale, field.residence_city_other_hint)
            error=error(f::RESIDENCE_CITY_OTHER)
            maxlength=100
        />
    };
    view! {
        <CityPicker failed=td_string!(locale, register.cities_failed).to_owned()>
            <div class="flex flex-col gap-5">
                <div data-country>{country}</div>
                <div data-without-script class="flex flex-wrap items-center gap-3">
                    <Button style=ButtonStyle::Outline name="action" value="cities" skip_validation=true>
                        {td_string!(locale, register.show_cities)}
                    </Button>
                    <span class="text-sm text-muted">{td_string!(locale, register.show_cities_hint)}</span>
                </div>
                <div data-city>{city}</div>
                <div data-city-other>{other_city}</div>
            </div>
        </CityPicker>
    }
}
