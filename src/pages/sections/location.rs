//! Section: where you live.

use leptos::prelude::*;

use super::{
    labels::field_label,
    options::{countries, nationalities},
};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::text_for,
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
    },
    domain::registration::fields as f,
    i18n::td_string,
    islands::city_picker::CityPicker,
    server::{context::use_lang, services::answers::FormContent},
};

/// The fields of the section.
#[component]
pub fn LocationFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    view! {
        <ResidenceFields content=&content />
        <fieldset class="flex flex-col gap-5">
            <legend class="mb-1 text-lg font-semibold">{td_string!(locale, register.origins)}</legend>
            <p class="text-muted">{td_string!(locale, register.origins_hint)}</p>
            <OriginFields content=&content />
        </fieldset>
    }
}

/// Country and city. A button shows the cities of another country; the island does so by itself.
#[component]
pub fn ResidenceFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let name = |field: &str| content.name(field).to_owned();
    let error = |field: &str| text_for(locale, &content.errors, field);
    let other = SelectOption::new(f::CITY_NOT_LISTED, td_string!(locale, register.city_not_listed));
    let cities = content
        .cities
        .iter()
        .map(|name| SelectOption::new(name.clone(), name.clone()))
        .chain([other])
        .collect::<Vec<_>>();
    let country = view! {
        <SelectField
            name=name(f::RESIDENCE_COUNTRY)
            label=field_label(locale, f::RESIDENCE_COUNTRY)
            options=countries(use_lang())
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

/// Country of origin and nationality.
#[component]
pub fn OriginFields<'a>(
    content: &'a FormContent,
    /// Whether a nationality must be chosen.
    #[prop(optional)]
    nationality_required: bool,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let lang = use_lang();
    view! {
        <div class="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
                name=f::COUNTRY_OF_ORIGIN
                label=field_label(locale, f::COUNTRY_OF_ORIGIN)
                options=countries(lang)
                value=content.values.trimmed(f::COUNTRY_OF_ORIGIN)
                empty=td_string!(locale, register.choose)
                error=text_for(locale, &content.errors, f::COUNTRY_OF_ORIGIN)
            />
            <SelectField
                name=f::NATIONALITY
                label=field_label(locale, f::NATIONALITY)
                options=nationalities(lang)
                value=content.values.trimmed(f::NATIONALITY)
                empty=td_string!(locale, register.choose)
                error=text_for(locale, &content.errors, f::NATIONALITY)
                required=nationality_required
            />
        </div>
    }
}
