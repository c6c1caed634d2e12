//! Step 3: where you live.

use leptos::prelude::*;

use super::labels::field_label;
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
    server::{context::use_request, services::registration::RegistrationPage},
};

/// The fields of step 3. A button shows the cities of another country; the island does so by itself.
#[component]
pub fn LocationStep(page: RegistrationPage) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let errors = page.errors;
    let error = move |field: &str| text_for(locale, &errors, field);
    let mut countries: Vec<_> = reference::countries().iter().collect();
    countries.sort_by_key(|country| crate::domain::search_text::normalise(country.name(lang)));
    let countries = countries
        .into_iter()
        .map(|country| {
            let label = format!("{} {}", reference::flag(&country.code), country.name(lang));
            SelectOption::new(country.code.clone(), label)
        })
        .collect::<Vec<_>>();
    let other = SelectOption::new(f::CITY_NOT_LISTED, td_string!(locale, register.city_not_listed));
    let cities =
        page.cities.iter().map(|name| SelectOption::new(name.clone(), name.clone())).chain([other]).collect::<Vec<_>>();
    let (city, city_other) =
        (page.values.trimmed(f::RESIDENCE_CITY).to_owned(), page.values.first(f::RESIDENCE_CITY_OTHER).to_owned());
    view! {
        <CityPicker failed=td_string!(locale, register.cities_failed).to_owned()>
            <div class="flex flex-col gap-5">
                <SelectField
                    name=f::RESIDENCE_COUNTRY
                    label=field_label(locale, f::RESIDENCE_COUNTRY)
                    options=countries
                    value=page.country
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
    }
}
