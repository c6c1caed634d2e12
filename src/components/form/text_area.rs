//! An answer of several lines.

use leptos::prelude::*;

use super::field_frame::{FieldIds, FieldNotes, LabelText};
use crate::domain::lang::Lang;

/// A text of several lines with label, hint and error.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    /// None when empty.
    #[prop(into, optional)]
    hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(default = 5)] rows: u32,
    /// The language of the answer, where it is another one than the page's; it decides the direction.
    #[prop(optional)]
    lang: Option<Lang>,
) -> impl IntoView {
    let ids = FieldIds::new(&name);
    let hint = (!hint.is_empty()).then_some(hint);
    let described_by = ids.described_by(hint.is_some(), error.is_some());
    let invalid = error.is_some();
    let look = if invalid { "textarea textarea-error w-full" } else { "textarea w-full" };
    view! {
        <div>
            <label for=ids.control.clone() class="mb-1.5 block">
                <LabelText label required />
            </label>
            <textarea
                id=ids.control.clone()
                class=look
                name=name
                rows=rows
                lang=lang.map(Lang::code)
                dir=lang.map(Lang::dir)
                required=required
                maxlength=maxlength
                aria-describedby=described_by
                aria-invalid=invalid.then_some("true")
            >
                {value}
            </textarea>
            <FieldNotes ids hint error />
        </div>
    }
}
