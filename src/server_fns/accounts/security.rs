//! Password, address and sessions of the signed-in account.

use crate::domain::{
    accounts::security::{ConfirmationSent, EmailChangeAnswer, PasswordChangeAnswer, ReauthenticationAnswer},
    fault::Fault,
};
use leptos::prelude::*;

/// Where the form of a new password is sent.
pub const CHANGE_PASSWORD: &str = "/fn/change_password";
/// Where the form of another address is sent.
pub const CHANGE_EMAIL: &str = "/fn/change_email";
/// Where the buttons that end sessions are sent.
pub const END_SESSIONS: &str = "/fn/end_sessions";
/// Where the button for another confirmation mail is sent.
pub const SEND_CONFIRMATION: &str = "/fn/send_confirmation";
/// Where the password given again is sent.
pub const REAUTHENTICATE: &str = "/fn/reauthenticate";

/// The page of most of these forms.
#[cfg(feature = "ssr")]
const PAGE: &str = crate::routes::SECURITY;

/// Changes the password; other sessions end.
#[server(prefix = "/fn", endpoint = "change_password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_confirm: String,
) -> Result<PasswordChangeAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        error::AppError,
        services::accounts::security::{NewPassword, change_password},
    };
    let ctx = Ctx::current()?;
    let form = NewPassword { current: current_password, password, password_confirm };
    let (answer, token) = match change_password(&ctx.state, &ctx.actor(), form).await {
        Err(AppError::TooManyRequests(wait)) => (PasswordChangeAnswer::TooFast { seconds: wait.0 }, None),
        answered => answered?,
    };
    if let Some(token) = token {
        ctx.set_session(&token)?;
    }
    ctx.flash("change_password", &answer)?;
    leptos_axum::redirect(PAGE);
    Ok(answer)
}

/// Asks for another address.
#[server(prefix = "/fn", endpoint = "change_email")]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] password_for_email: String,
) -> Result<EmailChangeAnswer, Fault> {
    use crate::server::{ctx::Ctx, error::AppError, services::accounts::email_change::ask};
    let ctx = Ctx::current()?;
    let answer = match ask(&ctx.state, &ctx.actor(), &email, password_for_email).await {
        Err(AppError::TooManyRequests(wait)) => EmailChangeAnswer::TooFast { seconds: wait.0 },
        answered => answered?,
    };
    let email = email.chars().take(254).collect();
    ctx.flash("change_email", &EmailChangeFlash { email, answer: answer.clone() })?;
    leptos_axum::redirect(PAGE);
    Ok(answer)
}

/// What the form of another address shows after it was sent.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct EmailChangeFlash {
    pub email: String,
    pub answer: EmailChangeAnswer,
}

/// Ends the named session, or all but this one.
#[server(prefix = "/fn", endpoint = "end_sessions")]
pub async fn end_sessions(#[server(default)] session: Option<String>) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::accounts::security::end_sessions};
    let ctx = Ctx::current()?;
    let one = session.map(|id| id.parse::<i64>()).transpose().map_err(|_| Fault::BadRequest)?;
    if let Some(device) = end_sessions(&ctx.state, &ctx.actor(), one).await? {
        ctx.set_device(&device)?;
    }
    ctx.flash("sessions", &true)?;
    leptos_axum::redirect(PAGE);
    Ok(())
}

/// Sends the link that confirms the address once more, and goes back to `next`.
#[server(prefix = "/fn", endpoint = "send_confirmation")]
pub async fn send_confirmation(#[server(default)] next: Option<String>) -> Result<ConfirmationSent, Fault> {
    use crate::server::{ctx::Ctx, error::AppError, services::accounts::email_confirmation::send_again};
    let ctx = Ctx::current()?;
    let answer = match send_again(&ctx.state, &ctx.actor()).await {
        Err(AppError::TooManyRequests(wait)) => ConfirmationSent::TooFast { seconds: wait.0 },
        answered => answered?,
    };
    ctx.flash("confirmation", &answer)?;
    leptos_axum::redirect(next.as_deref().and_then(crate::domain::accounts::sign_in::local_path).unwrap_or(PAGE));
    Ok(answer)
}

/// Takes the password once more and goes on to `next`.
#[server(prefix = "/fn", endpoint = "reauthenticate")]
pub async fn reauthenticate(
    #[server(default)] password: String,
    #[server(default)] next: Option<String>,
) -> Result<ReauthenticationAnswer, Fault> {
    use crate::server::{ctx::Ctx, error::AppError, services::accounts::reauthentication::confirm};
    let ctx = Ctx::current()?;
    let next = next
        .as_deref()
        .and_then(crate::domain::accounts::sign_in::local_path)
        .unwrap_or(crate::routes::DASHBOARD)
        .to_owned();
    let answer = match confirm(&ctx.state, &ctx.actor(), password).await {
        Ok(Some(_)) => ReauthenticationAnswer::Given,
        Ok(None) => ReauthenticationAnswer::Wrong,
        Err(AppError::TooManyRequests(wait)) => ReauthenticationAnswer::TooFast { seconds: wait.0 },
        Err(error) => return Err(error.into()),
    };
    if answer == ReauthenticationAnswer::Given {
        leptos_axum::redirect(&next);
    } else {
        ctx.flash("reauthenticate", &answer)?;
        leptos_axum::redirect(&crate::routes::reauthentication_page(&next));
    }
    Ok(answer)
}
