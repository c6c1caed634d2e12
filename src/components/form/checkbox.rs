//! A yes or no.

use leptos::prelude::*;

use super::field_frame::{FieldIds, FieldNotes};

/// A checkbox with its sentence. Unticked, the form sends nothing: read it as `Option<String>`.
///
/// The label is the children, so that it may hold links (terms, privacy).
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    /// What is sent when ticked.
    #[prop(into, default = "on".to_owned())]
    value: String,
    #[prop(optional)] checked: bool,
    /// None when empty.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
    /// Part of the id when several checkboxes share a name (talents).
    #[prop(into, optional)]
    id_suffix: Option<String>,
    children: Children,
) -> impl IntoView {
    let ids = match &id_suffix {
        Some(suffix) => FieldIds::new(&format!("{name}-{suffix}")),
        None => FieldIds::new(&name),
    };
    let hint = (!hint.is_empty()).then_some(hint);
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
    view! {
        <div>
            <label class="choice" for=ids.control.clone()>
                <input
                    id=ids.control.clone()
                    class="checkbox checkbox-primary"
                    type="checkbox"
                    name=name
                    value=value
                    checked=checked
                    required=required
                    aria-describedby=described_by
                    aria-invalid=invalid.then_some("true")
                />
                <span class="min-w-0">{children()}</span>
            </label>
            <FieldNotes ids hint error />
        </div>
    }
}
