//! The main registration form's three posts, and what the pages of every such form read.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Keeps the answers of one step (fields `step`, `action` and the step's own) and leads to the next page.
///
/// # Errors
/// Faults of ours only: wrong answers are kept in the draft and shown by the page.
#[server(prefix = "/fn", endpoint = "save_registration_step", input = FormPost)]
pub async fn save_registration_step(form: FormValues) -> Result<(), Fault> {
    Ok(keep_step::<crate::domain::registration::Step>(form).await?)
}

/// Erases everything that was typed.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "reset_registration", input = FormPost)]
pub async fn reset_registration(form: FormValues) -> Result<(), Fault> {
    drop(form);
    Ok(forget_form::<crate::domain::registration::Step>().await?)
}

/// Registers the person of the draft and signs them in, or adds the profile to somebody signed in.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "submit_registration", input = FormPost)]
pub async fn submit_registration(form: FormValues) -> Result<(), Fault> {
    Ok(send_form::<crate::domain::registration::Step>(form).await?)
}

#[cfg(feature = "ssr")]
pub use request::{applicant, forget_form, keep_step, registered, registration_page, send_form, too_fast};

#[cfg(feature = "ssr")]
mod request {
    //! What the functions above take from the request and put into the answer.

    use http::{HeaderValue, StatusCode, header, request::Parts};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;

    use crate::{
        domain::{module::Module, registration::FormValues, unique_code::UniqueCode},
        server::{
            context::use_request,
            context::use_state,
            db::to_completion,
            error::{AppError, AppResult},
            security::{cookies, rate_limits::RetryAfter, sessions::SessionToken},
            services::{
                drafts::{COOKIE, DraftOwner, KEPT_DAYS, leads_somewhere},
                registration::{
                    self, Applicant, Asked, Registered, RegistrationPage, Saved, StoredForm, Submitted, load_page,
                    save_step, submit,
                },
                sessions::{Device, give_to_browser, use_response},
            },
        },
    };

    /// Keeps the answers of one step and leads to the next page.
    ///
    /// # Errors
    /// When the database, the keys or the password hasher fail.
    pub async fn keep_step<S: StoredForm>(form: FormValues) -> AppResult<()> {
        let (state, applicant, form) = (use_state()?, applicant()?, S::received(form));
        let token = applicant.owner.token.clone();
        match to_completion(async move { save_step::<S>(&state, &applicant, &form).await }).await? {
            Saved::Kept { path, new_token } => {
                if let Some(token) = new_token.or(token) {
                    set_draft_cookie(Some(&token))?;
                }
                leptos_axum::redirect(&path);
            }
            Saved::TooFast(wait) => too_fast(wait),
        }
        Ok(())
    }

    /// Erases everything that was typed into a form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_form<S: StoredForm>() -> AppResult<()> {
        let (state, applicant) = (use_state()?, applicant()?);
        let token = applicant.owner.token.clone();
        to_completion(async move { registration::reset::<S>(&state, &applicant).await }).await?;
        let_go(token).await?;
        leptos_axum::redirect(S::PATH);
        Ok(())
    }

    /// Registers the person of the draft and signs them in, or adds the profile to somebody signed in.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn send_form<S: StoredForm>(form: FormValues) -> AppResult<()> {
        let (state, applicant) = (use_state()?, applicant()?);
        let token = applicant.owner.token.clone();
        let had_draft = applicant.owner.token.is_some() || applicant.account.is_some();
        let done = format!("{}/done", S::PATH);
        match to_completion(async move { submit::<S>(&state, &applicant, &form).await }).await? {
            Submitted::Done { session } => {
                if let Some(session) = session {
                    set_session_cookie(&session)?;
                }
                let_go(token).await?;
                leptos_axum::redirect(&done);
            }
            Submitted::Incomplete(step) => leptos_axum::redirect(&format!("{}#errors", step.path())),
            Submitted::Changed => leptos_axum::redirect(&S::review_path()),
            // Sent twice: the first one made the profile.
            Submitted::NoDraft if had_draft => leptos_axum::redirect(&done),
            Submitted::NoDraft => leptos_axum::redirect(S::PATH),
            Submitted::TooFast(wait) => too_fast(wait),
        }
        Ok(())
    }

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
    pub async fn registration_page<S: StoredForm>(asked: Asked<S>) -> AppResult<RegistrationPage<S>> {
        load_page(&use_state()?, &applicant()?, asked).await
    }

    /// The signed-in person's code and what the page after a registration says of them; `None` for everybody else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registered(module: Module) -> AppResult<Option<(UniqueCode, Registered)>> {
        let (state, request) = (use_state()?, use_request());
        match request.viewer.account() {
            Some(account) => registration::registered(&state, account, module).await,
            None => Ok(None),
        }
    }

    /// Removes the cookie unless it leads to the draft of another form.
    async fn let_go(token: Option<String>) -> AppResult<()> {
        let state = use_state()?;
        match token {
            Some(token) if leads_somewhere(&state, &mut state.db.read().await?, &token).await? => Ok(()),
            _ => set_draft_cookie(None),
        }
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
