//! The table of contents of the interface.

use leptos::prelude::*;

/// Root component.
#[component]
pub fn App() -> impl IntoView {
    view! { <p>"TalentsMaroc"</p> }
}
