//! One answer out of a few, all of them visible.

use leptos::prelude::*;

use super::field_frame::{FieldIds, FieldNotes, LabelText};

/// One choice: what is sent, what is read, and a sentence that explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadioOption {
    pub value: String,
    pub label: String,
    pub note: Option<String>,
}

impl RadioOption {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None }
    }

    /// The same choice with a sentence under it.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// Radio buttons in a fieldset; nothing is chosen while `value` is empty.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<RadioOption>,
    #[prop(into, optional)] value: String,
    /// None when empty.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let ids = FieldIds::new(&name);
    let hint = (!hint.is_empty()).then_some(hint);
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let choices = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            // The error summary leads to the first choice.
            let id = if index == 0 { ids.control.clone() } else { format!("{}-{}", ids.control, option.value) };
            let label_for = id.clone();
            let checked = option.value == value;
            view! {
                <label class="choice" for=label_for>
                    <input
                        id=id
                        class="radio radio-primary"
                        type="radio"
                        name=name.clone()
                        value=option.value
                        checked=checked
                        required=required
                    />
                    <span class="min-w-0">
                        <span class="block font-medium">{option.label}</span>
                        {option.note.map(|note| view! { <span class="mt-0.5 block text-sm text-muted">{note}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            role="radiogroup"
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            aria-required=required.then_some("true")
        >
            <legend class="mb-1.5">
                <LabelText label required />
            </legend>
            <div class="choices">{choices}</div>
            <FieldNotes ids hint error />
        </fieldset>
    }
}
