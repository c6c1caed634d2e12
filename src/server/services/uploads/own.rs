//! The files of a draft or a person, as their owner sees them.

use super::{
    CvFile, FileKind, FileOwner, GalleryFile, OwnFiles,
    accept::{delete_of, gallery_keys, photo_keys},
};
use crate::{
    domain::photo::Photo,
    server::{
        db::Conn,
        error::AppResult,
        repositories::files::{self, FileRow},
        services::posters,
        state::AppState,
        storage::Key,
    },
};

/// The files of a draft or a person.
///
/// # Errors
/// When the database or the keys fail.
pub async fn files_of(state: &AppState, conn: &mut Conn, owner: FileOwner) -> AppResult<OwnFiles> {
    let mut own = OwnFiles::default();
    for row in files::of_owner(conn, owner).await? {
        match FileKind::from_key(&row.kind) {
            Some(FileKind::Photo) => own.photo = Some(Photo::new(row.name)),
            Some(FileKind::Cv) => {
                let file_name = shown_name(state, &row)?;
                own.cv = Some(CvFile { name: row.name, file_name, bytes: row.size });
            }
            Some(FileKind::Gallery) => own.gallery.push(GalleryFile { name: row.name }),
            Some(FileKind::IdPhoto) => own.has_id_photo = true,
            None => {}
        }
    }
    Ok(own)
}

/// The rows of a person's files: read them before the person is deleted, and [`forget`] them after the commit.
///
/// # Errors
/// When the database fails.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<FileRow>> {
    files::of_owner(conn, FileOwner::Person(person_id)).await
}

/// Removes the contents of files whose rows are gone. What fails is swept later.
pub async fn forget(state: &AppState, rows: &[FileRow]) {
    delete_of(state, rows).await;
}

/// The name a CV is offered under.
pub(super) fn shown_name(state: &AppState, row: &FileRow) -> AppResult<String> {
    match &row.original_name_encrypted {
        Some(encrypted) => state.security.keyring.decrypt_text(encrypted),
        None => Ok("CV".to_owned()),
    }
}

/// Where the contents of a file lie.
#[must_use]
pub fn keys_of(row: &FileRow) -> Vec<Key> {
    match FileKind::from_key(&row.kind) {
        Some(FileKind::Photo) => photo_keys(&row.name),
        Some(FileKind::Cv) => vec![Key::cv(&row.name)],
        Some(FileKind::Gallery) => gallery_keys(&row.name),
        Some(FileKind::IdPhoto) => vec![Key::id_photo(&row.name)],
        None if row.kind == posters::KIND => vec![Key::poster(&row.name)],
        None => Vec::new(),
    }
}
