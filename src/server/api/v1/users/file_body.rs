//! A file that is sent: as the whole body, or as a part of a form.

use axum::{
    extract::Request,
    http::{HeaderMap, header},
};
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::{
    domain::{field_error::FieldError, files::FileKind},
    server::{
        api::{
            problem::{Problem, ProblemCode, WrongValue},
            v1::caller::Caller,
        },
        handlers::upload_body::{BodyPart, FileField, MOST_TEXT_WITHOUT_PLACE, Unreadable, read, read_file},
        services::files::forms::FileContent,
    },
};

/// The name of the part, beside that of the field.
const PART: &str = "file";

/// A file with the name it was sent under, which may be empty.
pub struct SentFile {
    pub name: String,
    content: FileContent,
}

impl SentFile {
    /// What was sent. It lies on the disk until now: ask for the memory first.
    pub async fn bytes(self) -> Result<Bytes, Problem> {
        Ok(match self.content {
            FileContent::Empty | FileContent::TooLarge => Bytes::new(),
            FileContent::InMemory(bytes, _) => bytes,
            FileContent::OnDisk(file) => file.read().await?,
        })
    }
}

/// Reads a file of a kind onto the disk, of which no more is kept than may be taken.
pub async fn receive(caller: &Caller, kind: FileKind, request: Request) -> Result<SentFile, Problem> {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let sent = if media == "multipart/form-data" {
        from_form(caller, kind, request).await?
    } else {
        whole(caller, kind, &media, request).await?
    };
    if matches!(sent.content, FileContent::TooLarge) { Err(too_large(kind)) } else { Ok(sent) }
}

async fn whole(caller: &Caller, kind: FileKind, media: &str, request: Request) -> Result<SentFile, Problem> {
    // What the file is, its content says; a form or JSON is none.
    let taken = ["image/", "application/pdf", "application/msword", "application/octet-stream", "application/vnd."];
    if !taken.iter().any(|known| media.starts_with(known)) {
        return Err(ProblemCode::UnsupportedMediaType.into());
    }
    let name = file_name(request.headers());
    let content = read_file(request.into_body(), &caller.state.clock, kind.max_bytes()).await.map_err(unreadable)?;
    Ok(SentFile { name, content })
}

fn unreadable(why: Unreadable) -> Problem {
    match why {
        Unreadable::Status(status) => ProblemCode::of_status(status).into(),
        Unreadable::Failed(error) => error.into(),
    }
}

fn too_large(kind: FileKind) -> Problem {
    let max_megabytes = kind.max_bytes() >> 20;
    Problem::member(kind.field(), WrongValue::Field(FieldError::FileTooLarge { max_megabytes }))
}

async fn from_form(caller: &Caller, kind: FileKind, request: Request) -> Result<SentFile, Problem> {
    let state = &caller.state;
    let field = |name: &str| {
        let is_file = name == PART || name == kind.field();
        is_file.then_some(FileField { most_bytes: kind.max_bytes(), in_memory: false })
    };
    let places = &state.security.upload_places;
    let body = read(request, places, &state.clock, MOST_TEXT_WITHOUT_PLACE, field).await.map_err(unreadable)?;
    if let Some(error) = body.refused {
        return Err(error.into());
    }
    let file = body.parts.into_iter().find_map(|part| match part {
        BodyPart::File { file_name, content, .. } => Some((file_name, content)),
        BodyPart::Text { .. } => None,
    });
    let (name, content) = file.ok_or_else(|| Problem::member(kind.field(), WrongValue::Missing))?;
    Ok(SentFile { name, content })
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
