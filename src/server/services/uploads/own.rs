//! The files of a draft or a person, as their owner sees them.

use crate::{
    domain::{
        files::{CvFile, FileKind, GalleryFile, OwnFiles},
        photo::Photo,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_profiles,
            files::{self, FileOwner, FileRow},
        },
        state::AppState,
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
            Some(FileKind::Poster) | None => {}
        }
    }
    Ok(own)
}

/// Makes the files of a draft the person's, in the caller's transaction. The draft may be gone already. Answers the
/// rows of the person's files they replace: remove their contents after the commit.
///
/// # Errors
/// When the database fails.
pub async fn claim_draft_files(conn: &mut Conn, draft_id: i64, person_id: i64) -> AppResult<Vec<FileRow>> {
    let rows = files::of_owner(conn, FileOwner::Draft(draft_id)).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut replaced = files::of_owner(conn, FileOwner::Person(person_id)).await?;
    let is_single = |row: &FileRow| FileKind::from_key(&row.kind).is_some_and(FileKind::is_single);
    replaced.retain(|old| is_single(old) && rows.iter().any(|new| new.kind == old.kind));
    files::delete(conn, &replaced.iter().map(|old| old.id).collect::<Vec<_>>()).await?;
    files::claim(conn, draft_id, person_id).await?;
    for row in rows {
        match FileKind::from_key(&row.kind) {
            Some(FileKind::Photo) => files::set_photo(conn, person_id, Some(row.id)).await?,
            Some(FileKind::Cv) => files::set_cv(conn, person_id, Some(row.id)).await?,
            Some(FileKind::IdPhoto) => cinema_profiles::set_id_photo(conn, person_id, Some(row.id)).await?,
            // The form knows the order of the gallery and the productions of the posters.
            Some(FileKind::Gallery | FileKind::Poster) | None => {}
        }
    }
    Ok(replaced)
}

/// The name a CV is offered under.
pub(super) fn shown_name(state: &AppState, row: &FileRow) -> AppResult<String> {
    match &row.original_name_encrypted {
        Some(encrypted) => state.security.keyring.decrypt_text(encrypted),
        None => Ok("CV".to_owned()),
    }
}
