//! A page in memory, and the answers made from it.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    body::Body,
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use ring::digest::{SHA256, digest};

use crate::server::freshness::{Shown, Stamp};

/// A page, with what decides whether it is fresh.
#[derive(Debug)]
pub struct CachedPage {
    pub stamp: Stamp,
    pub body: PageBody,
}

/// The HTML of a page.
#[derive(Debug)]
pub enum PageBody {
    /// Without scripts: the same for every answer.
    Whole {
        html: Bytes,
        /// Made when the page is asked for again.
        brotli: OnceLock<Bytes>,
        /// Whether a task makes them already.
        is_compressing: AtomicBool,
        etag: HeaderValue,
    },
    /// With scripts, each of which needs the nonce of its answer between two pieces.
    Pieces(Vec<Box<str>>),
}

/// Bookkeeping of a page beside its bytes.
const OVERHEAD: usize = 400;
/// Slower than the one of answers that are compressed while they are sent, for it is done once.
const BROTLI_QUALITY: i32 = 9;

impl PageBody {
    /// The body of a page; `nonce` is what its scripts have, if there are any.
    #[must_use]
    pub fn new(html: String, nonce: Option<&str>) -> Self {
        if let Some(nonce) = nonce.filter(|nonce| !nonce.is_empty()) {
            return Self::Pieces(html.split(nonce).map(Box::from).collect());
        }
        let hash = digest(&SHA256, html.as_bytes());
        let hash = URL_SAFE_NO_PAD.encode(hash.as_ref().get(..16).unwrap_or_default());
        // Weak: the same page has other bytes when it is compressed.
        let etag = HeaderValue::try_from(format!("W/\"{hash}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        // Without the room it grew into.
        let html: Bytes = html.into_boxed_str().into_boxed_bytes().into();
        Self::Whole { html, brotli: OnceLock::new(), is_compressing: AtomicBool::new(false), etag }
    }
}

impl CachedPage {
    /// How much memory it takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        OVERHEAD
            + match &self.body {
                PageBody::Whole { html, brotli, .. } => html.len() + brotli.get().map_or(0, Bytes::len),
                PageBody::Pieces(pieces) => pieces.iter().map(|piece| piece.len()).sum(),
            }
    }

    /// Whether it shows anything of the database.
    #[must_use]
    pub fn shows_stored(&self) -> bool {
        self.stamp.shown != Shown::NothingStored
    }

    /// Whether the caller is the one to call [`CachedPage::compress`].
    #[must_use]
    pub fn begins_compressing(&self) -> bool {
        matches!(&self.body, PageBody::Whole { is_compressing, .. } if !is_compressing.swap(true, Ordering::AcqRel))
    }

    /// Makes the compressed bytes; takes some milliseconds.
    pub fn compress(&self) {
        let PageBody::Whole { html, brotli, .. } = &self.body else { return };
        brotli.get_or_init(|| {
            let mut compressed = Vec::with_capacity(html.len() / 4);
            let params = brotli::enc::BrotliEncoderParams {
                quality: BROTLI_QUALITY,
                size_hint: html.len(),
                ..Default::default()
            };
            match brotli::BrotliCompress(&mut &html[..], &mut compressed, &params) {
                Ok(_) => compressed.into_boxed_slice().into(),
                // Empty bytes are not sent.
                Err(_) => Bytes::new(),
            }
        });
    }

    /// The answer with this page: 304 to a browser that has it. `nonce` is for its scripts.
    pub fn answer(
        &self,
        asked: &HeaderMap,
        nonce: impl FnOnce() -> String,
        policy: fn(Option<&str>) -> String,
    ) -> Response {
        let mut answer = match &self.body {
            PageBody::Pieces(pieces) => {
                let nonce = nonce();
                let mut answer = Body::from(pieces.join(&nonce)).into_response();
                set_policy(&mut answer, &policy(Some(&nonce)));
                answer
            }
            PageBody::Whole { html, brotli, etag, .. } => {
                let compressed = brotli.get().filter(|bytes| !bytes.is_empty() && accepts_brotli(asked));
                let mut answer = match compressed {
                    _ if has_etag(asked, etag) => StatusCode::NOT_MODIFIED.into_response(),
                    Some(brotli) => Body::from(brotli.clone()).into_response(),
                    None => Body::from(html.clone()).into_response(),
                };
                // The layer that compresses adds no second one.
                answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
                if compressed.is_some() && answer.status() == StatusCode::OK {
                    answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                }
                answer.headers_mut().insert(header::ETAG, etag.clone());
                set_policy(&mut answer, &policy(None));
                answer
            }
        };
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        answer
    }
}

fn set_policy(answer: &mut Response, policy: &str) {
    if let Ok(policy) = policy.parse() {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Whether a browser says that it has what this entity tag names.
#[must_use]
pub fn has_etag(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|tag| tag.trim() == etag)
}

/// Whether a browser takes Brotli.
#[must_use]
pub fn accepts_brotli(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("br") && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: PageBody) -> CachedPage {
        let stamp = Stamp { shown: Shown::NothingStored, version: 0, day: chrono::NaiveDate::MIN };
        CachedPage { stamp, body }
    }

    fn policy(nonce: Option<&str>) -> String {
        format!("script-src {}", nonce.unwrap_or("'none'"))
    }

    async fn text(answer: Response) -> String {
        let bytes = axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn each_answer_with_scripts_has_a_nonce_of_its_own() {
        let page = page(PageBody::new("<a n=old></a><b n=old></b>".to_owned(), Some("old")));
        let answer = page.answer(&HeaderMap::new(), || "new".to_owned(), policy);
        assert_eq!(answer.headers()[header::CONTENT_SECURITY_POLICY], "script-src new");
        assert_eq!(text(answer).await, "<a n=new></a><b n=new></b>");
    }

    #[tokio::test]
    async fn a_page_is_sent_compressed_or_not_at_all() {
        let page = page(PageBody::new("<p>page</p>".repeat(50), None));
        let mut asked = HeaderMap::new();
        asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0.9"));
        let answer = page.answer(&asked, String::new, policy);
        assert!(answer.headers().get(header::CONTENT_ENCODING).is_none());
        assert!(page.begins_compressing() && !page.begins_compressing(), "once");
        page.compress();
        let answer = page.answer(&asked, String::new, policy);
        assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
        let etag = answer.headers()[header::ETAG].clone();
        let mut html = Vec::new();
        let compressed = axum::body::to_bytes(answer.into_body(), 1_000).await.unwrap();
        brotli::BrotliDecompress(&mut &compressed[..], &mut html).unwrap();
        assert_eq!(html, "<p>page</p>".repeat(50).into_bytes());
        let answer = page.answer(&HeaderMap::new(), String::new, policy);
        assert_eq!(text(answer).await, "<p>page</p>".repeat(50));
        asked.insert(header::IF_NONE_MATCH, etag);
        assert_eq!(page.answer(&asked, String::new, policy).status(), StatusCode::NOT_MODIFIED);
    }
}
