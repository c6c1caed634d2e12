//! Advice on a password while it is typed.

use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
use leptos::prelude::*;

/// The sentence that says what is wrong with `password` (and `email` and the names, which it must not resemble);
/// nothing when the password will do. Nothing is stored.
///
/// # Errors
/// `TooManyRequests` when this network asks too often.
#[server(prefix = "/fn", endpoint = "advise_on_password", input = FormPost)]
pub async fn advise_on_password(form: FormValues) -> Result<Option<String>, Fault> {
    use crate::{
        i18n::Locale,
        server::{context::use_lang, ctx::Ctx, services::registration::password_advice},
        texts::field_error::field_error_text,
    };
    let (ctx, locale) = (Ctx::current()?, Locale::from(use_lang()));
    let problem = password_advice(&ctx.state, &ctx.form_request(), &form).await?;
    Ok(problem.map(|problem| field_error_text(locale, &problem)))
}
