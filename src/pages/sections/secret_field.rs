//! A number that is not sent back once it is stored.

use leptos::prelude::*;

use super::labels::field_label;
use crate::{
    components::{
        field_error_text::text_for,
        form::{Checkbox, TextField},
        lang::current_locale,
    },
    domain::registration::{LONGEST_NUMBER, fields::erase_box},
    i18n::td_string,
    server::services::profiles::answers::FormContent,
};

/// The field of a document's number: left empty, the stored number stays; a box of its own erases it.
#[component]
pub fn SecretField<'a>(
    name: &'static str,
    content: &'a FormContent,
    /// A number that must be there: it can be replaced, not erased.
    #[prop(optional)]
    required: bool,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let masked = content.masked.get(name).cloned();
    let hint = masked.as_ref().map(|masked| {
        // Isolated, so that dots and digits keep their order in Arabic.
        td_string!(locale, register.secret_kept, value = format!("\u{2066}{masked}\u{2069}"))
    });
    let erase = (masked.is_some() && !required).then(|| {
        view! {
            <Checkbox name=erase_box(name) error=None>
                {td_string!(locale, register.secret_erase)}
            </Checkbox>
        }
    });
    view! {
        <div class="flex flex-col gap-2">
            <TextField
                name=name
                label=field_label(locale, name)
                // Empty, but for a number that was typed and could not be stored.
                value=content.values.first(name)
                hint=hint.unwrap_or_else(|| td_string!(locale, register.secret_hint).to_owned())
                error=text_for(locale, &content.errors, name)
                maxlength=u32::try_from(LONGEST_NUMBER).unwrap_or(u32::MAX)
                autocomplete="off"
                required=required
                ltr=true
            />
            {erase}
        </div>
    }
}
