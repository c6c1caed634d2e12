//! The files of a draft or a person, as their owner sees them.

use crate::{
    domain::files::{CvFile, FileKind, GalleryFile, OwnFiles, photo::Photo},
    server::{
        db::Conn,
        error::AppResult,
        repositories::files::{self, FileOwner, FileRow},
        state::AppState,
    },
};

/// The files of a draft or a person.
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
            Some(FileKind::Poster) | None => {}
        }
    }
    Ok(own)
}

/// The name a CV is offered under.
pub(crate) fn shown_name(state: &AppState, row: &FileRow) -> AppResult<String> {
    match &row.original_name_encrypted {
        Some(encrypted) => state.security.keyring.decrypt_text(encrypted),
        None => Ok("CV".to_owned()),
    }
}
