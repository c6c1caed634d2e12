//! `/qr/{code}.png`, `/qr/{code}.svg` and the same below `/qr/cinema/`: a pure function of a well-formed code, never
//! looked up, so that it does not reveal which codes exist.

use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, StatusCode, header};
use ring::digest::{SHA256, digest};

use crate::{
    domain::{module::Module, unique_code::UniqueCode},
    server::{documents::qr, error::AppResult, state::AppState},
};

const CACHE: &str = "public, max-age=3600";

/// Answers for `/qr/{file}`.
pub async fn qr_answer(State(state): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    answer(&state, Module::Main, &file, &headers)
}

/// Answers for `/qr/cinema/{file}`.
pub async fn cinema_qr_answer(State(state): State<AppState>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    answer(&state, Module::Cinema, &file, &headers)
}

fn answer(state: &AppState, module: Module, file: &str, headers: &HeaderMap) -> Response {
    let Some((code, kind)) = parse(file) else { return StatusCode::NOT_FOUND.into_response() };
    let payload = qr::payload(&state.config.base_url, module, &code);
    let tag = tag(&payload, kind);
    if asked_for(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag), (header::CACHE_CONTROL, CACHE.to_owned())])
            .into_response();
    }
    match draw(&payload, kind) {
        Ok(body) => {
            let content_type = match kind {
                Kind::Png => "image/png",
                Kind::Svg => "image/svg+xml",
            };
            let headers = [
                (header::CONTENT_TYPE, content_type.to_owned()),
                (header::ETAG, tag),
                (header::CACHE_CONTROL, CACHE.to_owned()),
            ];
            (headers, body).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a QR code cannot be drawn");
            error.status().into_response()
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Svg,
}

fn parse(file: &str) -> Option<(UniqueCode, Kind)> {
    let (code, extension) = file.rsplit_once('.')?;
    let kind = match extension {
        "png" => Kind::Png,
        "svg" => Kind::Svg,
        _ => return None,
    };
    Some((code.parse().ok()?, kind))
}

fn draw(payload: &str, kind: Kind) -> AppResult<Body> {
    Ok(match kind {
        Kind::Png => Body::from(qr::png(payload)?),
        Kind::Svg => Body::from(qr::svg(payload)?),
    })
}

/// The picture follows from what it says and its kind alone.
fn tag(payload: &str, kind: Kind) -> String {
    let hash = digest(&SHA256, format!("1 {kind:?} {payload}").as_bytes());
    let hex: String = hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

fn asked_for(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_with_a_known_ending_are_drawn() {
        assert_eq!(parse("macas-0001f.svg").unwrap().0.as_str(), "MACAS0001F");
        for file in ["MACAS0001F", "MACAS0001F.gif", "MACAS01F.png", ".png", "..png"] {
            assert!(parse(file).is_none(), "{file}");
        }
    }

    #[test]
    fn tags_differ_by_code_and_kind_and_may_be_weak() {
        assert_ne!(tag("a", Kind::Png), tag("a", Kind::Svg));
        assert_ne!(tag("a", Kind::Png), tag("b", Kind::Png));
        let mut headers = HeaderMap::new();
        let own = tag("a", Kind::Png);
        headers.insert(header::IF_NONE_MATCH, format!("\"x\", W/{own}").parse().unwrap());
        assert!(asked_for(&headers, &own));
    }
}
