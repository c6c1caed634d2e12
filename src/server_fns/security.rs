//! Password, address and sessions of whoever is signed in.

use leptos::prelude::*;

use crate::domain::{
    account_security::{ConfirmationSent, EmailChangeAnswer, PasswordChangeAnswer, ReauthenticationAnswer},
    fault::Fault,
};

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
    use crate::server::services::account_security::{NewPassword, change_password};
    let (state, request, viewer) = signed_in()?;
    let form = NewPassword { current: current_password, password, password_confirm };
    let response = crate::server::services::sessions::use_response()?;
    let answer = change_password(&state, &request, &viewer, form).await?;
    crate::server::security::flash::set_flash(&state, &response, "change_password", &answer)?;
    leptos_axum::redirect(PAGE);
    Ok(answer)
}

/// Asks for another address.
#[server(prefix = "/fn", endpoint = "change_email")]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] password_for_email: String,
) -> Result<EmailChangeAnswer, Fault> {
    let (state, request, viewer) = signed_in()?;
    let response = crate::server::services::sessions::use_response()?;
    let answer =
        crate::server::services::email_change::ask(&state, &request, &viewer, &email, password_for_email).await?;
    let flash = EmailChangeFlash { email: email.chars().take(254).collect(), answer: answer.clone() };
    crate::server::security::flash::set_flash(&state, &response, "change_email", &flash)?;
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
    let (state, _, viewer) = signed_in()?;
    let response = crate::server::services::sessions::use_response()?;
    let one = session.map(|id| id.parse::<i64>()).transpose().map_err(|_| Fault::BadRequest)?;
    crate::server::services::account_security::end_sessions(&state, &viewer, one).await?;
    crate::server::security::flash::set_flash(&state, &response, "sessions", &true)?;
    leptos_axum::redirect(PAGE);
    Ok(())
}

/// Sends the link that confirms the address once more, and goes back to `next`.
#[server(prefix = "/fn", endpoint = "send_confirmation")]
pub async fn send_confirmation(#[server(default)] next: Option<String>) -> Result<ConfirmationSent, Fault> {
    let (state, _, viewer) = signed_in()?;
    let response = crate::server::services::sessions::use_response()?;
    let answer = crate::server::services::email_confirmation::send_again(&state, &viewer).await?;
    crate::server::security::flash::set_flash(&state, &response, "confirmation", &answer)?;
    leptos_axum::redirect(next.as_deref().and_then(crate::domain::sign_in::local_path).unwrap_or(PAGE));
    Ok(answer)
}

/// Takes the password once more and goes on to `next`.
#[server(prefix = "/fn", endpoint = "reauthenticate")]
pub async fn reauthenticate(
    #[server(default)] password: String,
    #[server(default)] next: Option<String>,
) -> Result<ReauthenticationAnswer, Fault> {
    use crate::server::services::reauthentication::{Proof, confirm, page};
    let (state, request, viewer) = signed_in()?;
    let response = crate::server::services::sessions::use_response()?;
    let next =
        next.as_deref().and_then(crate::domain::sign_in::local_path).unwrap_or(crate::routes::DASHBOARD).to_owned();
    let answer = match confirm(&state, &request, &viewer, password).await? {
        Proof::Given => ReauthenticationAnswer::Given,
        Proof::Wrong => ReauthenticationAnswer::Wrong,
        Proof::TooFast(wait) => ReauthenticationAnswer::TooFast { seconds: wait.0 },
    };
    if answer == ReauthenticationAnswer::Given {
        leptos_axum::redirect(&next);
    } else {
        crate::server::security::flash::set_flash(&state, &response, "reauthenticate", &answer)?;
        leptos_axum::redirect(&page(&next));
    }
    Ok(answer)
}

#[cfg(feature = "ssr")]
pub(super) type SignedIn =
    (crate::server::state::AppState, crate::server::context::RequestContext, crate::server::context::ViewerAccount);

/// State, request and the account that sent it; ask before the first `.await`.
#[cfg(feature = "ssr")]
pub(super) fn signed_in() -> Result<SignedIn, Fault> {
    let (state, request) = (crate::server::context::use_state()?, crate::server::context::use_request());
    let viewer = request.viewer.account().cloned().ok_or(Fault::Forbidden)?;
    Ok((state, request, viewer))
}

/// What the security page shows.
///
/// # Errors
/// When nobody is signed in or the database does not answer.
#[cfg(feature = "ssr")]
pub async fn security_page() -> crate::server::error::AppResult<crate::server::services::account_security::SecurityPage>
{
    let (state, request) = (crate::server::context::use_state()?, crate::server::context::use_request());
    let viewer = request.viewer.account().ok_or(crate::server::error::AppError::Forbidden)?;
    crate::server::services::account_security::load(&state, viewer).await
}

/// Whether the viewer's address waits for its confirmation; `false` for visitors.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn waits_for_confirmation() -> crate::server::error::AppResult<bool> {
    let (state, request) = (crate::server::context::use_state()?, crate::server::context::use_request());
    match request.viewer.account() {
        Some(viewer) => Ok(!crate::server::services::email_confirmation::is_confirmed(&state, viewer).await?),
        None => Ok(false),
    }
}
