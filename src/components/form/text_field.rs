//! A one-line answer.

use leptos::prelude::*;

use super::field_frame::{FieldIds, write_label_text, write_notes};
use crate::{components::html::Html, domain::lang::Lang};

/// A one-line input with label, hint and error.
///
/// ```ignore
/// <TextField name="email" kind="email" label=td_string!(locale, field.email) value=draft.email
///     error=errors.get("email") required=true autocomplete="email" ltr=true />
/// ```
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    /// What the ids are made of, where several fields have this name; the name otherwise.
    #[prop(into, optional)]
    id: Option<String>,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    /// The input's type: `text`, `email`, `tel`, `date`, `number`, `password`, `search`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// None when empty.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional_no_strip)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] minlength: Option<u32>,
    #[prop(into, optional)] min: Option<String>,
    #[prop(into, optional)] max: Option<String>,
    #[prop(into, optional)] placeholder: Option<String>,
    /// For what is written left to right in every language: addresses, numbers, codes.
    #[prop(optional)]
    ltr: bool,
    /// For what is written right to left in every language.
    #[prop(optional)]
    rtl: bool,
    /// The language of the answer, where it is another one than the page's; it decides the direction.
    #[prop(optional)]
    lang: Option<Lang>,
    /// For search forms, where no answer is ever needed and none is called optional.
    #[prop(optional)]
    unmarked: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id.as_deref().unwrap_or(&name));
    let hint = (!hint.is_empty()).then_some(hint);
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let direction = lang.map(Lang::dir).or(if rtl { Some("rtl") } else { ltr.then_some("ltr") });
    let look = if invalid { "input input-error w-full" } else { "input w-full" };
    let mut html = Html::new("<div><label");
    html.attribute("for", &ids.control).markup(r#" class="mb-1.5 block">"#);
    write_label_text(&mut html, &label, required || unmarked);
    html.markup("</label><input")
        .attribute("id", &ids.control)
        .attribute("type", kind)
        .attribute("name", name)
        .attribute("value", value)
        .flag("required", required)
        .attribute_if("autocomplete", autocomplete)
        .attribute_if("inputmode", inputmode)
        .attribute_if("maxlength", maxlength.map(|most| most.to_string()))
        .attribute_if("minlength", minlength.map(|least| least.to_string()))
        .attribute_if("min", min)
        .attribute_if("max", max)
        .attribute_if("placeholder", placeholder)
        .attribute_if("lang", lang.map(Lang::code))
        .attribute_if("dir", direction)
        .attribute_if("aria-describedby", described_by)
        .attribute_if("aria-invalid", invalid.then_some("true"))
        .attribute("class", look)
        .markup(">");
    write_notes(&mut html, &ids, hint.as_deref(), error.as_deref());
    html.markup("</div>");
    html.into_view()
}
