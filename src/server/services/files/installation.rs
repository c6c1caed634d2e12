//! Whose files lie in the storage. The database and the storage hold the same random mark; where they differ, this is
//! another database than the files belong to, and none of them may be removed for having no row here.

use std::collections::HashSet;

use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        db::{Db, to_completion, transaction},
        error::{AppError, AppResult},
        repositories::{admin::exports, files, operations::installation},
        services::admin::audit_log::{self, Subject},
        state::AppState,
        storage::{Listing, Storage, new_name},
    },
};

/// Names looked up at once.
const BATCH: usize = 500;
/// A storage without a mark is taken when at most one in so many of its files is unknown.
const ONE_UNKNOWN_IN: usize = 20;

/// Whose the storage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageOwner {
    /// This database's.
    ThisDatabase,
    /// It has the mark of another database.
    AnotherDatabase,
    /// It has no mark, and holds files that this database does not know.
    Unclear { unknown: usize, files: usize },
}

impl StorageOwner {
    /// What an operator is told, and what to do about it; `None` when all is well.
    #[must_use]
    pub fn warning(self) -> Option<String> {
        let what = match self {
            Self::ThisDatabase => return None,
            Self::AnotherDatabase => "The storage belongs to another database".to_owned(),
            Self::Unclear { unknown, files } => {
                format!("This database does not know {unknown} of the {files} files in the storage")
            }
        };
        Some(format!(
            "{what}: none of its files is swept. Check DATABASE_URL, DATA_DIR and STORAGE_URL; if they are right, run \
             `talentsmaroc storage adopt` once"
        ))
    }
}

/// Finds out whose the storage is and changes nothing; `None` when it has no mark and may get this database's: it is
/// empty, or this database knows its files.
///
/// # Errors
/// `Unavailable` when the bucket does not answer.
pub async fn look(db: &Db, storage: &Storage) -> AppResult<Option<StorageOwner>> {
    let own = installation::find(&mut db.read().await?).await?.map(|row| row.mark);
    if let Some(found) = storage.mark().await? {
        let ours = own.is_some_and(|own| own == found);
        return Ok(Some(if ours { StorageOwner::ThisDatabase } else { StorageOwner::AnotherDatabase }));
    }
    let names = names_in(&storage.list().await?);
    let unknown = names.len() - known_names(db, &names).await?.len();
    Ok((unknown * ONE_UNKNOWN_IN > names.len()).then_some(StorageOwner::Unclear { unknown, files: names.len() }))
}

/// Finds out whose the storage is, and marks it when it has no mark and may get this database's.
///
/// # Errors
/// `Unavailable` when the bucket does not answer, `StorageFull`.
pub async fn establish(state: &AppState) -> AppResult<StorageOwner> {
    let mark = own_mark(state).await?;
    if let Some(owner) = look(&state.db, &state.storage).await? {
        return Ok(owner);
    }
    state.storage.put_first_mark(&mark).await?;
    // Another server may have been faster, and some buckets do not know « only if it is not there ».
    let owner = look(&state.db, &state.storage).await?;
    owner.ok_or_else(|| AppError::internal("the storage does not keep its mark"))
}

/// Makes the storage this database's: what it does not know is swept from now on.
///
/// # Errors
/// `Forbidden` without the capability; `Unavailable`, `StorageFull`.
pub async fn adopt(state: &AppState, actor: &Actor) -> AppResult<()> {
    actor.require(Capability::ManageStorage)?;
    let mark = own_mark(state).await?;
    state.storage.replace_mark(&mark).await?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, "storage.adopted", &Subject::storage()).await?;
    })
}

/// The mark in the database, made when there is none.
async fn own_mark(state: &AppState) -> AppResult<String> {
    if let Some(row) = installation::find(&mut state.db.read().await?).await? {
        return Ok(row.mark);
    }
    let (state, mark) = (state.clone(), new_name()?);
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        installation::add_missing(tx.conn()?, &mark).await?;
        let row = installation::find(tx.conn()?).await?;
        tx.commit().await?;
        // Of two servers that start at once one is first; both use its mark.
        row.map(|row| row.mark).ok_or_else(|| AppError::internal("the mark of the installation was not stored"))
    })
    .await
}

/// The random names of the files in the storage, each once; the trash does not count.
pub(super) fn names_in(listing: &Listing) -> HashSet<String> {
    listing.files.iter().filter_map(|file| file.key.name()).map(str::to_owned).collect()
}

/// Those of the names that have a row.
pub(super) async fn known_names(db: &Db, names: &HashSet<String>) -> AppResult<HashSet<String>> {
    let names: Vec<String> = names.iter().cloned().collect();
    let mut known = HashSet::new();
    for batch in names.chunks(BATCH) {
        let mut conn = db.read().await?;
        known.extend(files::known_names(&mut conn, batch).await?);
        known.extend(exports::known_names(&mut conn, batch).await?);
    }
    Ok(known)
}
