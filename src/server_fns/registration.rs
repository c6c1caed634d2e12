//! The registration form's three posts, and what its pages read.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Keeps the answers of one step (fields `step`, `action` and the step's own) and leads to the next page.
///
/// # Errors
/// Faults of ours only: wrong answers are kept in the draft and shown by the page.
#[server(prefix = "/fn", endpoint = "save_registration_step", input = FormPost)]
pub async fn save_registration_step(form: FormValues) -> Result<(), Fault> {
    use crate::server::{
        db::to_completion,
        services::registration::{Saved, save_step},
        state::use_state,
    };
    let (state, applicant) = (use_state()?, request::applicant()?);
    let token = applicant.owner.token.clone();
    match to_completion(async move { save_step(&state, &applicant, &form).await }).await? {
        Saved::Kept { path, new_token } => {
            if let Some(token) = new_token.or(token) {
                request::set_draft_cookie(Some(&token))?;
            }
            leptos_axum::redirect(&path);
        }
        Saved::TooFast(wait) => request::too_fast(wait),
    }
    Ok(())
}

/// Erases everything that was typed.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "reset_registration", input = FormPost)]
pub async fn reset_registration(form: FormValues) -> Result<(), Fault> {
    use crate::server::{db::to_completion, services::registration::reset, state::use_state};
    drop(form);
    let (state, applicant) = (use_state()?, request::applicant()?);
    to_completion(async move { reset(&state, &applicant).await }).await?;
    request::set_draft_cookie(None)?;
    leptos_axum::redirect("/auth/register");
    Ok(())
}

/// Registers the person of the draft and signs them in.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "submit_registration", input = FormPost)]
pub async fn submit_registration(form: FormValues) -> Result<(), Fault> {
    use crate::server::{
        db::to_completion,
        services::registration::{Submitted, submit},
        state::use_state,
    };
    drop(form);
    let (state, applicant) = (use_state()?, request::applicant()?);
    let had_draft = applicant.owner.token.is_some() || applicant.account.is_some();
    match to_completion(async move { submit(&state, &applicant).await }).await? {
        Submitted::Done { session } => {
            if let Some(session) = session {
                request::set_session_cookie(&session)?;
            }
            request::set_draft_cookie(None)?;
            leptos_axum::redirect("/auth/register/done");
        }
        Submitted::Incomplete(step) => leptos_axum::redirect(&format!("{}#errors", step.path())),
        // Sent twice: the first one made the account.
        Submitted::NoDraft if had_draft => leptos_axum::redirect("/auth/register/done"),
        Submitted::NoDraft => leptos_axum::redirect("/auth/register"),
        Submitted::TooFast(wait) => request::too_fast(wait),
    }
    Ok(())
}

#[cfg(feature = "ssr")]
pub use request::{applicant, registered, registration_page, too_fast};

#[cfg(feature = "ssr")]
mod request {
    //! What the functions above take from the request and put into the answer.

    use http::{HeaderValue, StatusCode, header, request::Parts};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;

    use crate::server::{
        context::use_request,
        error::{AppError, AppResult},
        repositories::{people, unique_codes},
        security::{cookies, rate_limits::RetryAfter, sessions::SessionToken},
        services::{
            drafts::{COOKIE, DraftOwner, KEPT_DAYS},
            registration::{Applicant, Asked, RegistrationPage, load_page},
            sessions::{Device, give_to_browser, use_response},
        },
        state::use_state,
    };

    /// The visitor who fills in the form.
    ///
    /// # Errors
    /// Outside a request there is none.
    pub fn applicant() -> AppResult<Applicant> {
        let state = use_state()?;
        let parts = use_context::<Parts>().ok_or_else(|| AppError::internal("no request in this context"))?;
        let request = use_request();
        let cookie = cookies::private_name(state.config.is_https(), COOKIE);
        let account = request.viewer.account().cloned();
        Ok(Applicant {
            owner: DraftOwner {
                token: cookies::read(&parts.headers, &cookie).filter(|token| !token.is_empty()).map(str::to_owned),
                account_id: account.as_ref().map(|account| account.id),
                client_ip: request.client_ip,
            },
            account,
            lang: request.lang,
            device: Device::of_request(),
        })
    }

    /// What a page of the form shows.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn registration_page(asked: Asked) -> AppResult<RegistrationPage> {
        load_page(&use_state()?, &applicant()?, asked).await
    }

    /// The signed-in person's code and what the page after a registration says of them; `None` for everybody else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registered() -> AppResult<Option<(String, people::Registered)>> {
        let (state, request) = (use_state()?, use_request());
        let Some(person_id) = request.viewer.account().and_then(|account| account.person_id) else { return Ok(None) };
        let mut conn = state.db.read().await?;
        let code = unique_codes::primary_of_person(&mut conn, person_id).await?;
        let person = people::find_registered(&mut conn, person_id).await?;
        Ok(code.zip(person))
    }

    /// Sets or removes the cookie that leads to the draft.
    pub fn set_draft_cookie(token: Option<&str>) -> AppResult<()> {
        let https = use_state()?.config.is_https();
        let (value, age) = token.map_or(("", 0), |token| (token, KEPT_DAYS * 24 * 60 * 60));
        add_cookie(cookies::private(https, COOKIE, value, Some(age))?);
        Ok(())
    }

    pub fn set_session_cookie(session: &SessionToken) -> AppResult<()> {
        give_to_browser(&use_state()?, &use_response()?, session)
    }

    fn add_cookie(cookie: HeaderValue) {
        if let Some(answer) = use_context::<ResponseOptions>() {
            answer.append_header(header::SET_COOKIE, cookie);
        }
    }

    /// Answers « later »: the error page says when, and the browser's « back » still has the form.
    pub fn too_fast(RetryAfter(seconds): RetryAfter) {
        if let Some(answer) = use_context::<ResponseOptions>() {
            answer.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
            answer.set_status(StatusCode::TOO_MANY_REQUESTS);
        }
    }
}
