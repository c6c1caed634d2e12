//! Forgotten passwords and links of mails: what people without a session do.

use leptos::prelude::*;

use crate::domain::{
    account_security::{ForgotAnswer, LinkAnswer, ResetAnswer},
    fault::Fault,
};

/// Where the form of a forgotten password is sent.
pub const REPORT_FORGOTTEN: &str = "/fn/report_forgotten_password";
/// Where the form of a new password is sent.
pub const RESET_PASSWORD: &str = "/fn/reset_password";
/// Where « this is my address » is sent.
pub const CONFIRM_EMAIL: &str = "/fn/confirm_email";
/// Where « this is not me » is sent.
pub const DISOWN_EMAIL: &str = "/fn/disown_email";
/// Where the undoing of a change of address is sent.
pub const UNDO_EMAIL_CHANGE: &str = "/fn/undo_email_change";

/// Takes the address of somebody who forgot a password; the answer is the same for every address.
#[server(prefix = "/fn", endpoint = "report_forgotten_password")]
pub async fn report_forgotten_password(#[server(default)] email: String) -> Result<ForgotAnswer, Fault> {
    use crate::server::{
        context::{use_request, use_state},
        security::flash::set_flash,
        services::{
            password_reset::{Reported, report},
            sessions::use_response,
        },
    };
    let (state, request, response) = (use_state()?, use_request(), use_response()?);
    let answer = match report(&state, &request, &email).await? {
        Reported::Taken => ForgotAnswer::Taken,
        Reported::NoAddress => ForgotAnswer::NoAddress,
        Reported::TooFast(wait) => ForgotAnswer::TooFast { seconds: wait.0 },
    };
    let email = if answer == ForgotAnswer::Taken { String::new() } else { email.chars().take(254).collect() };
    set_flash(&state, &response, "forgot", &ForgotFlash { email, answer })?;
    leptos_axum::redirect(crate::routes::FORGOT_PASSWORD);
    Ok(answer)
}

/// What the page of a forgotten password shows after its form was sent.
#[cfg(feature = "ssr")]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct ForgotFlash {
    pub email: String,
    pub answer: ForgotAnswer,
}

/// Chooses a new password with the link whose token the cookie holds.
#[server(prefix = "/fn", endpoint = "reset_password")]
pub async fn reset_password(
    #[server(default)] password: String,
    #[server(default)] password_confirm: String,
) -> Result<ResetAnswer, Fault> {
    use crate::server::{
        context::{use_request, use_state},
        security::{flash::set_flash, reset_cookie},
        services::{password_reset::reset, sessions::use_response},
    };
    let (state, request, response) = (use_state()?, use_request(), use_response()?);
    let answer = match reset_token() {
        Some(token) => reset(&state, &request, token, password, &password_confirm).await?,
        None => ResetAnswer::LinkDead,
    };
    if answer == ResetAnswer::Done {
        let forgotten = reset_cookie::removed(state.config.is_https()).map_err(Fault::from)?;
        response.append_header(http::header::SET_COOKIE, forgotten);
    }
    set_flash(&state, &response, "reset", &answer)?;
    leptos_axum::redirect(crate::routes::RESET_PASSWORD);
    Ok(answer)
}

/// The token of the password link this browser followed.
#[cfg(feature = "ssr")]
fn reset_token() -> Option<String> {
    let state = crate::server::context::use_state().ok()?;
    let parts = use_context::<http::request::Parts>()?;
    crate::server::security::reset_cookie::token(state.config.is_https(), &parts.headers)
}

/// Whether this browser followed a password link that still works.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn may_reset_password() -> crate::server::error::AppResult<bool> {
    let (state, token) = (crate::server::context::use_state()?, reset_token());
    match token {
        Some(token) => crate::server::services::password_reset::is_open(&state, &token).await,
        None => Ok(false),
    }
}

/// Confirms the address a link was sent to.
#[server(prefix = "/fn", endpoint = "confirm_email")]
pub async fn confirm_email(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{
        context::{use_request, use_state},
        services::email_confirmation::confirm,
    };
    let (state, request, back) = (use_state()?, use_request(), LinkPage::new(crate::routes::CONFIRM_EMAIL, &token)?);
    let answer = confirm(&state, &request, token).await?;
    back.show("confirmed", answer)
}

/// Says that the address a link was sent to belongs to somebody who did not register.
#[server(prefix = "/fn", endpoint = "disown_email")]
pub async fn disown_email(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{
        context::{use_request, use_state},
        services::email_confirmation::disown,
    };
    let (state, request, back) = (use_state()?, use_request(), LinkPage::new(crate::routes::CONFIRM_EMAIL, &token)?);
    let answer = disown(&state, &request, token).await?;
    back.show("disowned", answer)
}

/// Keeps or restores the address a link was sent to.
#[server(prefix = "/fn", endpoint = "undo_email_change")]
pub async fn undo_email_change(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{
        context::{use_request, use_state},
        services::email_change::undo,
    };
    let (state, request, back) =
        (use_state()?, use_request(), LinkPage::new(crate::routes::UNDO_EMAIL_CHANGE, &token)?);
    let answer = undo(&state, &request, token).await?;
    back.show("undone", answer)
}

/// What a page behind a link shows after one of its buttons was pressed.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct LinkFlash {
    /// `confirmed`, `disowned` or `undone`.
    pub done: String,
    pub answer: LinkAnswer,
}

/// The page a link leads to, to go back to.
#[cfg(feature = "ssr")]
struct LinkPage(String);

#[cfg(feature = "ssr")]
impl LinkPage {
    fn new(path: &str, token: &str) -> Result<Self, Fault> {
        let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if plain && !token.is_empty() { Ok(Self(format!("{path}/{token}"))) } else { Err(Fault::BadRequest) }
    }

    fn show(self, done: &str, answer: LinkAnswer) -> Result<LinkAnswer, Fault> {
        use crate::server::{context::use_state, security::flash::set_flash, services::sessions::use_response};
        let flash = LinkFlash { done: done.to_owned(), answer };
        set_flash(&use_state()?, &use_response()?, "email_link", &flash)?;
        leptos_axum::redirect(&self.0);
        Ok(answer)
    }
}

/// What the page behind a confirmation link offers.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn look_at_confirmation(
    token: String,
) -> crate::server::error::AppResult<crate::domain::account_security::ConfirmationLink> {
    let state = crate::server::context::use_state()?;
    crate::server::services::email_confirmation::look(&state, &token).await
}

/// Whether a change of address can still be undone by this link.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn may_undo_email_change(token: String) -> crate::server::error::AppResult<bool> {
    let state = crate::server::context::use_state()?;
    crate::server::services::email_change::can_undo(&state, &token).await
}
