//! Taking a file: looked into, written to the storage, then noted.

use bytes::Bytes;

use super::{
    contents::{delete_contents, delete_keys},
    examine::{look_at_cv, reencode},
    room,
};
use crate::{
    domain::{
        access::Capability,
        field_error::FieldError,
        files::{FileKind, photo::MOST_IN_GALLERY},
        webhook::WebhookEvent,
    },
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        documents::cv::file_name,
        error::{AppError, AppResult},
        repositories::{
            files::{self, FileOwner, FileRow, NewFile},
            imports::files as import_files,
            profiles::cinema::lists,
            search::changes,
        },
        services::{
            admin::audit_log::{self, ChangeNote, Subject},
            cv_analysis::request as cv_analysis,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
        storage::{Key, new_name},
    },
};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// Stored under this name; an earlier one of the same kind is gone.
    Stored { name: String },
    /// Not taken, for a reason to be shown beside its field.
    Refused(FieldError),
    /// The draft, the person or the CINEMA profile it was for no longer exists, or the import waits for it no more.
    OwnerGone,
}

/// Refuses actors that may not change the files of an owner: a person's are changed by the person and by those who
/// manage people, a draft's by the visitor it was found for.
pub(super) fn require_owner(actor: &Actor, owner: FileOwner) -> AppResult<()> {
    match owner {
        FileOwner::Person(id) if actor.person_id() != Some(id) => actor.require(Capability::ManagePeople),
        FileOwner::Person(_) | FileOwner::Draft(_) => Ok(()),
    }
}

/// Takes a file of a kind for its owner, in place of an earlier one unless it is for a gallery.
///
/// # Errors
/// `Forbidden` for other actors; `StorageFull`, `Unavailable`. On any error nothing has changed.
pub async fn accept(
    state: &AppState,
    actor: &Actor,
    owner: FileOwner,
    kind: FileKind,
    original_name: &str,
    bytes: Bytes,
) -> AppResult<Accepted> {
    take(&Sender { state, actor, waiting: None }, owner, kind, original_name, bytes).await
}

/// As [`accept`], of a file that an import noted under a number: it waits no more from the moment it is stored, so that
/// an import that is killed in between does not take it twice.
///
/// # Errors
/// As [`accept`].
pub async fn accept_waiting(
    state: &AppState,
    actor: &Actor,
    waiting: i64,
    (owner, kind): (FileOwner, FileKind),
    original_name: &str,
    bytes: Bytes,
) -> AppResult<Accepted> {
    take(&Sender { state, actor, waiting: Some(waiting) }, owner, kind, original_name, bytes).await
}

/// Where a file comes from.
struct Sender<'a> {
    state: &'a AppState,
    actor: &'a Actor,
    /// The row of the import that noted it.
    waiting: Option<i64>,
}

async fn take(
    from: &Sender<'_>,
    owner: FileOwner,
    kind: FileKind,
    original_name: &str,
    bytes: Bytes,
) -> AppResult<Accepted> {
    let (state, actor) = (from.state, from.actor);
    require_owner(actor, owner)?;
    room::require(state, owner, bytes.len()).await?;
    match kind {
        FileKind::Photo => accept_in_widths(from, owner, kind, bytes, Key::photo).await,
        FileKind::Gallery => accept_in_widths(from, owner, kind, bytes, Key::gallery).await,
        FileKind::IdPhoto => accept_id_photo(from, owner, bytes).await,
        FileKind::Cv => accept_cv(from, owner, original_name, bytes).await,
        FileKind::Poster => Err(AppError::internal("a poster is never sent")),
    }
}

async fn accept_in_widths(
    from: &Sender<'_>,
    owner: FileOwner,
    kind: FileKind,
    bytes: Bytes,
    key: impl Fn(&str, u32) -> Key,
) -> AppResult<Accepted> {
    let state = from.state;
    let (made, tint) = match reencode(state, kind, bytes).await? {
        Ok(made) => made,
        Err(error) => return Ok(Accepted::Refused(error)),
    };
    let name = tint.mark(new_name()?);
    let size: usize = made.iter().map(|variant| variant.jpeg.len()).sum();
    let widths: Vec<_> = made.iter().map(|variant| variant.pixels_wide.to_string()).collect();
    let file = new_file(state, owner, kind, name.clone(), "image/jpeg", size, widths.join(","), None)?;
    let contents = made.into_iter().map(|variant| (key(&name, variant.width), Bytes::from(variant.jpeg))).collect();
    store_contents(from, owner, file, contents).await
}

/// Nothing of the picture is written anywhere before it is encrypted.
async fn accept_id_photo(from: &Sender<'_>, owner: FileOwner, bytes: Bytes) -> AppResult<Accepted> {
    let state = from.state;
    let kind = FileKind::IdPhoto;
    let made = match reencode(state, kind, bytes).await? {
        Ok((made, _)) => made,
        Err(error) => return Ok(Accepted::Refused(error)),
    };
    let Some(widest) = made.into_iter().last() else { return Ok(Accepted::Refused(FieldError::PhotoDamaged)) };
    let (state_of_keys, width) = (state.clone(), widest.pixels_wide.to_string());
    let sealed = tokio::task::spawn_blocking(move || state_of_keys.security.keyring.encrypt(&widest.jpeg))
        .await
        .map_err(AppError::internal)?;
    let name = new_name()?;
    let file = new_file(state, owner, kind, name.clone(), "image/jpeg", sealed.len(), width, None)?;
    store_contents(from, owner, file, vec![(Key::id_photo(&name), Bytes::from(sealed))]).await
}

/// A CV is stored as it is.
async fn accept_cv(from: &Sender<'_>, owner: FileOwner, original_name: &str, bytes: Bytes) -> AppResult<Accepted> {
    let state = from.state;
    let kind = match look_at_cv(state, bytes.clone()).await? {
        Ok(kind) => kind,
        Err(error) => return Ok(Accepted::Refused(error)),
    };
    let name = new_name()?;
    let shown_name = state.security.keyring.encrypt(file_name(original_name, kind).as_bytes());
    let (media_type, size) = (kind.media_type(), bytes.len());
    let file = new_file(state, owner, FileKind::Cv, name.clone(), media_type, size, String::new(), Some(shown_name))?;
    store_contents(from, owner, file, vec![(Key::cv(&name), bytes)]).await
}

#[expect(clippy::too_many_arguments, reason = "a row has that many columns")]
fn new_file(
    state: &AppState,
    owner: FileOwner,
    kind: FileKind,
    name: String,
    media_type: &'static str,
    size: usize,
    widths: String,
    original_name_encrypted: Option<Vec<u8>>,
) -> AppResult<NewFile> {
    let (person_id, draft_id) = owner.columns();
    Ok(NewFile {
        kind: kind.key(),
        name,
        media_type,
        size: i64::try_from(size).map_err(AppError::internal)?,
        widths,
        original_name_encrypted,
        person_id,
        draft_id,
        created_at: state.clock.now(),
    })
}

/// Contents first, row second, the replaced contents last. Goes on to its end even when the client hangs up.
///
/// When noting the row fails, the row may be there all the same (a connection that is lost during COMMIT): then its
/// contents stay, and the sweep removes them if nothing points to them.
async fn store_contents(
    from: &Sender<'_>,
    owner: FileOwner,
    file: NewFile,
    contents: Vec<(Key, Bytes)>,
) -> AppResult<Accepted> {
    let (state, actor, waiting) = (from.state.clone(), from.actor.clone(), from.waiting);
    to_completion(async move {
        let keys: Vec<Key> = contents.iter().map(|(key, _)| key.clone()).collect();
        if let Err(error) = write(&state, contents).await {
            delete_keys(&state, &keys).await;
            return Err(error);
        }
        let accepted = match record_file(&Sender { state: &state, actor: &actor, waiting }, owner, &file).await? {
            Noted::Stored { replaced } => {
                delete_contents(&state, &replaced).await;
                return Ok(Accepted::Stored { name: file.name });
            }
            Noted::GalleryFull => Accepted::Refused(FieldError::TooManyPhotos { max: MOST_IN_GALLERY }),
            Noted::Full => Accepted::Refused(FieldError::TooManyFiles {
                max_files: state.config.limits.draft_files,
                max_megabytes: state.config.limits.draft_megabytes,
            }),
            Noted::OwnerGone => Accepted::OwnerGone,
            Noted::NoRoom(error) => {
                delete_keys(&state, &keys).await;
                return Err(error);
            }
        };
        delete_keys(&state, &keys).await;
        Ok(accepted)
    })
    .await
}

async fn write(state: &AppState, contents: Vec<(Key, Bytes)>) -> AppResult<()> {
    for (key, bytes) in contents {
        state.storage.put(&key, bytes).await?;
    }
    Ok(())
}

/// What became of a row.
enum Noted {
    Stored {
        replaced: Vec<FileRow>,
    },
    Full,
    GalleryFull,
    OwnerGone,
    /// The files of all drafts together, or of those of one network, take what they may.
    NoRoom(AppError),
}

async fn record_file(from: &Sender<'_>, owner: FileOwner, file: &NewFile) -> AppResult<Noted> {
    let (state, actor) = (from.state, from.actor);
    let mut tx = state.db.begin().await?;
    if !files::touch_owner(tx.conn()?, owner, state.clock.now()).await? {
        tx.rollback().await;
        return Ok(Noted::OwnerGone);
    }
    let kind = FileKind::from_key(file.kind).ok_or_else(|| AppError::internal("a file of no kind"))?;
    // Looked at again under the person's lock: the profile may have been removed while the file was on its way.
    if let FileOwner::Person(person_id) = owner
        && matches!(kind, FileKind::Gallery | FileKind::IdPhoto)
        && !lists::exists(tx.conn()?, person_id).await?
    {
        tx.rollback().await;
        return Ok(Noted::OwnerGone);
    }
    let replaced = if kind.is_single() { remove_rows(tx.conn()?, owner, kind, None).await? } else { Vec::new() };
    let mut present = files::of_owner(tx.conn()?, owner).await?;
    // Posters have a limit of their own.
    present.retain(|file| file.kind != FileKind::Poster.key());
    let of_kind = present.iter().filter(|other| other.kind == file.kind).count();
    if kind == FileKind::Gallery && of_kind >= MOST_IN_GALLERY {
        tx.rollback().await;
        return Ok(Noted::GalleryFull);
    }
    let limits = &state.config.limits;
    let bytes = file.size + present.iter().map(|file| file.size).sum::<i64>();
    let files_with_it = i64::try_from(present.len()).unwrap_or(i64::MAX).saturating_add(1);
    if files_with_it > limits.draft_files || bytes > limits.draft_megabytes << 20 {
        tx.rollback().await;
        return Ok(Noted::Full);
    }
    if let Some(error) = room::missing(state, tx.conn()?, owner, file.size).await? {
        tx.rollback().await;
        return Ok(Noted::NoRoom(error));
    }
    // Another run may have taken it while its contents were read.
    if let Some(waiting) = from.waiting
        && !import_files::delete(tx.conn()?, waiting).await?
    {
        tx.rollback().await;
        return Ok(Noted::OwnerGone);
    }
    let id = files::insert(tx.conn()?, file).await?;
    if let FileOwner::Person(person_id) = owner {
        match kind {
            FileKind::Photo => files::set_photo(tx.conn()?, person_id, Some(id)).await?,
            FileKind::Cv => files::set_cv(tx.conn()?, person_id, Some(id)).await?,
            FileKind::IdPhoto => lists::set_id_photo(tx.conn()?, person_id, Some(id)).await?,
            FileKind::Gallery => lists::add_to_gallery(tx.conn()?, person_id, id).await?,
            FileKind::Poster => {}
        }
        if kind == FileKind::Cv {
            // Of people who agree to it.
            cv_analysis::ask(state, tx.conn()?, person_id).await?;
        }
        changes::record_person(tx.conn()?, person_id, state.clock.now()).await?;
        note_change(state, tx.conn()?, actor, person_id, kind).await?;
    }
    tx.commit().await?;
    Ok(Noted::Stored { replaced })
}

/// Tells webhooks, and leaves an audit line when it is not the person who changed the files.
pub(super) async fn note_change(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
    kind: FileKind,
) -> AppResult<()> {
    webhooks::tell(state, conn, WebhookEvent::Updated, person_id).await?;
    if actor.person_id() == Some(person_id) {
        return Ok(());
    }
    let note = ChangeNote { fields: &[kind.field()], reason: None };
    audit_log::record_change(state, conn, actor, "person.files_changed", &Subject::person(person_id), note).await
}

pub(super) async fn remove_rows(
    conn: &mut Conn,
    owner: FileOwner,
    kind: FileKind,
    name: Option<&str>,
) -> AppResult<Vec<FileRow>> {
    let mut removed = files::of_owner(conn, owner).await?;
    removed.retain(|file| file.kind == kind.key() && name.is_none_or(|name| file.name == name));
    let ids: Vec<i64> = removed.iter().map(|file| file.id).collect();
    if !ids.is_empty() {
        files::delete(conn, &ids).await?;
    }
    Ok(removed)
}
