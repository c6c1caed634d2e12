//! What operations answer.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use chrono::{NaiveDateTime, SecondsFormat};
use ring::digest::{SHA256, digest};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{lang::Lang, profiles::version::PersonVersion},
    server::api::problem::Problem,
};

/// An answer, or why there is none.
pub type Answer = Result<Response, Problem>;

/// Nothing but that it was done.
#[derive(Serialize, ToSchema)]
pub struct Done {
    #[schema(default = true)]
    pub success: bool,
    /// A sentence in the language of the answer.
    pub message: String,
}

impl Done {
    #[must_use]
    pub fn saying(message: &str) -> Response {
        json(&Self { success: true, message: message.to_owned() })
    }
}

/// A JSON answer.
#[must_use]
pub fn json(value: &impl Serialize) -> Response {
    Json(value).into_response()
}

/// The same with the tag of a person's version.
#[must_use]
pub fn tagged(version: PersonVersion, mut answer: Response) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&version.tag()) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    answer
}

/// A moment, as RFC 3339 in UTC.
#[must_use]
pub fn moment(moment: NaiveDateTime) -> String {
    moment.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An answer that is the same for all who read the same language: caches may store it for an hour, then ask by its tag.
#[must_use]
pub fn public(asked: &HeaderMap, lang: Lang, body: Bytes) -> Response {
    let hash = digest(&SHA256, &body);
    let start: String = hash.as_ref().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Weak: compression changes the bytes.
    let tag = format!("W/\"{start}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut answer = if known.split(',').map(str::trim).any(|one| one == "*" || one == tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
    };
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_public_answer_is_not_sent_again() {
        let body = Bytes::from_static(b"[]");
        let first = public(&HeaderMap::new(), Lang::Fr, body.clone());
        let tag = first.headers()[header::ETAG].clone();
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, tag);
        assert_eq!(public(&asked, Lang::Fr, body).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(public(&asked, Lang::Fr, Bytes::from_static(b"[1]")).status(), StatusCode::OK);
    }
}
