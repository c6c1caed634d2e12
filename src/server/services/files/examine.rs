//! Looking into a file before it is taken: what it is by its content, and why it is refused.

use bytes::Bytes;

use crate::{
    domain::{
        field_error::FieldError,
        files::{FileKind, tint::Tint},
    },
    server::{
        documents::cv::{CvKind, CvRefusal},
        error::AppResult,
        images::{MAX_SIDE, PhotoRefusal, Variant, tint_of, variants},
        state::AppState,
    },
};

/// Whether a file of a kind would be taken; nothing is stored.
///
/// # Errors
/// `Unavailable` when too many files are looked at.
pub async fn examine(state: &AppState, kind: FileKind, bytes: Bytes) -> AppResult<Result<(), FieldError>> {
    if kind != FileKind::Cv {
        return Ok(reencode(state, kind, bytes).await?.map(drop));
    }
    Ok(look_at_cv(state, bytes).await?.map(drop))
}

/// The sizes of a picture, encoded again, with its tint; or why it was not taken.
pub(super) async fn reencode(
    state: &AppState,
    kind: FileKind,
    bytes: Bytes,
) -> AppResult<Result<(Vec<Variant>, Tint), FieldError>> {
    if let Some(error) = wrong_size(kind, &bytes) {
        return Ok(Err(error));
    }
    let made = state
        .workshop
        .run(move || {
            variants(&bytes).map(|made| {
                let tint = tint_of(&made);
                (made, tint)
            })
        })
        .await?;
    Ok(made.unwrap_or(Err(PhotoRefusal::Damaged)).map_err(in_words))
}

/// What kind of document a CV is, or why it is not taken.
pub(super) async fn look_at_cv(state: &AppState, bytes: Bytes) -> AppResult<Result<CvKind, FieldError>> {
    if let Some(error) = wrong_size(FileKind::Cv, &bytes) {
        return Ok(Err(error));
    }
    let looked = state.workshop.run(move || CvKind::of(&bytes)).await?.unwrap_or(Err(CvRefusal::Unknown));
    Ok(looked.map_err(cv_in_words))
}

fn wrong_size(kind: FileKind, bytes: &Bytes) -> Option<FieldError> {
    if bytes.is_empty() {
        return Some(FieldError::FileEmpty);
    }
    (bytes.len() > kind.max_bytes()).then_some(FieldError::FileTooLarge { max_megabytes: kind.max_bytes() >> 20 })
}

fn in_words(refusal: PhotoRefusal) -> FieldError {
    match refusal {
        PhotoRefusal::Empty => FieldError::FileEmpty,
        PhotoRefusal::NotAPhoto { found: Some(found) } => FieldError::PhotoOfOtherFormat { found },
        PhotoRefusal::NotAPhoto { found: None } => FieldError::NotAPhoto,
        PhotoRefusal::RareJpeg(kind) => FieldError::PhotoRareJpeg { kind },
        PhotoRefusal::Damaged => FieldError::PhotoDamaged,
        PhotoRefusal::TooManyPixels { most } => FieldError::PhotoTooManyPixels {
            max_side: MAX_SIDE,
            max_megapixels: u32::try_from(most / 1_000_000).unwrap_or(u32::MAX),
        },
    }
}

const fn cv_in_words(refusal: CvRefusal) -> FieldError {
    match refusal {
        CvRefusal::Unknown => FieldError::NotACv,
        CvRefusal::Other(format) => FieldError::CvOfOtherFormat { format },
        CvRefusal::Incomplete => FieldError::CvIncomplete,
        CvRefusal::Protected => FieldError::CvProtected,
        CvRefusal::Macros => FieldError::CvWithMacros,
    }
}
