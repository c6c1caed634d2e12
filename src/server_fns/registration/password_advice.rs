//! Advice on a password while it is typed.

use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
use leptos::prelude::*;

/// The sentence that says what is wrong with `password` (and `email` and the names, which it must not resemble);
/// nothing when the password will do. Nothing is stored. A network that asks too often gets the status 429 with a
/// sentence that says how long to wait.
#[server(prefix = "/fn", endpoint = "advise_on_password", input = FormPost)]
pub async fn advise_on_password(form: FormValues) -> Result<Option<String>, Fault> {
    use crate::{
        i18n::Locale,
        server::{context::use_lang, ctx::Ctx, error::AppError, services::registration::password_advice},
        texts::{field_error::field_error_text, status::status_texts},
    };
    let (ctx, locale) = (Ctx::current()?, Locale::from(use_lang()));
    let problem = match password_advice(&ctx.state, &ctx.form_request(), &form).await {
        Err(AppError::TooManyRequests(wait)) => {
            ctx.refuse_for_now(wait);
            let (_, sentence) = status_texts(locale, 429, Some(wait));
            return Ok(Some(sentence));
        }
        judged => judged?,
    };
    Ok(problem.map(|problem| field_error_text(locale, &problem)))
}
