//! A file that is sent: as the whole body, or as a part of a form.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, header},
};
use bytes::Bytes;
use futures_util::StreamExt as _;
use percent_encoding::percent_decode_str;

use crate::{
    domain::{field_error::FieldError, files::FileKind},
    server::{
        api::{
            problem::{Problem, ProblemCode, WrongValue},
            v1::caller::Caller,
        },
        handlers::upload_body::{BodyPart, FileField, MOST_TEXT_WITHOUT_PLACE, Unreadable, read},
        middleware::body_limit::LONGEST_SILENCE,
        services::files::forms::FileContent,
    },
};

/// The name of the part, beside that of the field.
const PART: &str = "file";

/// A file with the name it was sent under, which may be empty.
pub struct SentFile {
    pub name: String,
    pub bytes: Bytes,
}

/// Reads a file of a kind, of which no more is kept than may be taken.
pub async fn receive(caller: &Caller, kind: FileKind, request: Request) -> Result<SentFile, Problem> {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media == "multipart/form-data" {
        return from_form(caller, kind, request).await;
    }
    // What the file is, its content says; a form or JSON is none.
    let taken = ["image/", "application/pdf", "application/msword", "application/octet-stream", "application/vnd."];
    if !taken.iter().any(|known| media.starts_with(known)) {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    let name = file_name(request.headers());
    let bytes = whole(request.into_body(), kind).await?;
    Ok(SentFile { name, bytes })
}

fn too_large(kind: FileKind) -> Problem {
    let max_megabytes = kind.max_bytes() >> 20;
    Problem::member(kind.field(), WrongValue::Field(FieldError::FileTooLarge { max_megabytes }))
}

async fn whole(body: Body, kind: FileKind) -> Result<Bytes, Problem> {
    let mut bytes = Vec::new();
    let mut chunks = body.into_data_stream();
    loop {
        match tokio::time::timeout(LONGEST_SILENCE, chunks.next()).await {
            Err(_) => return Err(ProblemCode::RequestTimeout.into()),
            Ok(None) => return Ok(bytes.into()),
            Ok(Some(Err(_))) => return Err(ProblemCode::BadRequest.into()),
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() > kind.max_bytes() => return Err(too_large(kind)),
            Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
        }
    }
}

async fn from_form(caller: &Caller, kind: FileKind, request: Request) -> Result<SentFile, Problem> {
    let state = &caller.state;
    let field = |name: &str| {
        let is_file = name == PART || name == kind.field();
        is_file.then_some(FileField { most_bytes: kind.max_bytes(), in_memory: false })
    };
    let places = &state.security.upload_places;
    let body = match read(request, places, &state.clock, MOST_TEXT_WITHOUT_PLACE, field).await {
        Ok(body) => body,
        Err(Unreadable::Status(status)) => return Err(ProblemCode::of_status(status).into()),
        Err(Unreadable::Failed(error)) => return Err(error.into()),
    };
    if let Some(error) = body.refused {
        return Err(error.into());
    }
    let file = body.parts.into_iter().find_map(|part| match part {
        BodyPart::File { file_name, content, .. } => Some((file_name, content)),
        BodyPart::Text { .. } => None,
    });
    let (name, content) = file.ok_or_else(|| Problem::member(kind.field(), WrongValue::Missing))?;
    let bytes = match content {
        FileContent::Empty => Bytes::new(),
        FileContent::TooLarge => return Err(too_large(kind)),
        FileContent::InMemory(bytes, _) => bytes,
        FileContent::OnDisk(file) => file.read().await?,
    };
    Ok(SentFile { name, bytes })
}

/// The name of `Content-Disposition`, as far as it is a plain one.
fn file_name(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_DISPOSITION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let parameter = |name: &str| value.split(';').find_map(|part| part.trim().strip_prefix(name));
    match (parameter("filename*=UTF-8''"), parameter("filename=")) {
        (Some(encoded), _) => percent_decode_str(encoded).decode_utf8_lossy().into_owned(),
        (None, Some(plain)) => plain.trim_matches('"').to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_read() {
        let named = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_DISPOSITION, value.parse().unwrap());
            file_name(&headers)
        };
        assert_eq!(named("attachment; filename=\"cv.pdf\""), "cv.pdf");
        assert_eq!(named("attachment; filename=x; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf"), "résumé.pdf");
        assert_eq!(file_name(&HeaderMap::new()), "");
    }
}
