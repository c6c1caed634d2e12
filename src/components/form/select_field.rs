//! One answer out of a list.

use html_escape::{encode_double_quoted_attribute_to_string, encode_text_to_string};
use leptos::prelude::*;

use super::field_frame::{FieldIds, FieldNotes, LabelText};

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
    view! {
        <div>
            <label for=ids.control.clone() class="mb-1.5 block">
                <LabelText label required unmarked />
            </label>
            <select
                id=ids.control.clone()
                class=look
                name=name
                required=required
                autocomplete=autocomplete
                aria-describedby=described_by
                aria-invalid=invalid.then_some("true")
                data-count=count_mark
                inner_html=options_html(empty.as_deref(), &options, &value)
            ></select>
            <FieldNotes ids hint error />
        </div>
    }
}

/// The lines as text: a list of all countries as views would take most of the time of its page.
fn options_html(empty: Option<&str>, options: &[SelectOption], value: &str) -> String {
    let mut html = String::new();
    let mut line = |value: &str, label: &str, selected: bool| {
        html.push_str(r#"<option value=""#);
        encode_double_quoted_attribute_to_string(value, &mut html);
        html.push_str(if selected { r#"" selected>"# } else { r#"">"# });
        encode_text_to_string(label, &mut html);
        html.push_str("</option>");
    };
    if let Some(empty) = empty {
        line("", empty, false);
    }
    for option in options {
        line(&option.value, &option.label, option.value == value);
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_list_is_taken_for_markup() {
        let options = [SelectOption::new(r#"a"><b>"#, "Lumière & <son>"), SelectOption::new("son", "Son")];
        insta::assert_snapshot!(options_html(Some("Choisissez"), &options, "son"));
    }
}
