//! Sends pages from memory to visitors who get the same as everybody: those without any private cookie.

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom as _, SystemRandom};

use super::representations;
use crate::{
    routes::{Who, needs_islands},
    server::{
        context::RequestContext,
        freshness::{Shown, Stamp},
        page_cache::{CachedPage, PageBody, PageContent, PageKey, accepts_brotli},
        security::{access, cookies, headers::page_policy},
        services::operations::freshness,
        state::AppState,
    },
};

/// Answers from the cache, or lets the page be rendered and caches it if it says what it shows.
pub async fn cached_pages(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let settings_version = state.settings.latest().version;
    let Some(key) = key_of(&request, settings_version).filter(|_| state.page_cache.is_enabled()) else {
        return next.run(request).await;
    };
    let today = state.clock.today();
    let cached = state.page_cache.get(&key);
    let needs_check = cached.as_ref().map_or_else(|| state.freshness.is_unknown(), |page| page.shows_stored());
    if needs_check && !freshness::check_in_time(&state).await {
        return next.run(request).await;
    }
    if let Some(page) = cached.filter(|page| state.freshness.is_fresh(page.stamp, today)) {
        state.page_cache.count_hit();
        if accepts_brotli(request.headers()) && page.begins_compressing() {
            compress_later(&state, key, page.clone());
        }
        return answer(&page, request.headers());
    }
    let stamp = state.freshness.stamp(Shown::Everyone, today);
    let content = PageContent::default();
    request.extensions_mut().insert(content.clone());
    let asked = request.headers().clone();
    let rendered = next.run(request).await;
    let Some(shown) = content.get().filter(|_| is_whole_page(&rendered)) else { return rendered };
    let nonce = nonce_of(&rendered);
    let Ok(bytes) = to_bytes(rendered.into_body(), usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut html = String::from_utf8_lossy(&bytes).into_owned();
    let nonce = nonce.filter(|nonce| {
        let scripts = needs_islands(&key.path);
        if !scripts {
            html = without_scripts(&html, nonce);
        }
        scripts
    });
    let body = PageBody::new(html, nonce.as_deref());
    let page = Arc::new(CachedPage { stamp: Stamp { shown, ..stamp }, body });
    state.page_cache.insert(key, page.clone());
    answer(&page, &asked)
}

/// The key of a request that any visitor could have sent. Addresses with a query are too many to be cached, and so are
/// the spellings of one path: ours need no percent signs.
fn key_of(request: &Request, settings_version: i64) -> Option<PageKey> {
    let is_page = *request.method() == Method::GET && access::of(request) == Some(Who::Everyone);
    if !is_page
        || request.uri().query().is_some()
        || request.uri().path().contains('%')
        || cookies::any_private(request.headers())
        // A program that wants a profile in another form.
        || representations::wanted(request).is_some()
    {
        return None;
    }
    let lang = request.extensions().get::<RequestContext>()?.lang;
    Some(PageKey { path: request.uri().path().into(), lang, settings_version })
}

fn is_whole_page(answer: &Response) -> bool {
    let content = answer.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    answer.status() == StatusCode::OK
        && content.is_some_and(|content| content.starts_with(b"text/html"))
        && !answer.headers().contains_key(header::SET_COOKIE)
}

fn answer(page: &CachedPage, asked: &HeaderMap) -> Response {
    page.answer(asked, new_nonce, page_policy)
}

/// The nonce that the policy of an answer names.
fn nonce_of(answer: &Response) -> Option<String> {
    let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let (_, rest) = policy.split_once("'nonce-")?;
    rest.split_once('\'').map(|(nonce, _)| nonce.to_owned())
}

/// A page without the scripts that Leptos adds to every page, and that only islands need.
fn without_scripts(html: &str, nonce: &str) -> String {
    let start = format!("<script nonce=\"{nonce}\">");
    let mut parts = html.split(start.as_str());
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("</script>").map_or("", |(_, rest)| rest))
}

/// Without randomness the page stays as without JavaScript.
fn new_nonce() -> String {
    let mut bytes = [0_u8; 16];
    if SystemRandom::new().fill(&mut bytes).is_err() {
        tracing::warn!("no randomness from the system");
        return String::new();
    }
    URL_SAFE_NO_PAD.encode(bytes)
}

fn compress_later(state: &AppState, key: PageKey, page: Arc<CachedPage>) {
    let state = state.clone();
    drop(tokio::task::spawn_blocking(move || {
        page.compress();
        state.page_cache.weigh_again(key, &page);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scripts_with_the_nonce_go() {
        let html = "<p>1</p><script nonce=\"n\">a=[];</script><script type=\"x\">2</script></html><script nonce=\"n\">b</script>";
        assert_eq!(without_scripts(html, "n"), "<p>1</p><script type=\"x\">2</script></html>");
        assert_eq!(without_scripts("<p></p>", "n"), "<p></p>");
    }
}
