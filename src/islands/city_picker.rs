//! The cities of the chosen country, without a press of the button.

use leptos::prelude::*;

/// Around the fields of a place of residence: when the country changes, its cities are fetched and the list is
/// refilled; the field for a name appears when the city is not listed. Without script the button does it.
#[cfg(feature = "ssr")]
#[component]
pub fn CityPicker(
    /// What is said when the cities cannot be fetched.
    failed: String,
    children: Children,
) -> impl IntoView {
    view! {
        <CityPickerIsland>
            {children()} <p role="status" class="mt-2 text-error-strong" data-failed=failed></p>
        </CityPickerIsland>
    }
}

#[island]
fn CityPickerIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{Element, HtmlElement, HtmlOptionElement, HtmlSelectElement},
    };
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use crate::{
        domain::registration::fields as f,
        islands::dom::{document, fetch, find, on, property, say_own, show},
    };

    pub fn start(root: Element) {
        if let Some(button) = find::<HtmlElement>(&root, "[data-without-script]") {
            show(&button, false);
        }
        let (Some(country), Some(city), Some(status)) = (
            find::<HtmlSelectElement>(&root, "[data-country] select"),
            find::<HtmlSelectElement>(&root, "[data-city] select"),
            find::<Element>(&root, "[data-failed]"),
        ) else {
            return;
        };
        show_other(&root, &city);
        let of_country = (root.clone(), country.clone(), city.clone());
        let follow = move || {
            let (root, country, city) = of_country.clone();
            let status = status.clone();
            spawn_local(async move {
                let code = country.value();
                let cities = fetch_cities(&code).await;
                // Answers may overtake each other; only the last choice counts.
                if country.value() == code {
                    say_own(&status, "data-failed", cities.is_none());
                    fill(&city, &cities.unwrap_or_default());
                    show_other(&root, &city);
                }
            });
        };
        // On a slow line the country is chosen, or put back by the browser, before this code is there.
        if !is_as_served(&country) {
            follow();
        }
        on(&country, "change", move |_| follow());
        let chosen = city.clone();
        on(&city, "change", move |_| show_other(&root, &chosen));
    }

    /// Whether the page was made for the country that is chosen now.
    fn is_as_served(country: &HtmlSelectElement) -> bool {
        let chosen = u32::try_from(country.selected_index()).ok().and_then(|index| country.options().item(index));
        chosen
            .and_then(|option| option.dyn_into::<HtmlOptionElement>().ok())
            .is_some_and(|option| option.default_selected())
    }

    /// The name is asked for only when no listed city is chosen.
    fn show_other(root: &Element, city: &HtmlSelectElement) {
        let nothing_listed = city.options().length() <= 2;
        if let Some(field) = find::<HtmlElement>(root, "[data-city-other]") {
            show(&field, nothing_listed || city.value() == f::CITY_NOT_LISTED);
        }
    }

    /// Keeps the first option (« choose ») and the last (« not listed »), puts the cities between them; a city that is
    /// chosen and among them stays chosen.
    fn fill(city: &HtmlSelectElement, cities: &Cities) {
        let chosen = city.value();
        let options = city.options();
        let last = options.length().saturating_sub(1);
        let Some(not_listed) = options.item(last) else { return };
        for index in (1..last).rev() {
            drop(options.remove(i32::try_from(index).unwrap_or(i32::MAX)));
        }
        for (place, name) in cities.names.iter().enumerate() {
            let label = cities.labels.get(place).unwrap_or(name);
            if let Ok(option) = HtmlOptionElement::new_with_text_and_value(label, name) {
                drop(city.insert_before(&option, Some(&not_listed)));
            }
        }
        city.set_value(match cities.names.as_slice() {
            [] => f::CITY_NOT_LISTED,
            names if names.contains(&chosen) => &chosen,
            _ => "",
        });
    }

    /// The cities of a country.
    #[derive(Default)]
    struct Cities {
        names: Vec<String>,
        /// What the list shows of each, where that is not its name.
        labels: Vec<String>,
    }

    async fn fetch_cities(country: &str) -> Option<Cities> {
        let lang = document()?.document_element()?.get_attribute("lang")?;
        let answer = fetch(&format!("/cinema/api/cities/{country}?lang={lang}")).await?;
        let json = JsFuture::from(answer.json().ok()?).await.ok()?;
        Some(Cities { names: texts(&json, "cities")?, labels: texts(&json, "labels").unwrap_or_default() })
    }

    /// The texts of a list in an answer.
    fn texts(json: &JsValue, list: &str) -> Option<Vec<String>> {
        let list: js_sys::Array = property(json, list).dyn_into().ok()?;
        Some(list.iter().filter_map(|text| text.as_string()).collect())
    }
}
