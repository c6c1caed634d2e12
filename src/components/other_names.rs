//! Names of a person beside the one that stands first.

use leptos::prelude::*;

use super::html::Html;

/// Every name but the first, each in the direction of its script.
#[component]
pub fn OtherNames(names: Vec<String>, #[prop(optional)] class: &'static str) -> impl IntoView {
    let mut html = Html::default();
    write_other_names(&mut html, &names, class);
    html.into_view()
}

/// Writes [`OtherNames`].
pub fn write_other_names(html: &mut Html, names: &[String], class: &'static str) {
    for name in names.iter().skip(1) {
        html.markup(r#"<p class="wrap-anywhere "#).markup(class).markup(r#""><bdi dir=auto>"#);
        html.text(name).markup("</bdi></p>");
    }
}
