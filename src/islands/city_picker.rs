//! The cities of the chosen country, without a press of the button.

use leptos::{html, prelude::*};

/// Around the fields of a place of residence: when the country changes, its cities are fetched and the list is
/// filled anew; the field for a name appears when the city is not listed. Without script the button does it.
#[island]
pub fn CityPicker(
    /// What is said when the cities cannot be fetched.
    failed: String,
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (is_failed, set_failed) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::enhance(root, set_failed);
    #[cfg(not(feature = "hydrate"))]
    let _ = set_failed;
    view! {
        <div node_ref=root>
            {children()} <p role="status" class="mt-2 text-error-strong">
                {move || is_failed.get().then(|| failed.clone())}
            </p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        html,
        prelude::*,
        task::spawn_local,
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{Element, HtmlElement, HtmlOptionElement, HtmlSelectElement, Response, window},
    };
    use wasm_bindgen_futures::JsFuture;

    use crate::{
        domain::registration::fields as f,
        islands::dom::{find, show},
    };

    pub fn enhance(root: NodeRef<html::Div>, set_failed: WriteSignal<bool>) {
        Effect::new(move |_| {
            let Some(root) = root.get() else { return };
            let root: Element = root.into();
            if let Some(button) = find::<HtmlElement>(&root, "[data-without-script]") {
                show(&button, false);
            }
            let (Some(country), Some(city)) = (select(&root, f::RESIDENCE_COUNTRY), select(&root, f::RESIDENCE_CITY))
            else {
                return;
            };
            show_other(&root, &city);
            let of_country = (root.clone(), city.clone());
            listen(&country.clone(), move || {
                let (root, city) = of_country.clone();
                let code = country.value();
                spawn_local(async move {
                    let cities = fetch_cities(&code).await;
                    set_failed.set(cities.is_none());
                    fill(&city, &cities.unwrap_or_default());
                    show_other(&root, &city);
                });
            });
            let chosen = (root, city.clone());
            listen(&city, move || show_other(&chosen.0, &chosen.1));
        });
    }

    fn select(root: &Element, name: &str) -> Option<HtmlSelectElement> {
        find(root, &format!("select[name={name}]"))
    }

    fn listen(select: &HtmlSelectElement, changed: impl FnMut() + 'static) {
        let listener = leptos::wasm_bindgen::closure::Closure::<dyn FnMut()>::new(changed);
        drop(select.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref()));
        // It lives as long as the page.
        listener.forget();
    }

    /// The name is asked for only when no listed city is chosen.
    fn show_other(root: &Element, city: &HtmlSelectElement) {
        let nothing_listed = city.options().length() <= 2;
        if let Some(field) = find::<HtmlElement>(root, "[data-city-other]") {
            show(&field, nothing_listed || city.value() == f::CITY_NOT_LISTED);
        }
    }

    /// Keeps the first option (« choose ») and the last (« not listed »), puts the cities between them.
    fn fill(city: &HtmlSelectElement, names: &[String]) {
        let options = city.options();
        let last = options.length().saturating_sub(1);
        let Some(not_listed) = options.item(last) else { return };
        for index in (1..last).rev() {
            drop(options.remove(i32::try_from(index).unwrap_or(i32::MAX)));
        }
        for name in names {
            if let Ok(option) = HtmlOptionElement::new_with_text_and_value(name, name) {
                drop(city.insert_before(&option, Some(&not_listed)));
            }
        }
        city.set_value(if names.is_empty() { f::CITY_NOT_LISTED } else { "" });
    }

    async fn fetch_cities(country: &str) -> Option<Vec<String>> {
        let answer = JsFuture::from(window()?.fetch_with_str(&format!("/cinema/api/cities/{country}"))).await.ok()?;
        let answer: Response = answer.dyn_into().ok()?;
        let json = JsFuture::from(answer.json().ok()?).await.ok()?;
        let cities = js_sys::Reflect::get(&json, &JsValue::from_str("cities")).ok()?;
        let cities: js_sys::Array = cities.dyn_into().ok()?;
        Some(cities.iter().filter_map(|name| name.as_string()).collect())
    }
}
