//! Signing in and the first administrator.

use leptos::prelude::*;

use crate::domain::{fault::Fault, first_administrator::FirstAdministratorAnswer, sign_in::SignInAnswer};

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
        context::{use_request, use_state},
        security::flash::set_flash,
        services::{
            sessions::{Device, give_to_browser, use_response},
            sign_in::{Credentials, sign_in},
        },
    };
    let (state, request, response, device) = (use_state()?, use_request(), use_response()?, Device::of_request());
    let next =
        next.as_deref().and_then(crate::domain::sign_in::local_path).unwrap_or(crate::routes::DASHBOARD).to_owned();
    let remember = remember.is_some();
    let credentials = Credentials { identifier: identifier.clone(), password, remember };
    let (answer, token) = sign_in(&state, &request, device, credentials).await?;
    if let Some(token) = token {
        give_to_browser(&state, &response, &token)?;
        leptos_axum::redirect(&next);
        return Ok(answer);
    }
    let identifier: String = identifier.chars().take(254).collect();
    set_flash(&state, &response, "sign_in", &SignInFlash { identifier, remember, answer })?;
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    leptos_axum::redirect(&format!("{}?next={next}", crate::routes::LOGIN));
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
        context::{use_request, use_state},
        security::flash::set_flash,
        services::{
            first_administrator::{NewAdministrator, create},
            sessions::{Device, give_to_browser, use_response},
        },
    };
    let (state, request, response, device) = (use_state()?, use_request(), use_response()?, Device::of_request());
    if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(Fault::BadRequest);
    }
    let back = format!("/auth/first-administrator/{token}");
    let form = NewAdministrator { token, email: email.clone(), password, password_confirm };
    let (answer, session) = create(&state, &request, device, form).await?;
    if let Some(session) = session {
        give_to_browser(&state, &response, &session)?;
        leptos_axum::redirect(crate::routes::DASHBOARD);
        return Ok(answer);
    }
    if let FirstAdministratorAnswer::Refused(errors) = &answer {
        let email = email.chars().take(254).collect();
        let flash = FirstAdministratorFlash { email, errors: errors.clone() };
        set_flash(&state, &response, "first_administrator", &flash)?;
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

/// Whether the one-time link still works.
///
/// # Errors
/// When the database does not answer.
#[cfg(feature = "ssr")]
pub async fn first_administrator_link_is_open(token: String) -> crate::server::error::AppResult<bool> {
    let state = crate::server::context::use_state()?;
    crate::server::services::first_administrator::is_open(&state, &token).await
}
