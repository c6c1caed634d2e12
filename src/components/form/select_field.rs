//! One answer out of a list.

use leptos::prelude::*;

use super::field_frame::{FieldIds, write_label_text, write_notes};
use crate::components::html::Html;

/// One line of a select: what is sent and what is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    /// An option from anything that reads as two texts.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A select with label, hint and error. `empty` is the label of the option with no value.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    /// What the ids are made of, where several fields have this name; the name otherwise.
    #[prop(into, optional)]
    id: Option<String>,
    #[prop(into)] label: String,
    options: Vec<SelectOption>,
    /// The value chosen now.
    #[prop(into, optional)]
    value: String,
    #[prop(into, optional)] empty: Option<String>,
    /// None when empty.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(into, optional_no_strip)] autocomplete: Option<&'static str>,
    /// For search forms, where no answer is ever needed and none is called optional.
    #[prop(optional)]
    unmarked: bool,
    /// Whether its lines follow the results of a search.
    #[prop(optional)]
    follows: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id.as_deref().unwrap_or(&name));
    let hint = (!hint.is_empty()).then_some(hint);
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let count_mark = follows.then(|| name.clone());
    let look = if invalid { "select select-error w-full" } else { "select w-full" };
    let mut html = Html::new("<div><label");
    html.attribute("for", &ids.control).markup(r#" class="mb-1.5 block">"#);
    write_label_text(&mut html, &label, required || unmarked);
    html.markup("</label><select")
        .attribute("id", &ids.control)
        .attribute("name", name)
        .flag("required", required)
        .attribute_if("autocomplete", autocomplete)
        .attribute_if("aria-describedby", described_by)
        .attribute_if("aria-invalid", invalid.then_some("true"))
        .attribute_if("data-count", count_mark)
        .attribute("class", look)
        .markup(">");
    write_options(&mut html, empty.as_deref(), &options, &value);
    html.markup("</select>");
    write_notes(&mut html, &ids, hint.as_deref(), error.as_deref());
    html.markup("</div>");
    html.into_view()
}

/// Writes the lines: a list of all countries as views would take most of the time of its page.
fn write_options(html: &mut Html, empty: Option<&str>, options: &[SelectOption], value: &str) {
    let mut line = |value: &str, label: &str, selected: bool| {
        // An option ends where the next one or the list does.
        html.markup("<option").key_attribute("value", value).flag("selected", selected);
        html.markup(">").text(label);
    };
    if let Some(empty) = empty {
        line("", empty, false);
    }
    for option in options {
        line(&option.value, &option.label, option.value == value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_list_is_taken_for_markup() {
        let options = [SelectOption::new(r#"a"><b>"#, "Lumière & <son>"), SelectOption::new("son", "Son")];
        let mut html = Html::default();
        write_options(&mut html, Some("Choisissez"), &options, "son");
        insta::assert_snapshot!(html.into_inner());
    }
}
