//! What a form needs to show itself again after a redirect: an encrypted cookie that lives five minutes.
//!
//! Never a password. Read it once while the page is rendered, before the first `.await`.

use super::cookies;
use crate::{
    domain::registration::FormStep,
    server::{
        context::use_state,
        error::{AppError, AppResult},
        state::AppState,
    },
};
use chrono::NaiveDateTime;
use http::{HeaderValue, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// What was refused of the files of a form.
pub const FILE_ERRORS: &str = "files";
/// How many seconds to wait before the own data can be downloaded.
pub const DATA_DOWNLOAD: &str = "data_download";
/// Why a selection of people was refused.
pub const SELECTION_PROBLEM: &str = "selection";
/// The permission to look at a document's number. The number itself travels in no cookie.
pub const REVEALED_DOCUMENT: &str = "document";

/// The section of a form that was stored.
#[must_use]
pub fn saved_section<S: FormStep>() -> String {
    format!("saved_{}", S::FORM)
}

const LIFETIME_SECONDS: i64 = 300;
/// Browsers drop cookies of more than 4 KB.
const LONGEST: usize = 3800;

#[derive(Serialize, Deserialize)]
struct SealedFlash<T> {
    form: String,
    until: NaiveDateTime,
    value: T,
}

/// Stores `value` for the next page that shows `form` (a short name such as `sign_in`).
///
/// # Errors
/// When the value is too large for a cookie.
pub fn set_flash<T: Serialize>(state: &AppState, response: &ResponseOptions, form: &str, value: &T) -> AppResult<()> {
    response.append_header(header::SET_COOKIE, flash_cookie(state, form, value)?);
    Ok(())
}

/// The `Set-Cookie` value that stores `value`, for answers made without Leptos.
///
/// # Errors
/// When the value is too large for a cookie.
pub fn flash_cookie<T: Serialize>(state: &AppState, form: &str, value: &T) -> AppResult<HeaderValue> {
    let until = state.clock.now() + chrono::TimeDelta::seconds(LIFETIME_SECONDS);
    let sealed = SealedFlash { form: form.to_owned(), until, value };
    let text = serde_json::to_vec(&sealed).map_err(AppError::internal)?;
    let token = String::from_utf8(state.security.keyring.encrypt(&text)).map_err(AppError::internal)?;
    if token.len() > LONGEST {
        return Err(AppError::internal("a flash value is too large for a cookie"));
    }
    cookies::private(state.config.is_https(), &name(form), &token, Some(LIFETIME_SECONDS))
}

/// What was stored for `form`, once: the answer of this request removes it.
#[must_use]
pub fn take_flash<T: DeserializeOwned>(form: &str) -> Option<T> {
    let state = use_state().ok()?;
    let parts = use_context::<Parts>()?;
    let https = state.config.is_https();
    let token = cookies::read(&parts.headers, &cookies::private_name(https, &name(form)))?;
    if let (Some(response), Ok(removal)) =
        (use_context::<ResponseOptions>(), cookies::private(https, &name(form), "", Some(0)))
    {
        response.append_header(header::SET_COOKIE, removal);
    }
    open(&state, form, token)
}

fn open<T: DeserializeOwned>(state: &AppState, form: &str, token: &str) -> Option<T> {
    let text = state.security.keyring.decrypt(token.as_bytes()).ok()?;
    let sealed: SealedFlash<T> = serde_json::from_slice(&text).ok()?;
    (sealed.form == form && sealed.until > state.clock.now()).then_some(sealed.value)
}

fn name(form: &str) -> String {
    format!("flash-{form}")
}
