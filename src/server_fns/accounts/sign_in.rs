//! Signing in and the first administrator.

use crate::domain::{
    accounts::{first_administrator::FirstAdministratorAnswer, sign_in::SignInAnswer},
    fault::Fault,
};
use leptos::prelude::*;

/// Where the form of the sign-in page is sent.
pub const SIGN_IN: &str = "/fn/sign_in";
/// Where the form of the first administrator is sent.
pub const CREATE_FIRST_ADMINISTRATOR: &str = "/fn/create_first_administrator";

/// Signs in and leads to `next`, or back to the form with what was typed (never the password).
#[server(prefix = "/fn", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] identifier: String,
    #[server(default)] password: String,
    #[server(default)] remember: Option<String>,
    #[server(default)] next: Option<String>,
) -> Result<SignInAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        error::AppError,
        services::accounts::sign_in::{Credentials, SignedIn, sign_in},
    };
    let ctx = Ctx::current()?;
    let next = next
        .as_deref()
        .and_then(crate::domain::accounts::sign_in::local_path)
        .unwrap_or(crate::routes::DASHBOARD)
        .to_owned();
    let remember = remember.is_some();
    let device = ctx.device.clone();
    let credentials = Credentials { identifier: identifier.clone(), password, remember, device };
    let SignedIn { answer, session, second_step, factor_missing } =
        match sign_in(&ctx.state, &ctx.actor(), credentials).await {
            Err(AppError::TooManyRequests(wait)) => SignedIn::refused(SignInAnswer::TooFast { seconds: wait.0 }),
            answered => answered?,
        };
    if let Some(token) = session {
        ctx.set_session(&token)?;
        leptos_axum::redirect(if factor_missing { crate::routes::TWO_FACTOR } else { &next });
        return Ok(answer);
    }
    if let Some(step) = second_step {
        ctx.set_cookie(step.cookie(ctx.state.config.is_https(), &ctx.state.security.keyring)?);
        leptos_axum::redirect(&crate::routes::second_step_page(&next));
        return Ok(answer);
    }
    let identifier: String = identifier.chars().take(254).collect();
    ctx.flash("sign_in", &SignInFlash { identifier, remember, answer })?;
    leptos_axum::redirect(&crate::routes::sign_in_page(&next));
    Ok(answer)
}

/// What the sign-in form shows after a failure.
#[cfg(feature = "ssr")]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct SignInFlash {
    pub identifier: String,
    pub remember: bool,
    pub answer: SignInAnswer,
}

/// Makes the first administrator from the page behind the one-time link.
#[server(prefix = "/fn", endpoint = "create_first_administrator")]
pub async fn create_first_administrator(
    #[server(default)] token: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] password_confirm: String,
) -> Result<FirstAdministratorAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        services::accounts::first_administrator::{NewAdministrator, create},
    };
    let ctx = Ctx::current()?;
    if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(Fault::BadRequest);
    }
    let back = format!("/auth/first-administrator/{token}");
    let form = NewAdministrator { token, email: email.clone(), password, password_confirm, lang: ctx.lang() };
    let (answer, session) = create(&ctx.state, &ctx.actor(), form).await?;
    if let Some(session) = session {
        ctx.set_session(&session)?;
        leptos_axum::redirect(crate::routes::DASHBOARD);
        return Ok(answer);
    }
    if let FirstAdministratorAnswer::Refused(errors) = &answer {
        let email = email.chars().take(254).collect();
        ctx.flash("first_administrator", &FirstAdministratorFlash { email, errors: errors.clone() })?;
    }
    leptos_axum::redirect(&back);
    Ok(answer)
}

/// What the form of the first administrator shows after a failure.
#[cfg(feature = "ssr")]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct FirstAdministratorFlash {
    pub email: String,
    pub errors: crate::domain::field_error::FieldErrors,
}
