//! What every page, server function and service knows about the request it serves.

use super::{
    error::{AppError, AppResult},
    state::AppState,
};
use crate::domain::{
    access::{Capability, Role, Scope, Scopes},
    fault::{Fault, RetryAfter},
    lang::Lang,
    registration::FormValues,
    visibility::Audience,
};
use http::StatusCode;
use leptos::{prelude::use_context, reactive::owner::with_context};
use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};

/// The viewer of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Without a session.
    #[default]
    Anonymous,
    /// Signed in with an active account.
    Account(ViewerAccount),
}

/// The signed-in account, as far as requests need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewerAccount {
    /// `accounts.id`.
    pub id: i64,
    /// `sessions.id` of the session that made the request; 0 of no session.
    pub session_id: i64,
    /// The personal access token that made the request in place of a session.
    pub token: Option<UsedToken>,
    /// `people.id`, if the account has filled in a form.
    pub person_id: Option<i64>,
    /// What the account may do.
    pub role: Role,
    /// Whether the account counts as signed-in towards others: its address is confirmed, or need not be.
    pub trusted: bool,
}

/// A personal access token that makes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsedToken {
    /// `api_tokens.id`.
    pub id: i64,
    pub scopes: Scopes,
}

impl ViewerAccount {
    /// Whether the account has a capability here: a token may never more than its account, and only what it is for.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        self.role.may(capability) && self.token.is_none_or(|token| token.scopes.keep(capability))
    }

    /// Whether the request may use what this scope stands for: every session may.
    #[must_use]
    pub fn has_scope(&self, scope: Scope) -> bool {
        self.token.is_none_or(|token| token.scopes.has(scope))
    }

    /// The audience the account belongs to towards other people.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match self.role.audience() {
            // Without the scope for private answers an administrator's token sees what members see.
            Audience::Administrator if !self.has_scope(Scope::PrivateRead) => Audience::SignedIn,
            Audience::SignedIn if !self.trusted => Audience::Anonymous,
            audience => audience,
        }
    }
}

impl Viewer {
    /// The signed-in account, if any.
    #[must_use]
    pub const fn account(&self) -> Option<&ViewerAccount> {
        match self {
            Self::Anonymous => None,
            Self::Account(account) => Some(account),
        }
    }

    /// Whether this viewer has a capability.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        self.account().is_some_and(|account| account.may(capability))
    }

    /// The audience this viewer belongs to towards other people.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.account().map_or(Audience::Anonymous, ViewerAccount::audience)
    }
}

/// Made by the outermost middleware for every request and put into its extensions.
#[derive(Debug, Clone)]
pub struct RequestContext {
    /// Short random id, also in the log and in the `x-request-id` header.
    pub request_id: String,
    /// Language of the answer.
    pub lang: Lang,
    pub viewer: Viewer,
    /// The client's address, `X-Forwarded-For` counted only from trusted proxies.
    pub client_ip: IpAddr,
    /// What the browser calls itself, for the list of sessions.
    pub user_agent: String,
    /// Path and query of the page, for links back (`next`).
    pub path_and_query: String,
}

/// A longer address is not repeated in links: encoded once more it would be longer than an address may be.
const LONGEST_WAY_BACK: usize = 2000;

impl RequestContext {
    /// The address of the page for links that lead back to it; without its query where that is very long.
    #[must_use]
    pub fn way_back(&self) -> &str {
        let address = self.path_and_query.as_str();
        if address.len() <= LONGEST_WAY_BACK {
            return address;
        }
        let path = address.split('?').next().unwrap_or_default();
        if path.len() <= LONGEST_WAY_BACK { path } else { "/" }
    }
}

/// The session of this request could not be looked up: the answer is this status.
#[derive(Debug, Clone, Copy)]
pub struct SessionUnreadable(pub StatusCode);

/// A token was sent that does not work: no cookie stands in for it.
#[derive(Debug, Clone, Copy)]
pub struct TokenRefused;

/// The account of a request that may write did so too often: the request is refused.
#[derive(Debug, Clone, Copy)]
pub struct WritesUsedUp(pub RetryAfter);

/// Provided as a context, it makes [`crate::app::App`] show the error page of this status instead of a route.
#[derive(Debug, Clone)]
pub struct ErrorStatus {
    pub status: StatusCode,
    /// What people can report.
    pub request_id: String,
    /// How long to wait, after too many requests.
    pub wait: Option<RetryAfter>,
}

/// A form that was refused for now and nothing stored: its page is shown again with what was typed. It travels in the
/// extensions of the answer, then in those of the request its page is rendered for. Never logged.
#[derive(Clone)]
pub struct RefusedForm {
    /// Path and query of the page with the form.
    pub page: String,
    /// Everything that was sent, by the names under which answers are stored.
    pub typed: FormValues,
    /// Why: something that passes, or that less would not meet.
    pub fault: Fault,
}

/// More than the largest step holds; a page that shows more again would be too large itself.
const MOST_SHOWN_AGAIN: usize = 128 << 10;

impl RefusedForm {
    /// The form of this page that was refused with a fault; `None` when to send it again would not help, or it is too
    /// large for a page.
    #[must_use]
    pub fn of(fault: Fault, page: String, typed: FormValues) -> Option<Self> {
        (fault.lets_try_again() && typed.bytes() <= MOST_SHOWN_AGAIN).then_some(Self { page, typed, fault })
    }

    /// The form of this page that was not stored, to be shown in the answer because it is too large for a cookie; `None`
    /// when it is too large for a page.
    #[must_use]
    pub fn unstored(fault: Fault, page: String, typed: FormValues) -> Option<Self> {
        (typed.bytes() <= MOST_SHOWN_AGAIN).then_some(Self { page, typed, fault })
    }
}

/// In the extensions of a posted form: where its server function leaves it when a limit refuses it.
#[derive(Clone, Default)]
pub struct RefusedFormSlot(Arc<OnceLock<RefusedForm>>);

impl RefusedFormSlot {
    /// Leaves a form; the first one counts.
    pub fn fill(&self, form: RefusedForm) {
        let _ = self.0.set(form);
    }

    /// The form that was left.
    #[must_use]
    pub fn left(&self) -> Option<RefusedForm> {
        self.0.get().cloned()
    }
}

/// The refused form that the current page shows again.
#[must_use]
pub fn use_refused_form() -> Option<RefusedForm> {
    with_context::<http::request::Parts, _>(|parts| parts.extensions.get::<RefusedForm>().cloned()).flatten()
}

/// The application's state, in pages and server functions.
///
/// # Errors
/// Outside a request there is none.
pub fn use_state() -> AppResult<AppState> {
    use_context::<AppState>().ok_or_else(|| AppError::internal("no application state in this context"))
}

/// The context of the current request, in pages and server functions.
///
/// Outside any request (the list of routes is made once at start) it is an anonymous French visitor.
#[must_use]
pub fn use_request() -> RequestContext {
    of_request(Clone::clone).unwrap_or_else(|| RequestContext {
        request_id: String::new(),
        lang: Lang::default(),
        viewer: Viewer::Anonymous,
        client_ip: IpAddr::from([127, 0, 0, 1]),
        user_agent: String::new(),
        path_and_query: "/".to_owned(),
    })
}

/// The language of [`use_request`]. Nearly every component asks for it, so nothing is copied.
#[must_use]
pub fn use_lang() -> Lang {
    of_request(|request| request.lang).unwrap_or_default()
}

fn of_request<T>(read: impl FnOnce(&RequestContext) -> T) -> Option<T> {
    with_context::<http::request::Parts, _>(|parts| parts.extensions.get::<RequestContext>().map(read)).flatten()
}
