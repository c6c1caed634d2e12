//! `/files/photo/{name}-{width}.jpg`, `/files/gallery/{name}-{width}.jpg`, `/files/id/{name}`, `/files/cv/{name}`,
//! `/files/poster/{name}.jpg`: files, for the viewers that may see them.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::server::{
    context::RequestContext,
    ctx::form_request,
    error::{AppError, AppResult},
    middleware::request_context::SameForAll,
    page_cache::has_etag,
    services::files::{self, PhotoAnswer, PhotoKind, posters},
    state::AppState,
    storage::is_name,
};

/// What the answer for a file is made from.
type FileRequest = (State<AppState>, Extension<RequestContext>, Path<String>, HeaderMap);

const PUBLIC: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");
/// Nothing in a file may run or load anything, even opened as a page of its own.
const SANDBOX: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// Answers for `/files/photo/{file}`.
pub async fn photo((State(state), Extension(request), Path(file), headers): FileRequest) -> AppResult<Response> {
    in_width(&state, &request, &headers, PhotoKind::Portrait, &file).await
}

/// Answers for `/files/gallery/{file}`.
pub async fn gallery((State(state), Extension(request), Path(file), headers): FileRequest) -> AppResult<Response> {
    in_width(&state, &request, &headers, PhotoKind::Gallery, &file).await
}

async fn in_width(
    state: &AppState,
    request: &RequestContext,
    headers: &HeaderMap,
    kind: PhotoKind,
    file: &str,
) -> AppResult<Response> {
    let (name, width) = photo_name(file).ok_or(AppError::NotFound)?;
    let visitor = form_request(state, request, headers);
    let photo = files::find_photo(state, &visitor, kind, name, width).await?.ok_or(AppError::NotFound)?;
    // Another picture has another name.
    let etag = HeaderValue::try_from(format!("\"{name}-{width}\"")).map_err(AppError::internal)?;
    if photo.public && has_etag(headers, &etag) {
        let headers = [(header::ETAG, etag), (header::CACHE_CONTROL, PUBLIC)];
        let mut answer = (StatusCode::NOT_MODIFIED, headers).into_response();
        answer.extensions_mut().insert(SameForAll);
        return Ok(answer);
    }
    let public = photo.public;
    let mut answer = picture(photo.load(state).await?.ok_or(AppError::NotFound)?);
    if public {
        answer.headers_mut().insert(header::ETAG, etag);
    }
    Ok(answer)
}

/// Answers for `/files/id/{name}`.
pub async fn id_photo((State(state), Extension(request), Path(name), headers): FileRequest) -> AppResult<Response> {
    let visitor = form_request(&state, &request, &headers);
    let jpeg = files::id_photo(&state, &visitor, &name).await?;
    Ok(picture(PhotoAnswer { jpeg: jpeg.ok_or(AppError::NotFound)?, public: false }))
}

/// Answers for `/files/poster/{file}`: posters of ours, and by TMDb's names those a search has just found.
pub async fn poster((State(state), Extension(request), Path(file), headers): FileRequest) -> AppResult<Response> {
    let visitor = form_request(&state, &request, &headers);
    let name = file.strip_suffix(".jpg").ok_or(AppError::NotFound)?;
    let found = if is_name(name) {
        posters::show(&state, &visitor, name).await?
    } else {
        let jpeg = posters::preview(&state, &visitor, &file).await?;
        jpeg.map(|jpeg| PhotoAnswer { jpeg, public: false })
    };
    Ok(picture(found.ok_or(AppError::NotFound)?))
}

/// Caches may store a public picture.
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
pub async fn cv((State(state), Extension(request), Path(name), headers): FileRequest) -> AppResult<Response> {
    let visitor = form_request(&state, &request, &headers);
    let cv = files::cv(&state, &visitor, &name).await?.ok_or(AppError::NotFound)?;
    let media_type = HeaderValue::from_str(&cv.media_type);
    let headers = [
        (header::CONTENT_TYPE, media_type.unwrap_or(HeaderValue::from_static("application/octet-stream"))),
        (header::CONTENT_DISPOSITION, attachment(&cv.file_name)),
        (header::CACHE_CONTROL, PRIVATE),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
    ];
    Ok((headers, cv.bytes).into_response())
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
