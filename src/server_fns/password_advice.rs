//! Advice on a password while it is typed.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// The sentence that says what is wrong with `password` (and `email` and the names, which it must not resemble); nothing when the
/// password will do. Nothing is kept.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "advise_on_password", input = FormPost)]
pub async fn advise_on_password(form: FormValues) -> Result<Option<String>, Fault> {
    use crate::{
        i18n::Locale,
        server::{
            context::{use_lang, use_state},
            services::registration::{PasswordAdvice, password_advice},
        },
        server_fns::registration::{applicant, too_fast},
        texts::field_error::field_error_text,
    };
    let (state, applicant, locale) = (use_state()?, applicant()?, Locale::from(use_lang()));
    let advice = password_advice(&state, &applicant, &form).await?;
    Ok(match advice {
        PasswordAdvice::Found(problem) => problem.map(|problem| field_error_text(locale, &problem)),
        PasswordAdvice::TooFast(wait) => {
            too_fast(wait);
            None
        }
    })
}
