//! The context of a request: viewer, language, client address.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Once,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::{
    domain::lang::Lang,
    routes::{Who, is_api},
    server::{
        context::{RequestContext, SessionUnreadable, TokenRefused, Viewer, WritesUsedUp},
        error::AppResult,
        security::{access, client_address, cookies, sessions},
        services,
        state::AppState,
    },
};

/// A short random name of one request, for the log and for people who report a problem.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// A new one; without randomness all zeros, which is still a valid name.
    #[must_use]
    pub fn new() -> Self {
        let mut bytes = [0_u8; 8];
        let filled = SystemRandom::new().fill(&mut bytes);
        if filled.is_err() {
            tracing::warn!("no randomness from the system");
        }
        Self(format!("{:016x}", u64::from_be_bytes(bytes)))
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

/// Put on an answer that is the same for all viewers: caches may store it, cookies or not.
#[derive(Debug, Clone, Copy)]
pub struct SameForAll;

/// Makes the [`RequestContext`] and says in the answer what it depended on.
pub async fn request_context(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let of_api = is_api(request.uri().path());
    let token = bearer(&request).filter(|_| of_api);
    // An answer may be the same for all and yet be counted for the token that asks.
    let same_for_all = access::of(&request) == Some(Who::Asset) && token.is_none();
    let private = cookies::any_private(request.headers());
    if !same_for_all {
        services::admin::settings::refresh(&state).await;
    }
    let default_language = state.settings.latest().default_language;
    let mut context = RequestContext {
        request_id: request.extensions().get::<RequestId>().cloned().unwrap_or_default().0,
        lang: language(request.headers()).unwrap_or(default_language),
        viewer: Viewer::Anonymous,
        client_ip: client_ip(&state, &request),
        user_agent: user_agent(request.headers()),
        path_and_query: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
    };
    if !same_for_all {
        let found = match token {
            Some(secret) => look_up_token(&state, &secret, &mut request, &mut context).await,
            None => look_up(&state, request.headers(), &mut context).await,
        };
        match found {
            Ok(()) => count_write(&state, &mut request, &context.viewer),
            Err(error) => {
                tracing::error!(%error, "the session could not be looked up");
                request.extensions_mut().insert(SessionUnreadable(error.status()));
            }
        }
    }
    if of_api {
        // Programs say in each request which language they read.
        context.lang = accepted_language(request.headers()).unwrap_or(default_language);
    }
    let lang = context.lang;
    request.extensions_mut().insert(context);
    let mut answer = next.run(request).await;
    let same_for_all = same_for_all || answer.extensions().get::<SameForAll>().is_some();
    if same_for_all && !is_html(&answer) {
        return answer;
    }
    let headers = answer.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    headers.entry(header::CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(lang.code()));
    if private || headers.contains_key(header::SET_COOKIE) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    } else {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    }
    answer
}

/// The same context with its viewer, for a page in a place where no session was read before.
pub async fn with_viewer(state: &AppState, headers: &HeaderMap, mut context: RequestContext) -> RequestContext {
    if context.viewer == Viewer::Anonymous
        && let Err(error) = look_up(state, headers, &mut context).await
    {
        tracing::warn!(%error, "the page is shown as to a stranger");
    }
    context
}

/// Counts a request of an account that may write. Whether it is refused is said where callers are let through, so that
/// the refusal becomes a page.
fn count_write(state: &AppState, request: &mut Request, viewer: &Viewer) {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return;
    }
    let Some(account) = viewer.account() else { return };
    if let Err(wait) = state.security.rate_limits.write(account.id) {
        request.extensions_mut().insert(WritesUsedUp(wait));
    }
}

/// The token of a request to the API, whatever it is.
fn bearer(request: &Request) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().unwrap_or_default();
    let (scheme, secret) = value.split_once(' ').unwrap_or((value, ""));
    Some(if scheme.eq_ignore_ascii_case("bearer") { secret.trim().to_owned() } else { String::new() })
}

/// Looks up the account of a token. Its language does not count: a program says which one it reads.
async fn look_up_token(
    state: &AppState,
    secret: &str,
    request: &mut Request,
    context: &mut RequestContext,
) -> AppResult<()> {
    match services::accounts::api_tokens::viewer(state, secret).await? {
        Some(viewer) => context.viewer = Viewer::Account(viewer),
        None => {
            request.extensions_mut().insert(TokenRefused);
        }
    }
    Ok(())
}

/// Looks up the viewer; the account's language comes before every other.
async fn look_up(state: &AppState, headers: &HeaderMap, context: &mut RequestContext) -> AppResult<()> {
    let name = cookies::private_name(state.config.is_https(), sessions::COOKIE);
    let Some(secret) = cookies::read(headers, &name) else { return Ok(()) };
    if let Some((viewer, lang)) = services::accounts::sessions::viewer(state, secret).await? {
        context.viewer = Viewer::Account(viewer);
        context.lang = lang.unwrap_or(context.lang);
    }
    Ok(())
}

fn is_html(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

/// The visitor's own choice, else the browser's, if it is a language of ours.
pub fn language(headers: &HeaderMap) -> Option<Lang> {
    cookies::read(headers, cookies::LANG).and_then(Lang::from_code).or_else(|| accepted_language(headers))
}

fn accepted_language(headers: &HeaderMap) -> Option<Lang> {
    preferred(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

/// The first language of ours in an `Accept-Language` header, by weight.
fn preferred(header: &str) -> Option<Lang> {
    let mut choices: Vec<(f32, Lang)> = header
        .split(',')
        .filter_map(|choice| {
            let (code, weight) = choice.split_once(';').unwrap_or((choice, "q=1"));
            let weight = weight.trim().strip_prefix("q=").and_then(|text| text.parse::<f32>().ok())?;
            Some((weight, Lang::from_code(code.trim())?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    choices.sort_by(|a, b| b.0.total_cmp(&a.0));
    choices.first().map(|(_, lang)| *lang)
}

fn user_agent(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Said once: a proxy that is not named sends the header with every request.
static NOT_BELIEVED: Once = Once::new();

fn client_ip(state: &AppState, request: &Request) -> IpAddr {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip());
    if client_address::is_not_believed(peer, request.headers(), &state.config.trusted_proxies) {
        NOT_BELIEVED.call_once(|| {
            tracing::warn!(
                "a request with X-Forwarded-For came from an address that TRUSTED_PROXIES does not name: if a proxy stands \
                 in front, name its network there, or all visitors count as one for the limits"
            );
        });
    }
    client_address::client_address(peer, request.headers(), &state.config.trusted_proxies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_language_we_have_wins() {
        assert_eq!(preferred("ar-MA,ar;q=0.9,fr;q=0.8"), Some(Lang::Ar));
        assert_eq!(preferred("de, en;q=0.5, fr;q=0.7"), Some(Lang::Fr));
        assert_eq!(preferred("de, es;q=0.5"), None);
        assert_eq!(preferred("fr;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(preferred("fr;q=, ;;,,"), None);
    }
}
