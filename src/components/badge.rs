//! A small label.

use leptos::prelude::*;

use super::tone::Tone;

const fn classes(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "border-base-300 bg-base-200 text-base-content",
        Tone::Primary => "border-primary/25 bg-primary/10 text-primary-strong",
        Tone::Info => "border-info/30 bg-info/10 text-info-strong",
        Tone::Success => "border-success/30 bg-success/10 text-success-strong",
        Tone::Warning => "border-warning/40 bg-warning/15 text-warning-strong",
        Tone::Error => "border-error/30 bg-error/10 text-error-strong",
    }
}

/// A label such as a talent, an availability or a state.
///
/// With `href` it is a link (and tall enough to touch).
///
/// ```ignore
/// <Badge tone=Tone::Success text=td_string!(locale, profile.available) />
/// <Badge href="/talents/lead_actor" text="Acteur" />
/// ```
#[component]
pub fn Badge(
    #[prop(into)] text: String,
    #[prop(optional)] tone: Tone,
    #[prop(into, optional)] href: Option<String>,
) -> impl IntoView {
    let look = classes(tone);
    match href {
        Some(href) => view! {
            <a href=href class=format!("chip chip-link {look}")>
                {text}
            </a>
        }
        .into_any(),
        None => view! { <span class=format!("chip {look}")>{text}</span> }.into_any(),
    }
}
