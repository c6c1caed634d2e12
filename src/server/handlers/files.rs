//! `/files/photo/{name}-{width}.jpg`, `/files/gallery/{name}-{width}.jpg`, `/files/id/{name}`, `/files/cv/{name}`,
//! `/files/poster/{name}.jpg`: files, to whom they are shown.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};

use crate::server::{
    context::RequestContext,
    error::AppResult,
    middleware::request_context::SameForAll,
    security::cookies,
    services::drafts::{COOKIE, DraftOwner},
    services::{
        posters, reauthentication,
        uploads::{self, IdPhotoAnswer, PhotoAnswer, PhotoKind},
    },
    state::AppState,
    storage::is_name,
};

const PUBLIC: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");
/// Nothing in a file may run or load anything, even opened as a page of its own.
const SANDBOX: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Answers for `/files/photo/{file}`.
pub async fn photo(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    in_width(&state, &request, &headers, PhotoKind::Portrait, &file).await
}

/// Answers for `/files/gallery/{file}`.
pub async fn gallery(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    in_width(&state, &request, &headers, PhotoKind::Gallery, &file).await
}

async fn in_width(
    state: &AppState,
    request: &RequestContext,
    headers: &HeaderMap,
    kind: PhotoKind,
    file: &str,
) -> Response {
    let Some((name, width)) = photo_name(file) else { return StatusCode::NOT_FOUND.into_response() };
    let visitor = visitor(state, request, headers);
    answer(uploads::photo(state, &request.viewer, &visitor, kind, name, width).await, picture)
}

/// Answers for `/files/id/{name}`.
pub async fn id_photo(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let visitor = visitor(&state, &request, &headers);
    answer(uploads::id_photo(&state, &request, &visitor, &name).await, |found| match found {
        IdPhotoAnswer::Jpeg(jpeg) => picture(PhotoAnswer { jpeg, public: false }),
        IdPhotoAnswer::PasswordNeeded => {
            Redirect::to(&reauthentication::page(&format!("/files/id/{name}"))).into_response()
        }
    })
}

/// Answers for `/files/poster/{file}`: posters of ours, and by TMDb's names those a search has just found.
pub async fn poster(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let visitor = visitor(&state, &request, &headers);
    let Some(name) = file.strip_suffix(".jpg") else { return StatusCode::NOT_FOUND.into_response() };
    if !is_name(name) {
        return answer(posters::preview(&state, &request, &visitor, &file).await, |jpeg| {
            picture(PhotoAnswer { jpeg: jpeg.into(), public: false })
        });
    }
    answer(posters::show(&state, &visitor, name).await, picture)
}

/// Caches may keep a picture that everybody may see.
fn picture(photo: PhotoAnswer) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, if photo.public { PUBLIC } else { PRIVATE }),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
    ];
    let mut answer = (headers, photo.jpeg).into_response();
    if photo.public {
        answer.extensions_mut().insert(SameForAll);
    }
    answer
}

/// Answers for `/files/cv/{name}`.
pub async fn cv(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let visitor = visitor(&state, &request, &headers);
    answer(uploads::cv(&state, &request.viewer, &visitor, &name).await, |cv| {
        let media_type = HeaderValue::from_str(&cv.media_type);
        let headers = [
            (header::CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
            (header::CONTENT_DISPOSITION, attachment(&cv.file_name)),
            (header::CACHE_CONTROL, PRIVATE),
            (header::CONTENT_SECURITY_POLICY, SANDBOX),
        ];
        (headers, cv.bytes).into_response()
    })
}

fn answer<T>(found: AppResult<Option<T>>, show: impl FnOnce(T) -> Response) -> Response {
    match found {
        Ok(Some(file)) => show(file),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a file could not be read");
            error.status().into_response()
        }
    }
}

/// Whose draft the request's cookie leads to.
pub fn visitor(state: &AppState, request: &RequestContext, headers: &HeaderMap) -> DraftOwner {
    let cookie = cookies::private_name(state.config.is_https(), COOKIE);
    DraftOwner {
        token: cookies::read(headers, &cookie).filter(|token| !token.is_empty()).map(str::to_owned),
        account_id: request.viewer.account().map(|account| account.id),
        client_ip: request.client_ip,
    }
}

fn photo_name(file: &str) -> Option<(&str, u32)> {
    let (name, width) = file.strip_suffix(".jpg")?.split_once('-')?;
    Some((name, width.parse().ok()?))
}

/// To be saved, not shown. Old programs read the plain name, all others the encoded one (RFC 6266).
pub(super) fn attachment(file_name: &str) -> HeaderValue {
    let plain: String =
        file_name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let encoded: String = file_name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_photo_and_a_width() {
        assert_eq!(photo_name("ab-160.jpg"), Some(("ab", 160)));
        for wrong in ["ab.jpg", "ab-160.png", "ab-x.jpg", "-", ""] {
            assert!(photo_name(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_name_in_any_script_is_one_header() {
        let value = attachment("سيرة a\"b.pdf");
        let text = value.to_str().unwrap();
        assert!(text.starts_with("attachment; filename=\"____ a_b.pdf\"; filename*=UTF-8''%D8%B3"), "{text}");
    }
}
