//! The caller of an operation, with what services need of the request.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};

use crate::{
    domain::{
        access::{Capability, Scope},
        lang::Lang,
    },
    routes::{ApiOperation, api_operation},
    server::{
        actor::Actor,
        api::problem::{Problem, ProblemCode},
        context::{RequestContext, Viewer, ViewerAccount},
        services::{
            profiles::person_ref::{PersonRef, find_person},
            registration::{EditedPerson, FormRequest},
        },
        state::AppState,
    },
};

/// The caller; the gate has let it through to the operation.
pub struct Caller {
    pub state: AppState,
    pub request: RequestContext,
    pub headers: HeaderMap,
    operation: &'static ApiOperation,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let pattern = parts.extensions.get::<axum::extract::MatchedPath>();
        let operation = pattern.and_then(|pattern| api_operation(&parts.method, pattern.as_str()));
        let request = parts.extensions.get::<RequestContext>().cloned();
        let (Some(operation), Some(request)) = (operation, request) else {
            return Err(Problem::new(ProblemCode::Internal));
        };
        Ok(Self { state: state.clone(), request, headers: parts.headers.clone(), operation })
    }
}

impl Caller {
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::of(&self.request)
    }

    #[must_use]
    pub const fn viewer(&self) -> &Viewer {
        &self.request.viewer
    }

    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.request.lang
    }

    /// The account of the session or the token.
    pub fn account(&self) -> Result<&ViewerAccount, Problem> {
        self.request.viewer.account().ok_or(Problem::new(ProblemCode::Unauthenticated))
    }

    /// Refuses a token that lacks a scope.
    pub fn require(&self, scope: Scope) -> Result<(), Problem> {
        if self.account()?.has_scope(scope) { Ok(()) } else { Err(Problem::missing(scope)) }
    }

    /// The person with a number or a code, whom the caller may use the operation on: the own one, or anyone for
    /// administrators. Others are not told whether there is such a person.
    pub async fn person(&self, typed: &str) -> Result<PersonRef, Problem> {
        let account = self.account()?;
        let found = find_person(&self.state, typed).await?;
        let own = found.as_ref().is_some_and(|person| account.person_id == Some(person.id));
        if !own && !account.role.may(Capability::ManagePeople) {
            return Err(Problem::new(ProblemCode::Forbidden));
        }
        let needed = if own { self.operation.own_scope.or(self.operation.scope) } else { self.operation.scope };
        needed.map_or(Ok(()), |scope| self.require(scope))?;
        found.ok_or(Problem::new(ProblemCode::NotFound))
    }

    /// The request as forms need it, about the own person or another one.
    pub fn form_request(&self, person: Option<&PersonRef>) -> FormRequest {
        let other =
            person.filter(|person| self.request.viewer.account().and_then(|own| own.person_id) != Some(person.id));
        let edited = other.map(|person| EditedPerson { id: person.id, code: person.code.clone() });
        FormRequest { actor: self.actor(), draft_token: None, lang: self.lang(), edited }
    }

    /// A header, as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
