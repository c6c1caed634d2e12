//! Advice on a password while it is typed.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// The sentence that says what is wrong with `password` (and `email` and the names, which it must not resemble); nothing when the
/// password will do. Nothing is kept.
///
/// # Errors
/// `TooManyRequests` when this network asks too often.
#[server(prefix = "/fn", endpoint = "advise_on_password", input = FormPost)]
pub async fn advise_on_password(form: FormValues) -> Result<Option<String>, Fault> {
    use crate::{
        components::{field_error_text::field_error_text, lang::current_locale},
        server::{ctx::Ctx, services::registration::password_advice},
    };
    let (ctx, locale) = (Ctx::current()?, current_locale());
    let problem = password_advice(&ctx.state, &ctx.applicant(), &form).await?;
    Ok(problem.map(|problem| field_error_text(locale, &problem)))
}
