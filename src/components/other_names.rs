//! Names of a person beside the one that stands first.

use leptos::prelude::*;

/// Every name but the first, each in the direction of its script.
#[component]
pub fn OtherNames(names: Vec<String>, #[prop(optional)] class: &'static str) -> impl IntoView {
    names
        .into_iter()
        .skip(1)
        .map(|name| {
            view! {
                <p class=format!("wrap-anywhere {class}")>
                    <bdi dir="auto">{name}</bdi>
                </p>
            }
        })
        .collect_view()
}
