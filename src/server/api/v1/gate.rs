//! What may end a request before its handler: limits and permissions, before any work.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{
    domain::{access::Capability, fault::RetryAfter},
    routes::{ApiCaller, ApiOperation, JSON, api_operation},
    server::{
        api::problem::{Problem, ProblemCode, RATE_LIMIT},
        context::{RequestContext, SessionUnreadable, TokenRefused, Viewer, WritesUsedUp},
        security::rate_limits::Allowance,
        state::AppState,
    },
};

/// As the draft of RateLimit fields has it.
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Lets permitted callers through, at their pace, and leaves with the answer what their limit leaves.
pub async fn gate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (counted, allowance) = count(&state, &request);
    let mut answer = match counted.and_then(|()| admit(&request)) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    if let Some(allowance) = allowance {
        answer.extensions_mut().insert(allowance);
    }
    answer
}

/// Counts a request of a caller that is known.
fn count(state: &AppState, request: &Request) -> (Result<(), Problem>, Option<Allowance>) {
    if let Some(SessionUnreadable(status)) = request.extensions().get() {
        return (Err(Problem::new(ProblemCode::of_status(*status))), None);
    }
    let Some(context) = request.extensions().get::<RequestContext>() else {
        return (Err(Problem::new(ProblemCode::Internal)), None);
    };
    let token = context.viewer.account().and_then(|account| account.token).map(|token| token.id);
    let limits = &state.security.rate_limits;
    match limits.api_request(token, context.client_ip) {
        Ok(allowance) => (Ok(()), Some(allowance)),
        Err(wait) => (Err(wait.into()), Some(limits.api_used_up(token))),
    }
}

fn admit(request: &Request) -> Result<(), Problem> {
    let Some(context) = request.extensions().get::<RequestContext>() else {
        return Err(Problem::new(ProblemCode::Internal));
    };
    if let Some(WritesUsedUp(wait)) = request.extensions().get() {
        return Err(Problem::from(*wait));
    }
    if request.extensions().get::<TokenRefused>().is_some() {
        return Err(Problem::new(ProblemCode::Unauthenticated));
    }
    // A method that the address does not have: the router says which it has.
    let pattern = request.extensions().get::<MatchedPath>();
    let Some(operation) = pattern.and_then(|pattern| api_operation(request.method(), pattern.as_str())) else {
        return Ok(());
    };
    permit(operation, &context.viewer)?;
    if accepts(request.headers(), operation.media) { Ok(()) } else { Err(Problem::new(ProblemCode::NotAcceptable)) }
}

fn permit(operation: &ApiOperation, viewer: &Viewer) -> Result<(), Problem> {
    if matches!(operation.caller, ApiCaller::Anyone | ApiCaller::SignIn) {
        return Ok(());
    }
    let account = viewer.account().ok_or(Problem::new(ProblemCode::Unauthenticated))?;
    let allowed = match operation.caller {
        ApiCaller::Session => account.token.is_none(),
        ApiCaller::Administrator => account.role.may(Capability::ManagePeople),
        _ => true,
    };
    if !allowed {
        return Err(Problem::new(ProblemCode::Forbidden));
    }
    // Whose person it is decides which of two scopes is needed: the handler asks.
    let scopes = [operation.scope, operation.own_scope];
    let mut needed = scopes.into_iter().flatten().peekable();
    match needed.peek().copied() {
        Some(scope) if !needed.any(|scope| account.has_scope(scope)) => Err(Problem::missing(scope)),
        _ => Ok(()),
    }
}

/// Whether the client takes what an operation answers with.
fn accepts(headers: &HeaderMap, media: &str) -> bool {
    let group = media.split('/').next().unwrap_or_default();
    let mut given = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    if given.peek().is_none() {
        return true;
    }
    let takes = |range: &str| {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let refused = parts.any(|parameter| {
            parameter
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok())
                .is_some_and(|weight| weight <= 0.0)
        });
        let of_group = kind.strip_suffix("/*").is_some_and(|wanted| wanted == group);
        // The type of errors alone stands for JSON.
        let of_errors = media == JSON && kind == "application/problem+json";
        (kind == "*/*" || kind == media || of_group || of_errors) && !refused
    };
    given.any(|value| value.split(',').any(takes))
}

/// Turns every plain error into a problem, and gives every answer the headers that all answers have. What the layers
/// further in refuse without a word is what comes from other sites.
pub async fn problems(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let context = request.extensions().get::<RequestContext>().cloned();
    let mut answer = next.run(request).await;
    let allowance = answer.extensions().get::<Allowance>().copied();
    let status = answer.status();
    if status.is_client_error() || status.is_server_error() {
        let (lang, id) = context.map(|context| (context.lang, context.request_id)).unwrap_or_default();
        let mut problem = Problem::of_answer(&answer).answer(&state.config.base_url, lang, &id);
        for name in [header::ALLOW, header::SET_COOKIE] {
            for value in answer.headers().get_all(&name) {
                problem.headers_mut().append(name.clone(), value.clone());
            }
        }
        tell(problem.headers_mut(), allowance);
        return problem;
    }
    tell(answer.headers_mut(), allowance);
    answer.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    answer
}

/// Tells the caller what its limit leaves; a refusal has said already that nothing is left.
fn tell(headers: &mut HeaderMap, allowance: Option<Allowance>) {
    let Some(allowance) = allowance else { return };
    let seconds = |time| RetryAfter::at_least(time).0;
    let policy = format!("\"api\";q={};w={}", allowance.most, seconds(allowance.window));
    let left = format!("\"api\";r={};t={}", allowance.left, seconds(allowance.whole_in));
    for (name, text) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, left)] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.entry(name).or_insert(value);
        }
    }
}

/// Names the refusal of what another site sent with a visitor's cookie.
pub async fn named_cross_site(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let answer = next.run(request).await;
    let plain = answer.extensions().get::<Problem>().is_none()
        && answer.extensions().get::<crate::domain::fault::Fault>().is_none();
    if changes && plain && answer.status() == axum::http::StatusCode::FORBIDDEN {
        return Problem::new(ProblemCode::CrossSite).into_response();
    }
    answer
}

/// What tells from which site a request comes.
const SITES: [HeaderName; 3] = [header::ORIGIN, HeaderName::from_static("sec-fetch-site"), header::REFERER];

/// A token is sent on purpose, never by a browser of its own: no site can make a visitor's browser send one, and the
/// cookies beside it do not count.
pub async fn tokens_from_anywhere(mut request: Request, next: Next) -> Response {
    let viewer = request.extensions().get::<RequestContext>().map(|context| &context.viewer);
    if viewer.and_then(Viewer::account).is_some_and(|account| account.token.is_some()) {
        for name in SITES {
            request.headers_mut().remove(name);
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_accepted_unless_refused() {
        let accepts_as = |value: Option<&str>, media: &str| {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(header::ACCEPT, value.parse().unwrap());
            }
            accepts(&headers, media)
        };
        let accepts = |value| accepts_as(value, JSON);
        for good in [
            None,
            Some("*/*"),
            Some("application/json"),
            Some("text/html, application/*;q=0.5"),
            Some("Application/JSON; charset=utf-8"),
        ] {
            assert!(accepts(good), "{good:?}");
        }
        for bad in [Some("text/html"), Some("application/json;q=0"), Some("image/png, text/*")] {
            assert!(!accepts(bad), "{bad:?}");
        }
        for (value, taken) in
            [("text/csv", true), ("text/*", true), ("*/*", true), (JSON, false), ("text/*;q=0", false)]
        {
            assert_eq!(accepts_as(Some(value), "text/csv"), taken, "{value}");
        }
    }
}
