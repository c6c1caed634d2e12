//! Choosing a password.

use leptos::prelude::*;

use super::TextField;
use crate::{
    components::{field_error_text::text_for, lang::current_locale},
    domain::{field_error::FieldErrors, registration::fields as f},
    i18n::td_string,
    islands::password_advice::{PasswordAdvice, PasswordAdviceLabels},
};

/// The fields `password` and `password_confirm`; neither is ever sent back. With `shown_instead` the password is typed
/// once where a script lets it be read: the second field is there without script only, or after two that differed.
#[component]
pub fn NewPasswordFields<'a>(
    /// Of the first field.
    #[prop(into)]
    label: String,
    #[prop(into)] confirm_label: String,
    errors: &'a FieldErrors,
    #[prop(default = true)] required: bool,
    #[prop(optional)] shown_instead: bool,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let labels = PasswordAdviceLabels {
        good: td_string!(locale, auth.password_good).to_owned(),
        differs: td_string!(locale, validation.password_mismatch).to_owned(),
        show: td_string!(locale, auth.password_show).to_owned(),
    };
    let (error, confirm_error) = (text_for(locale, errors, f::PASSWORD), text_for(locale, errors, f::PASSWORD_CONFIRM));
    let only_without_script = shown_instead && confirm_error.is_none();
    let confirm = view! {
        <TextField
            name=f::PASSWORD_CONFIRM
            kind="password"
            label=confirm_label
            error=confirm_error
            required=required
            autocomplete="new-password"
            ltr=true
        />
    };
    let confirm =
        if only_without_script { view! { <noscript>{confirm}</noscript> }.into_any() } else { confirm.into_any() };
    view! {
        <PasswordAdvice labels>
            <TextField
                name=f::PASSWORD
                kind="password"
                label=label
                hint=td_string!(locale, auth.password_hint)
                error=error
                required=required
                autocomplete="new-password"
                ltr=true
            />
            {confirm}
        </PasswordAdvice>
    }
}
