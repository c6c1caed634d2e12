//! A multipart body that may be large and slow, but neither endless nor silent.

use std::{
    io::{self, SeekFrom},
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{FromRequest as _, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use crate::server::{
    error::{AppError, AppResult},
    middleware::body_limit::LONGEST_SILENCE,
    services::files::forms::FileContent,
};

/// What is read at most, so that files that are too large get their answer beside their field and not a broken
/// connection: ten photos as a phone takes them, and more. Beyond this, 413.
const MOST_BYTES: usize = 256 << 20;
/// Of that, what is held for as long as the request lasts: as many files as a form takes, each as large as it may be.
const MOST_KEPT: usize = 80 << 20;
/// Texts of the form.
const LONGEST_TEXT: usize = 16 << 10;
/// Parts of the form: fifty productions have six fields each.
const MOST_PARTS: usize = 400;

/// A part of the body.
pub enum BodyPart {
    Text { name: String, value: String },
    File { name: String, file_name: String, content: FileContent },
}

/// Why the body could not be read.
pub enum Unreadable {
    /// The client's doing.
    Status(StatusCode),
    Failed(AppError),
}

impl From<AppError> for Unreadable {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl Unreadable {
    /// The plain answer.
    pub fn answer(self) -> AppResult<Response> {
        match self {
            Self::Status(status) => Ok(status.into_response()),
            Self::Failed(error) => Err(error),
        }
    }
}

/// Reads all parts. `limit_of` says how many bytes of a file field are read.
///
/// # Errors
/// 400 for what is no multipart body, 408 after a silence, 413 for what has no end.
pub async fn read(request: Request, limit_of: impl Fn(&str) -> Option<usize>) -> Result<Vec<BodyPart>, Unreadable> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > MOST_BYTES) {
        return Err(Unreadable::Status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let (parts, body) = request.into_parts();
    let (body, ended) = guarded(body, LONGEST_SILENCE);
    // The reason the guard ended the body for, else the body itself made no sense.
    let status = || Unreadable::Status(ended.get().copied().unwrap_or(StatusCode::BAD_REQUEST));
    let mut multipart = Multipart::from_request(Request::from_parts(parts, body), &()).await.map_err(|_| status())?;
    let (mut all, mut room) = (Vec::new(), MOST_KEPT);
    while let Some(field) = multipart.next_field().await.map_err(|_| status())? {
        if all.len() == MOST_PARTS {
            return Err(Unreadable::Status(StatusCode::BAD_REQUEST));
        }
        let Some(name) = field.name().map(str::to_owned) else { continue };
        let part = match (field.file_name().map(str::to_owned), limit_of(&name)) {
            (Some(file_name), Some(limit)) => {
                let content = spool(field, limit.min(room)).await?.ok_or_else(status)?;
                if let FileContent::Bytes(bytes) = &content {
                    room -= bytes.len();
                }
                // A file field that was left alone sends an empty name and nothing else.
                if file_name.is_empty() && matches!(&content, FileContent::Bytes(bytes) if bytes.is_empty()) {
                    continue;
                }
                BodyPart::File { name, file_name, content }
            }
            (None, None) => BodyPart::Text { name, value: text(field).await.ok_or_else(status)? },
            _ => return Err(Unreadable::Status(StatusCode::BAD_REQUEST)),
        };
        all.push(part);
    }
    Ok(all)
}

/// The body with an end: too much or too long a silence breaks it off, and says why.
fn guarded(body: Body, longest_silence: Duration) -> (Body, Arc<OnceLock<StatusCode>>) {
    let ended = Arc::new(OnceLock::new());
    let why = ended.clone();
    let chunks = stream::try_unfold((body.into_data_stream(), 0_usize), move |(mut chunks, so_far)| {
        let why = why.clone();
        async move {
            let end = |status| {
                let _ = why.set(status);
                io::Error::other("the upload was ended")
            };
            match tokio::time::timeout(longest_silence, chunks.next()).await {
                Err(_) => Err(end(StatusCode::REQUEST_TIMEOUT)),
                Ok(None) => Ok(None),
                Ok(Some(Err(_))) => Err(end(StatusCode::BAD_REQUEST)),
                Ok(Some(Ok(chunk))) if so_far + chunk.len() > MOST_BYTES => Err(end(StatusCode::PAYLOAD_TOO_LARGE)),
                Ok(Some(Ok(chunk))) => {
                    let so_far = so_far + chunk.len();
                    Ok(Some((chunk, (chunks, so_far))))
                }
            }
        }
    });
    (Body::from_stream(chunks), ended)
}

/// A slow upload waits on the disk, not in memory: a nameless file that ends with this request. `None` when the body
/// broke off.
async fn spool(mut field: Field<'_>, limit: usize) -> AppResult<Option<FileContent>> {
    let file = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(AppError::internal)?.map_err(io_fault)?;
    let mut file = tokio::fs::File::from_std(file);
    let mut length = 0;
    loop {
        match field.chunk().await {
            Err(_) => return Ok(None),
            Ok(None) => break,
            Ok(Some(chunk)) => {
                length += chunk.len();
                if length <= limit {
                    file.write_all(&chunk).await.map_err(io_fault)?;
                }
            }
        }
    }
    if length > limit {
        return Ok(Some(FileContent::TooLarge));
    }
    file.flush().await.map_err(io_fault)?;
    file.seek(SeekFrom::Start(0)).await.map_err(io_fault)?;
    let mut bytes = Vec::with_capacity(length);
    file.read_to_end(&mut bytes).await.map_err(io_fault)?;
    Ok(Some(FileContent::Bytes(bytes.into())))
}

async fn text(mut field: Field<'_>) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.ok()? {
        if bytes.len() + chunk.len() > LONGEST_TEXT {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).ok()
}

fn io_fault(error: io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(error),
    }
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn silence_ends_a_body_and_slowness_does_not() {
        let slow = stream::unfold(0, |count| async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            (count < 10).then(|| (Ok::<_, io::Error>(Bytes::from_static(b"x")), count + 1))
        });
        let (body, ended) = guarded(Body::from_stream(slow), Duration::from_millis(500));
        assert_eq!(axum::body::to_bytes(body, 100).await.unwrap().len(), 10);
        assert!(ended.get().is_none());

        let silent = stream::pending::<Result<Bytes, io::Error>>();
        let (body, ended) = guarded(Body::from_stream(silent), Duration::from_millis(50));
        assert!(axum::body::to_bytes(body, 100).await.is_err());
        assert_eq!(ended.get(), Some(&StatusCode::REQUEST_TIMEOUT));
    }

    #[tokio::test]
    async fn what_is_too_large_is_read_to_its_end_and_not_kept() {
        const PHOTOS: usize = 12;
        const BOUNDARY: &str = "--------photos";
        let photo = |number: usize| {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"gallery_photos\"; filename=\"{number}.jpg\"\r\n\r\n"
            );
            let pixels = (0..7).map(|_| Bytes::from(vec![0; 1 << 20]));
            stream::iter([Bytes::from(head)].into_iter().chain(pixels).chain([Bytes::from_static(b"\r\n")]))
        };
        let sent = |limit: usize| {
            let end = stream::iter([Bytes::from(format!("--{BOUNDARY}--\r\n"))]);
            let photos = stream::iter(0..PHOTOS).flat_map(photo);
            let body = Body::from_stream(photos.chain(end).map(Ok::<_, io::Error>));
            let request = Request::post("/")
                .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
                .header(header::CONTENT_LENGTH, (7 * PHOTOS) << 20)
                .body(body)
                .unwrap();
            let kept = move |request: Request| async move {
                let parts = read(request, move |_| Some(limit)).await.ok().unwrap();
                let large = |part: &BodyPart| matches!(part, BodyPart::File { content: FileContent::TooLarge, .. });
                parts.iter().filter(|part| !large(part)).count().to_string()
            };
            Router::new().route("/", post(kept)).layer(DefaultBodyLimit::disable()).oneshot(request)
        };
        for (limit, kept) in [(5 << 20, 0), (8 << 20, MOST_KEPT / (7 << 20))] {
            let answer = sent(limit).await.unwrap();
            let answer = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
            assert_eq!(answer, kept.to_string(), "files of seven megabytes, {limit} bytes allowed each");
        }
    }

    #[tokio::test]
    async fn what_has_no_end_is_ended() {
        let endless = stream::repeat_with(|| Ok::<_, io::Error>(Bytes::from(vec![0; 1 << 20])));
        let (body, ended) = guarded(Body::from_stream(endless), LONGEST_SILENCE);
        assert!(axum::body::to_bytes(body, usize::MAX).await.is_err());
        assert_eq!(ended.get(), Some(&StatusCode::PAYLOAD_TOO_LARGE));
    }
}
