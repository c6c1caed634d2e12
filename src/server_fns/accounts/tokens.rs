//! Personal access tokens of the signed-in account, and those of all accounts on the desk.

use leptos::prelude::*;

use crate::{
    domain::{accounts::api_token::TokenAnswer, fault::Fault, registration::FormValues},
    server_fns::form_encoding::FormPost,
};

/// Where the form of a new token is sent.
pub const MAKE_TOKEN: &str = "/fn/make_token";
/// Where the button that revokes an own token is sent.
pub const REVOKE_TOKEN: &str = "/fn/revoke_token";
/// Where the button of the desk is sent.
pub const REVOKE_ANY_TOKEN: &str = "/fn/revoke_any_token";

/// The inputs: the name, a box for each scope, the days it lives, the number of a token.
pub const NAME_FIELD: &str = "name";
pub const SCOPE_FIELD: &str = "scope";
pub const DAYS_FIELD: &str = "days";
pub const TOKEN_FIELD: &str = "token";

/// The flash with the answer.
#[cfg(feature = "ssr")]
pub const TOKEN_ANSWER: &str = "api_token";
/// The same on the desk.
#[cfg(feature = "ssr")]
pub const DESK_TOKEN_ANSWER: &str = "desk_api_token";

/// Makes a token, which the next page shows this once.
#[server(prefix = "/fn", endpoint = "make_token", input = FormPost)]
pub async fn make_token(form: FormValues) -> Result<TokenAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        services::accounts::api_tokens::{AskedToken, MadeToken, make},
    };
    let ctx = Ctx::current()?;
    leptos_axum::redirect(crate::routes::SECURITY);
    let asked = AskedToken {
        name: form.first(NAME_FIELD).to_owned(),
        scopes: form.all(SCOPE_FIELD).to_vec(),
        days: form.trimmed(DAYS_FIELD).parse().unwrap_or_default(),
    };
    let typed: String = asked.name.chars().take(200).collect();
    let answer = match make(&ctx.state, &ctx.actor(), asked).await? {
        MadeToken::Made { secret, .. } => TokenAnswer::Made { secret },
        MadeToken::Refused(errors) => TokenAnswer::Refused { name: typed, errors },
        MadeToken::TooMany => TokenAnswer::TooMany,
    };
    ctx.flash(TOKEN_ANSWER, &answer)?;
    Ok(answer)
}

/// Revokes a token of the account.
#[server(prefix = "/fn", endpoint = "revoke_token")]
pub async fn revoke_token(#[server(default)] token: String) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::accounts::api_tokens::revoke};
    let ctx = Ctx::current()?;
    let id: i64 = token.parse().map_err(|_| Fault::BadRequest)?;
    revoke(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(TOKEN_ANSWER, &TokenAnswer::Revoked)?;
    leptos_axum::redirect(crate::routes::SECURITY);
    Ok(())
}

/// Revokes a token of any account.
#[server(prefix = "/fn", endpoint = "revoke_any_token")]
pub async fn revoke_any_token(#[server(default)] token: String) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::accounts::api_tokens::revoke_any};
    let ctx = Ctx::current()?;
    let id: i64 = token.parse().map_err(|_| Fault::BadRequest)?;
    revoke_any(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(DESK_TOKEN_ANSWER, &TokenAnswer::Revoked)?;
    leptos_axum::redirect(crate::routes::DESK_TOKENS);
    Ok(())
}
