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

/// The fields of the section. A button shows the cities of another country; the island does so by itself.
#[component]
pub fn LocationFields(content: FormContent) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let errors = content.errors;
    let error = move |field: &str| text_for(locale, &errors, field);
    let (origin_error, nationality_error) = (error(f::COUNTRY_OF_ORIGIN), error(f::NATIONALITY));
    let countries = countries(lang);
    let origins = countries.clone();
    let other = SelectOption::new(f::CITY_NOT_LISTED, td_string!(locale, register.city_not_listed));
    let cities = content
        .cities
        .iter()
        .map(|name| SelectOption::new(name.clone(), name.clone()))
        .chain([other])
        .collect::<Vec<_>>();
    let (city, city_other) = (
        content.values.trimmed(f::RESIDENCE_CITY).to_owned(),
        content.values.first(f::RESIDENCE_CITY_OTHER).to_owned(),
    );
    let (origin, nationality) =
        (content.values.trimmed(f::COUNTRY_OF_ORIGIN).to_owned(), content.values.trimmed(f::NATIONALITY).to_owned());
    view! {
        <CityPicker failed=td_string!(locale, register.cities_failed).to_owned()>
            <div class="flex flex-col gap-5">
                <SelectField
                    name=f::RESIDENCE_COUNTRY
                    label=field_label(locale, f::RESIDENCE_COUNTRY)
                    options=countries
                    value=content.country
                    error=error(f::RESIDENCE_COUNTRY)
                    required=true
                    autocomplete="country"
                />
                <div data-without-script class="flex flex-wrap items-center gap-3">
                    <Button style=ButtonStyle::Outline name="action" value="cities" skip_validation=true>
                        {td_string!(locale, register.show_cities)}
                    </Button>
                    <span class="text-sm text-muted">{td_string!(locale, register.show_cities_hint)}</span>
                </div>
                <SelectField
                    name=f::RESIDENCE_CITY
                    label=field_label(locale, f::RESIDENCE_CITY)
                    options=cities
                    value=city
                    empty=td_string!(locale, register.choose)
                    error=error(f::RESIDENCE_CITY)
                    required=true
                />
                <div data-city-other>
                    <TextField
                        name=f::RESIDENCE_CITY_OTHER
                        label=field_label(locale, f::RESIDENCE_CITY_OTHER)
                        value=city_other
                        hint=td_string!(locale, register.residence_city_other_hint)
                        error=error(f::RESIDENCE_CITY_OTHER)
                        maxlength=100
                    />
                </div>
            </div>
        </CityPicker>
        <fieldset class="flex flex-col gap-5">
            <legend class="mb-1 text-lg font-semibold">{td_string!(locale, register.origins)}</legend>
            <p class="text-muted">{td_string!(locale, register.origins_hint)}</p>
            <div class="grid items-start gap-5 sm:grid-cols-2">
                <SelectField
                    name=f::COUNTRY_OF_ORIGIN
                    label=field_label(locale, f::COUNTRY_OF_ORIGIN)
                    options=origins
                    value=origin
                    empty=td_string!(locale, register.choose)
                    error=origin_error
                />
                <SelectField
                    name=f::NATIONALITY
                    label=field_label(locale, f::NATIONALITY)
                    options=nationalities(lang)
                    value=nationality
                    empty=td_string!(locale, register.choose)
                    error=nationality_error
                />
            </div>
        </fieldset>
    }
}
