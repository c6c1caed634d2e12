//! A small label.

use leptos::prelude::*;

use super::{html::Html, tone::Tone};

/// Besides the class of every label, which is neutral.
const fn classes(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "",
        Tone::Primary => " border-primary/25 bg-primary/10 text-primary-strong",
        Tone::Info => " border-info/30 bg-info/10 text-info-strong",
        Tone::Success => " border-success/30 bg-success/10 text-success-strong",
        Tone::Warning => " border-warning/40 bg-warning/15 text-warning-strong",
        Tone::Error => " border-error/30 bg-error/10 text-error-strong",
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
    let mut html = Html::default();
    write_badge(&mut html, &text, tone, href.as_deref());
    html.into_view()
}

/// Writes a [`Badge`].
pub fn write_badge(html: &mut Html, text: &str, tone: Tone, href: Option<&str>) {
    match href {
        Some(href) => html.markup("<a").attribute("href", href).markup(r#" class="chip chip-link"#),
        None => html.markup(r#"<span class="chip"#),
    };
    let end = if href.is_some() { "</a>" } else { "</span>" };
    html.markup(classes(tone)).markup(r#"">"#).text(text).markup(end);
}

/// Writes a label as an item of a list.
pub fn write_badge_item(html: &mut Html, text: &str, tone: Tone) {
    html.markup(r#"<li class="chip"#).markup(classes(tone)).markup(r#"">"#).text(text);
}
