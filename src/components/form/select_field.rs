//! One answer out of a list.

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
    #[prop(into, optional)] hint: Option<String>,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    /// For search forms, where no answer is ever needed and none is called optional.
    #[prop(optional)]
    unmarked: bool,
) -> impl IntoView {
    let ids = FieldIds::new(id.as_deref().unwrap_or(&name));
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
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
            >
                {empty.map(|empty| view! { <option value="">{empty}</option> })}
                {options
                    .into_iter()
                    .map(|option| {
                        let selected = option.value == value;
                        view! {
                            <option value=option.value selected=selected>
                                {option.label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <FieldNotes ids hint error />
        </div>
    }
}
