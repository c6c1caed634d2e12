//! The pictures of a person's documents, read one person at a time.

use crate::{
    domain::profiles::{cinema::GalleryPhoto, public::PublicProfile},
    server::{error::AppResult, services::files::contents, state::AppState, storage::Key},
};

/// Sharp enough on paper at the sizes of cards and badges.
const WIDTH: u32 = 640;

/// The photo of a person, where the viewer may see it and its file is there.
pub(super) async fn portrait(state: &AppState, person: &PublicProfile) -> AppResult<Option<Vec<u8>>> {
    let Some(photo) = &person.photo else { return Ok(None) };
    Ok(contents::load(state, &Key::photo(photo.name(), WIDTH)).await?.map(|jpeg| jpeg.to_vec()))
}

/// The photos of a gallery that the viewer may see.
pub(super) async fn gallery(state: &AppState, photos: &[GalleryPhoto]) -> AppResult<Vec<Vec<u8>>> {
    let mut files = Vec::with_capacity(photos.len());
    for photo in photos {
        let jpeg = contents::load(state, &Key::gallery(photo.name(), WIDTH)).await?;
        files.extend(jpeg.map(|jpeg| jpeg.to_vec()));
    }
    Ok(files)
}
