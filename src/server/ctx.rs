//! The current request, in pages, server functions and handlers: what services are given of it, and what goes back to
//! the browser beside the answer.

use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{use_context, with_context};
use leptos_axum::ResponseOptions;

use crate::domain::{fault::RetryAfter, lang::Lang, registration::FormValues};
use crate::server::{
    actor::Actor,
    context::{RefusedForm, RefusedFormSlot, RequestContext, Viewer, ViewerAccount, use_request, use_state},
    error::{AppError, AppResult},
    freshness::Shown,
    page_cache::PageContent,
    security::{
        cookies::{self, DRAFT},
        flash::set_flash,
        known_devices,
        sessions::SessionToken,
    },
    services::registration::{FormRequest, drafts::KEPT_DAYS},
    state::AppState,
};

/// State and request of a page or server function; ask before the first `.await`.
pub struct Ctx {
    pub state: AppState,
    pub request: RequestContext,
    /// The cookie that leads to a draft.
    draft_token: Option<String>,
    /// The sealed device that the browser says it is; sent with a sign-in only.
    pub device: Option<String>,
    /// Where a form is left that a limit refuses.
    refused: Option<RefusedFormSlot>,
    response: Option<ResponseOptions>,
    /// Where the page says what it shows, when it may be cached.
    content: Option<PageContent>,
}

impl Ctx {
    /// Of the current request.
    ///
    /// # Errors
    /// Where there is no state: outside pages and server functions.
    pub fn current() -> AppResult<Self> {
        let state = use_state()?;
        let draft_token = with_context::<Parts, _>(|parts| draft_token(&state, &parts.headers)).flatten();
        let https = state.config.is_https();
        let device = with_context::<Parts, _>(|parts| known_devices::sent(https, &parts.headers)).flatten();
        let refused = with_context::<Parts, _>(|parts| parts.extensions.get::<RefusedFormSlot>().cloned()).flatten();
        let content = page_content();
        Ok(Self { state, request: use_request(), draft_token, device, refused, response: use_context(), content })
    }

    #[must_use]
    pub const fn viewer(&self) -> &Viewer {
        &self.request.viewer
    }

    /// The language of the answer.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.request.lang
    }

    /// The query of the page's address, without its question mark.
    #[must_use]
    pub fn query(&self) -> &str {
        self.request.path_and_query.split_once('?').map_or("", |(_, query)| query)
    }

    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::of(&self.request)
    }

    /// The signed-in account.
    ///
    /// # Errors
    /// `Forbidden` without one.
    pub fn signed_in(&self) -> AppResult<&ViewerAccount> {
        self.request.viewer.account().ok_or(AppError::Forbidden)
    }

    /// The request as the forms need it.
    #[must_use]
    pub fn form_request(&self) -> FormRequest {
        FormRequest { actor: self.actor(), draft_token: self.draft_token.clone(), lang: self.lang(), edited: None }
    }

    /// Says what of the database this page shows: then it may be sent to other anonymous visitors until that changes.
    pub fn shows(&self, shown: Shown) {
        if let Some(content) = &self.content {
            content.set(shown);
        }
    }

    /// Passes the result of sending a form on. When the form was refused for a reason that lets the visitor try again,
    /// the answer is `page`, the path and query of the form's page, with what was typed.
    ///
    /// # Errors
    /// The error of `result`.
    pub fn keep_typed<T>(&self, result: AppResult<T>, page: &str, typed: FormValues) -> AppResult<T> {
        if let (Err(error), Some(slot)) = (&result, &self.refused)
            && let Some(form) = RefusedForm::of(error.fault(), page.to_owned(), typed)
        {
            slot.fill(form);
        }
        result
    }

    /// Gives the answer the status of too many requests, whatever it says.
    pub fn refuse_for_now(&self, wait: RetryAfter) {
        if let Some(response) = &self.response {
            response.set_status(StatusCode::TOO_MANY_REQUESTS);
            response.insert_header(header::RETRY_AFTER, HeaderValue::from(wait.0));
        }
    }

    /// Has the browser load the page again after some seconds, which works without scripts.
    pub fn load_again_after(&self, seconds: u32) {
        if let Some(response) = &self.response {
            response.insert_header(header::REFRESH, HeaderValue::from(seconds));
        }
    }

    /// Sets a cookie with the answer.
    pub fn set_cookie(&self, cookie: HeaderValue) {
        if let Some(response) = &self.response {
            response.append_header(header::SET_COOKIE, cookie);
        }
    }

    /// Gives the browser a session that was just begun, and makes it a device that signed in.
    ///
    /// # Errors
    /// When a value has characters a header cannot hold.
    pub fn set_session(&self, token: &SessionToken) -> AppResult<()> {
        self.set_cookie(token.cookie(self.state.config.is_https())?);
        self.set_device(&token.device)
    }

    /// Makes the browser a device that signed in: this sealed one.
    ///
    /// # Errors
    /// When the value has characters a header cannot hold.
    pub fn set_device(&self, sealed: &str) -> AppResult<()> {
        self.set_cookie(known_devices::cookie(self.state.config.is_https(), sealed)?);
        Ok(())
    }

    /// Stores `value` for the next page that shows `form`.
    ///
    /// # Errors
    /// When the value is too large for a cookie.
    pub fn flash<T: serde::Serialize>(&self, form: &str, value: &T) -> AppResult<()> {
        self.response.as_ref().map_or(Ok(()), |response| set_flash(&self.state, response, form, value))
    }
}

/// Says that the current page shows nothing stored, so that it may be cached.
pub fn page_shows_nothing_stored() {
    if let Some(content) = page_content() {
        content.set(Shown::NothingStored);
    }
}

fn page_content() -> Option<PageContent> {
    with_context::<Parts, _>(|parts| parts.extensions.get::<PageContent>().cloned()).flatten()
}

/// The request as the forms and their files need it.
#[must_use]
pub fn form_request(state: &AppState, request: &RequestContext, headers: &HeaderMap) -> FormRequest {
    FormRequest {
        actor: Actor::of(request),
        draft_token: draft_token(state, headers),
        lang: request.lang,
        edited: None,
    }
}

/// The `Set-Cookie` value that leads to a draft; without a token it removes the cookie.
///
/// # Errors
/// When the token has characters a header cannot hold.
pub fn draft_cookie(state: &AppState, token: Option<&str>) -> AppResult<HeaderValue> {
    let (value, age) = token.map_or(("", 0), |token| (token, KEPT_DAYS * 24 * 60 * 60));
    cookies::private(state.config.is_https(), DRAFT, value, Some(age))
}

fn draft_token(state: &AppState, headers: &HeaderMap) -> Option<String> {
    let name = cookies::private_name(state.config.is_https(), DRAFT);
    cookies::read(headers, &name).filter(|token| !token.is_empty()).map(str::to_owned)
}
