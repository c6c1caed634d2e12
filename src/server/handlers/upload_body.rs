//! A body with files that may be large and slow, but neither endless nor silent.

mod pace;
pub mod part_head;
mod spool;

use std::time::Duration;

use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::StreamExt as _;
use multer::{Field, Multipart};

use self::{
    pace::{Gauge, Pace},
    part_head::{boundary, part_head},
    spool::Spool,
};
use crate::server::{
    clock::Clock,
    error::{AppError, AppResult},
    middleware::body_limit::LONGEST_SILENCE,
    security::upload_places::{HeldMemory, UploadPlaces},
    services::files::forms::FileContent,
};

/// What is read at most, so that files that are too large get their answer beside their field and not a broken
/// connection: ten photos as a phone takes them, and more. Beyond this, 413.
const MOST_BYTES: usize = 256 << 20;
/// Of that, what is kept for as long as the request lasts: as many files as a form takes, each as large as it may be.
const MOST_KEPT: usize = 80 << 20;
/// Texts of the form.
const LONGEST_TEXT: usize = 16 << 10;
/// All of them together with their names.
pub const MOST_TEXT: usize = 1 << 20;
/// The same for a form without a place: more than the largest step with files holds, if every answer is as long as it
/// may be.
pub const MOST_TEXT_WITHOUT_PLACE: usize = 128 << 10;
/// What may stand between two parts, and before the first one.
const LONGEST_HEAD: usize = 16 << 10;
/// Parts of the form: fifty productions have six fields each.
const MOST_PARTS: usize = 400;
/// Bytes that memory is asked for at once.
const STEP: usize = 64 << 10;
/// A slow line of a phone passes; a trickle that only holds a place does not.
const PACE: Pace = Pace {
    longest_silence: LONGEST_SILENCE,
    lowest_rate: 10 << 10,
    grace: Duration::from_secs(30),
    longest: Duration::from_secs(15 * 60),
    most_bytes: MOST_BYTES,
};

/// A part of the body.
pub enum BodyPart {
    Text { name: String, value: String },
    File { name: String, file_name: String, content: FileContent },
}

/// What was read of a body.
#[derive(Default)]
pub struct ReadBody {
    pub parts: Vec<BodyPart>,
    /// Why a file could not be kept: the form is to be refused. The texts were read all the same, as far as they came.
    pub refused: Option<AppError>,
}

/// How the files of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileField {
    /// The content of a larger file is not kept.
    pub most_bytes: usize,
    /// It is never written to a disk as it came.
    pub in_memory: bool,
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

/// Reads all parts. `file_field` says how a field with files is read; texts and names may have `most_text` bytes.
///
/// # Errors
/// 400 for what is no multipart body, 408 after a silence or when it comes too slowly, 413 for what has no end.
pub async fn read(
    request: Request,
    places: &UploadPlaces,
    clock: &Clock,
    most_text: usize,
    file_field: impl Fn(&str) -> Option<FileField>,
) -> Result<ReadBody, Unreadable> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > MOST_BYTES) {
        return Err(Unreadable::Status(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let content_type = request.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes().to_vec());
    let boundary = content_type.as_deref().and_then(boundary).ok_or(NONSENSE)?;
    let gauge = Gauge::default();
    let mut multipart = Multipart::new(gauge.chunks(request.into_body(), PACE, clock.clone()), boundary);
    let (mut body, mut room) = (ReadBody::default(), Room { files: MOST_KEPT, text: most_text });
    loop {
        match next_part(&mut multipart, &gauge, places, &file_field, &mut body, &mut room).await {
            Ok(true) => {}
            Ok(false) => return Ok(body),
            // What came before is shown again.
            Err(_) if body.refused.is_some() => return Ok(body),
            Err(unreadable) => return Err(unreadable),
        }
    }
}

/// Reads a body that is one file. What goes on beyond `most` bytes is not read to its end.
///
/// # Errors
/// 400 for a body that breaks off, 408 after a silence or when it comes too slowly.
pub async fn read_file(body: Body, clock: &Clock, most: usize) -> Result<FileContent, Unreadable> {
    let gauge = Gauge::default();
    let mut chunks = Box::pin(gauge.chunks(body, PACE, clock.clone()));
    let mut file = Spool::new(most);
    while !file.is_too_large() {
        match gauge.next(usize::MAX, |context| chunks.poll_next_unpin(context)).await {
            Some(Some(Ok(bytes))) => file.add(&bytes).await?,
            Some(None) => break,
            Some(Some(Err(_))) | None => return Err(Unreadable::Status(gauge.status())),
        }
    }
    Ok(file.end().await?)
}

const NONSENSE: Unreadable = Unreadable::Status(StatusCode::BAD_REQUEST);

/// Bytes that may still be kept.
struct Room {
    files: usize,
    text: usize,
}

/// Adds the next part to the body; `false` after the last one.
async fn next_part(
    multipart: &mut Multipart<'_>,
    gauge: &Gauge,
    places: &UploadPlaces,
    file_field: &impl Fn(&str) -> Option<FileField>,
    body: &mut ReadBody,
    room: &mut Room,
) -> Result<bool, Unreadable> {
    let status = || Unreadable::Status(gauge.status());
    let next = gauge.next(LONGEST_HEAD, |context| multipart.poll_next_field(context)).await;
    let Some(mut field) = next.ok_or_else(status)?.map_err(|_| status())? else { return Ok(false) };
    if body.parts.len() == MOST_PARTS {
        return Err(NONSENSE);
    }
    let disposition = field.headers().get(header::CONTENT_DISPOSITION).map(|value| value.as_bytes().to_vec());
    let head = part_head(&disposition.unwrap_or_default()).ok_or(NONSENSE)?;
    let names = head.name.len() + head.file_name.as_ref().map_or(0, String::len);
    room.text = room.text.checked_sub(names).ok_or(NONSENSE)?;
    let part = match (head.file_name, file_field(&head.name)) {
        (Some(file_name), Some(how)) => {
            let most = if body.refused.is_some() { 0 } else { how.most_bytes.min(room.files) };
            let kept = if how.in_memory {
                hold(&mut field, gauge, most, places).await
            } else {
                spool(&mut field, gauge, most).await
            };
            let content = match kept {
                Ok(content) => content,
                Err(error) => {
                    body.refused = Some(error);
                    // To its end, for the texts after it.
                    spool(&mut field, gauge, 0).await?
                }
            };
            let content = content.ok_or_else(status)?;
            room.files -= content.length();
            // A file field that was left alone sends an empty name and nothing else.
            if file_name.is_empty() && content.is_empty() {
                return Ok(true);
            }
            BodyPart::File { name: head.name, file_name, content }
        }
        (None, None) => {
            let value = text(&mut field, gauge, room.text.min(LONGEST_TEXT)).await.ok_or_else(status)?;
            room.text -= value.len();
            BodyPart::Text { name: head.name, value }
        }
        _ => return Err(NONSENSE),
    };
    body.parts.push(part);
    Ok(true)
}

/// The next piece of a part; `Err` when the body broke off.
async fn piece(field: &mut Field<'_>, gauge: &Gauge) -> Result<Option<bytes::Bytes>, ()> {
    match gauge.next(usize::MAX, |context| field.poll_next_unpin(context)).await {
        Some(Some(Ok(piece))) => Ok(Some(piece)),
        Some(None) => Ok(None),
        Some(Some(Err(_))) | None => Err(()),
    }
}

/// Writes a file to the disk. `None` when the body broke off.
async fn spool(field: &mut Field<'_>, gauge: &Gauge, most: usize) -> AppResult<Option<FileContent>> {
    let mut file = Spool::new(most);
    loop {
        match piece(field, gauge).await {
            Err(()) => return Ok(None),
            Ok(None) => return file.end().await.map(Some),
            Ok(Some(bytes)) => file.add(&bytes).await?,
        }
    }
}

/// A file that is kept in memory, as much of which as there is room for. `None` when the body broke off.
async fn hold(
    field: &mut Field<'_>,
    gauge: &Gauge,
    most: usize,
    places: &UploadPlaces,
) -> AppResult<Option<FileContent>> {
    let (mut held, mut memory) = (Vec::new(), None::<HeldMemory>);
    let (mut room, mut is_too_large) = (0, false);
    loop {
        let piece = match piece(field, gauge).await {
            Err(()) => return Ok(None),
            Ok(None) => break,
            Ok(Some(piece)) => piece,
        };
        if is_too_large || held.len() + piece.len() > most {
            // Others have the memory while the rest comes.
            (held, memory, is_too_large) = (Vec::new(), None, true);
        } else {
            if held.len() + piece.len() > room {
                let more = piece.len().max(STEP);
                let right = places.memory_for_arrival(more).await?;
                if let Some(memory) = &mut memory {
                    memory.merge(right);
                } else {
                    memory = Some(right);
                }
                room += more;
            }
            held.extend_from_slice(&piece);
        }
    }
    Ok(Some(match memory {
        _ if is_too_large => FileContent::TooLarge,
        Some(memory) if !held.is_empty() => FileContent::InMemory(held.into(), memory),
        _ => FileContent::Empty,
    }))
}

async fn text(field: &mut Field<'_>, gauge: &Gauge, most: usize) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = piece(field, gauge).await.ok()? {
        if bytes.len() + piece.len() > most {
            return None;
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
