//! Label above, control, hint and error below: the same for every field.

use leptos::prelude::*;

use crate::components::html::Html;
use crate::components::icon::{IconName, write_icon};
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
    let mut html = Html::default();
    write_label_text(&mut html, &label, required || unmarked);
    html.into_view()
}

/// Writes the text of a label, with « optional » unless it is `plain`.
pub fn write_label_text(html: &mut Html, label: &str, plain: bool) {
    html.markup(r#"<span class="font-semibold">"#).text(label).markup("</span>");
    if !plain {
        // Without the space the last Arabic letter would join the next word, and screen readers would read one word.
        html.markup(r#" <span class="ms-1 text-sm text-muted">"#)
            .text(td_string!(current_locale(), common.optional))
            .markup("</span>");
    }
}

/// Hint and error of a field.
#[component]
pub fn FieldNotes(ids: FieldIds, hint: Option<String>, error: Option<String>) -> impl IntoView {
    let mut html = Html::default();
    write_notes(&mut html, &ids, hint.as_deref(), error.as_deref());
    html.into_view()
}

/// Writes [`FieldNotes`].
pub fn write_notes(html: &mut Html, ids: &FieldIds, hint: Option<&str>, error: Option<&str>) {
    if let Some(error) = error {
        html.markup("<p")
            .attribute("id", &ids.error)
            .markup(r#" class="mt-1.5 flex items-start gap-1.5 font-medium text-error-strong">"#);
        write_icon(html, IconName::Alert, "mt-0.5 size-5");
        html.markup("<span>").text(error).markup("</span></p>");
    }
    if let Some(hint) = hint {
        html.markup("<p").attribute("id", &ids.hint).markup(r#" class="mt-1.5 text-sm text-muted">"#);
        html.text(hint).markup("</p>");
    }
}
