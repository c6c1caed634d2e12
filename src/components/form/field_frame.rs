//! Label above, control, hint and error below: the same for every field.

use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::lang::current_locale;
use crate::i18n::td_string;

/// The ids that tie a control to its label, hint and error.
#[derive(Debug, Clone)]
pub struct FieldIds {
    pub control: String,
    pub hint: String,
    pub error: String,
}

impl FieldIds {
    /// Ids of the field with this form name.
    pub fn new(name: &str) -> Self {
        Self {
            control: format!("field-{name}"),
            hint: format!("field-{name}-hint"),
            error: format!("field-{name}-error"),
        }
    }

    /// The value of `aria-describedby`: only what is on the page.
    pub fn described_by(&self, has_hint: bool, has_error: bool) -> Option<String> {
        match (has_hint, has_error) {
            (true, true) => Some(format!("{} {}", self.error, self.hint)),
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (false, false) => None,
        }
    }
}

/// The text of a label, with « optional » where an answer may be left out; `unmarked` leaves that word out.
#[component]
pub fn LabelText(#[prop(into)] label: String, required: bool, #[prop(optional)] unmarked: bool) -> impl IntoView {
    let locale = current_locale();
    view! {
        <span class="font-semibold">{label}</span>
        // Without the space the last Arabic letter would join the next word, and screen readers would read one word.
        {(!required && !unmarked)
            .then(|| view! { " " <span class="ms-1 text-sm text-muted">{td_string!(locale, common.optional)}</span> })}
    }
}

/// Hint and error of a field.
#[component]
pub fn FieldNotes(ids: FieldIds, hint: Option<String>, error: Option<String>) -> impl IntoView {
    view! {
        {error
            .map(|error| {
                view! {
                    <p id=ids.error class="mt-1.5 flex items-start gap-1.5 font-medium text-error-strong">
                        <Icon name=IconName::Alert class="mt-0.5 size-5" />
                        <span>{error}</span>
                    </p>
                }
            })}
        {hint.map(|hint| view! { <p id=ids.hint class="mt-1.5 text-sm text-muted">{hint}</p> })}
    }
}
