//! Files that come with the answers of a new profile.

use crate::{
    domain::files::FileKind,
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            files::{self, FileOwner, FileRow},
            profiles::cinema::lists,
        },
    },
};

/// Gives the files of a draft to the person, whose profile exists. The draft may be gone already. Returns the rows of
/// the person's files they replace, whose contents are to be deleted after the commit.
pub async fn claim(conn: &mut Conn, draft_id: i64, person_id: i64) -> AppResult<Vec<FileRow>> {
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
            Some(FileKind::IdPhoto) => lists::set_id_photo(conn, person_id, Some(row.id)).await?,
            // The gallery has an order, which the answers know.
            _ => {}
        }
    }
    Ok(replaced)
}
