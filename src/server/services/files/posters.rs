//! Posters of productions: fetched from TMDb by the server once, stored as files of ours, shown from our own address.
//!
//! As with uploads the content lies in the storage before its row is committed and leaves it after.

use super::{
    PhotoAnswer,
    access::{self, FileAudience},
    contents::{self, delete_contents, delete_keys},
    film_search, room,
    store::require_owner,
};
use crate::{
    domain::{
        files::{
            FileKind,
            photo::{POSTER_PREVIEW_WIDTH, POSTER_WIDTH},
        },
        registration::{
            FormValues,
            cinema::{
                production_fields as f,
                productions::{rows, set_rows},
            },
        },
    },
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        images::at_width,
        integrations::tmdb::{Tmdb, is_poster_name},
        repositories::files::{self, FileOwner, FileRow, NewFile},
        services::registration::FormRequest,
        state::AppState,
        storage::{Key, new_name},
    },
};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};
use tokio::time::{Instant, timeout_at};

/// A request waits for them; posters that are not there by then are left out.
const LONGEST_WAIT: Duration = Duration::from_secs(12);
/// Fetched at once for one form.
const AT_ONCE: usize = 4;
/// Those of productions that were removed may not have gone yet.
const MOST_OF_ONE_OWNER: usize = 2 * f::MOST;

/// A poster whose content is stored and whose row is not.
struct Fetched {
    tmdb_name: String,
    name: String,
    size: usize,
}

/// Fetches the posters that the rows of a form name by TMDb's names and puts the names of the stored files in their
/// place. A name of a stored file stays only when the file is the owner's. A poster that cannot be fetched is dropped.
///
/// Call it outside transactions, before the form is stored.
///
/// # Errors
/// `Forbidden` for actors that may not change the owner's files.
pub async fn adopt(state: &AppState, actor: &Actor, owner: FileOwner, values: &mut FormValues) -> AppResult<()> {
    require_owner(actor, owner)?;
    let mut rows = rows(values);
    if rows.iter().all(|row| row.poster.is_empty()) {
        return Ok(());
    }
    let own = ids_of(&mut state.db.read().await?, owner).await?;
    let wanted: BTreeSet<String> =
        rows.iter().map(|row| row.poster.trim()).filter(|name| may_fetch(state, name)).map(str::to_owned).collect();
    let room = MOST_OF_ONE_OWNER.saturating_sub(own.len()).min(f::MOST);
    let wanted: Vec<String> = wanted.into_iter().take(room).collect();
    let adopted = match state.settings.latest().tmdb.clone() {
        Some(tmdb) if !wanted.is_empty() => {
            let state = state.clone();
            to_completion(async move { fetch_and_keep(&state, &tmdb, owner, wanted).await }).await?
        }
        _ => HashMap::new(),
    };
    for row in &mut rows {
        let name = row.poster.trim();
        row.poster = match adopted.get(name) {
            Some(stored) => stored.clone(),
            None if own.contains_key(name) => name.to_owned(),
            None => String::new(),
        };
    }
    set_rows(values, rows);
    Ok(())
}

/// Removes the owner's posters that no row of a form names any more. Call it after the form was stored.
///
/// # Errors
/// `Forbidden` for actors that may not change the owner's files.
pub async fn discard_unused(state: &AppState, actor: &Actor, owner: FileOwner, values: &FormValues) -> AppResult<()> {
    require_owner(actor, owner)?;
    let named: Vec<String> = values.all(f::POSTER).iter().map(|name| name.trim().to_owned()).collect();
    let state = state.clone();
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let mut unused = of_owner(tx.conn()?, owner).await?;
        unused.retain(|row| !named.contains(&row.name));
        if unused.is_empty() {
            tx.rollback().await;
            return Ok(());
        }
        files::delete(tx.conn()?, &unused.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        delete_contents(&state, &unused).await;
        Ok(())
    })
    .await
}

/// Whether TMDb is asked for a poster that a form names.
fn may_fetch(state: &AppState, name: &str) -> bool {
    is_poster_name(name) && was_found(state, name)
}

/// Whether a recent search found a film with this poster: no other addresses are fetched.
fn was_found(state: &AppState, tmdb_name: &str) -> bool {
    state.caches.films.any(|films| films.iter().any(|film| film.poster.as_deref() == Some(tmdb_name)))
}

/// The owner's posters: name → `files.id`.
pub async fn ids_of(conn: &mut Conn, owner: FileOwner) -> AppResult<HashMap<String, i64>> {
    Ok(of_owner(conn, owner).await?.into_iter().map(|row| (row.name, row.id)).collect())
}

/// The poster of this name, for those who may see the production it belongs to: a profile may have become private since
/// its address was noted. A draft's is for its holder.
pub async fn show(state: &AppState, visitor: &FormRequest, name: &str) -> AppResult<Option<PhotoAnswer>> {
    let Some((_, audience)) = access::find(state, visitor, name, FileKind::Poster).await? else { return Ok(None) };
    let jpeg = contents::load(state, &Key::poster(name)).await?;
    Ok(jpeg.map(|jpeg| PhotoAnswer { jpeg, public: audience == FileAudience::ToEverybody }))
}

/// The poster of a film that a search has just found, before it is in a form. It is fetched for visitors who may search
/// and not stored: most of what is found is not what was looked for. It is cached for a day.
///
/// # Errors
/// `TooManyRequests` when this network fetches too many.
pub async fn preview(state: &AppState, visitor: &FormRequest, tmdb_name: &str) -> AppResult<Option<Bytes>> {
    let tmdb = state.settings.latest().tmdb.clone();
    let Some(tmdb) = tmdb.filter(|_| was_found(state, tmdb_name)) else { return Ok(None) };
    if !film_search::may_search(state, visitor).await? {
        return Ok(None);
    }
    if let Some(jpeg) = state.caches.posters.get(&tmdb_name.to_owned()) {
        return Ok(Some(jpeg));
    }
    visitor.actor.counted(|address| state.security.rate_limits.poster_fetch(address))?;
    let bytes = match tmdb.poster(tmdb_name).await {
        Ok(bytes) => bytes,
        Err(trouble) => {
            tracing::warn!(%trouble, "a poster could not be fetched");
            return Ok(None);
        }
    };
    let made = state.preview_workshop.run(move || at_width(&bytes, POSTER_PREVIEW_WIDTH)).await?;
    let Some(Ok(jpeg)) = made else { return Ok(None) };
    let jpeg = Bytes::from(jpeg);
    state.caches.posters.insert(tmdb_name.to_owned(), jpeg.clone());
    Ok(Some(jpeg))
}

async fn of_owner(conn: &mut Conn, owner: FileOwner) -> AppResult<Vec<FileRow>> {
    let mut rows = files::of_owner(conn, owner).await?;
    rows.retain(|row| row.kind == FileKind::Poster.key());
    Ok(rows)
}

/// TMDb's names → names of files that are the owner's now.
async fn fetch_and_keep(
    state: &AppState,
    tmdb: &Tmdb,
    owner: FileOwner,
    wanted: Vec<String>,
) -> AppResult<HashMap<String, String>> {
    let deadline = Instant::now() + LONGEST_WAIT;
    let mut arriving = stream::iter(wanted).map(|name| fetch(state, tmdb, owner, name)).buffer_unordered(AT_ONCE);
    let mut fetched = Vec::new();
    loop {
        match timeout_at(deadline, arriving.next()).await {
            Ok(Some(one)) => fetched.extend(one),
            Ok(None) => break,
            Err(_) => {
                tracing::warn!("posters did not come in time");
                break;
            }
        }
    }
    drop(arriving);
    // When this fails the rows may be there all the same: their contents stay, and the sweep looks at them.
    if record_posters(state, owner, &fetched).await? {
        return Ok(fetched.into_iter().map(|one| (one.tmdb_name, one.name)).collect());
    }
    let keys: Vec<Key> = fetched.iter().map(|one| Key::poster(&one.name)).collect();
    delete_keys(state, &keys).await;
    Ok(HashMap::new())
}

/// `None`, with a line in the log, when the poster cannot be had.
async fn fetch(state: &AppState, tmdb: &Tmdb, owner: FileOwner, tmdb_name: String) -> Option<Fetched> {
    let bytes = match tmdb.poster(&tmdb_name).await {
        Ok(bytes) => bytes,
        Err(trouble) => {
            tracing::warn!(%trouble, "a poster could not be fetched");
            return None;
        }
    };
    match store_poster(state, owner, bytes).await {
        Ok(Some((name, size))) => Some(Fetched { tmdb_name, name, size }),
        Ok(None) => {
            tracing::warn!("what came as a poster is no picture");
            None
        }
        Err(error) => {
            tracing::warn!(%error, "a poster could not be stored");
            None
        }
    }
}

/// Encoded again, so that nothing but the picture is stored.
async fn store_poster(state: &AppState, owner: FileOwner, bytes: Vec<u8>) -> AppResult<Option<(String, usize)>> {
    let Some(Ok(jpeg)) = state.workshop.run(move || at_width(&bytes, POSTER_WIDTH)).await? else { return Ok(None) };
    let (name, size) = (new_name()?, jpeg.len());
    room::require(state, owner, size).await?;
    state.storage.put(&Key::poster(&name), Bytes::from(jpeg)).await?;
    Ok(Some((name, size)))
}

/// `false` when the owner has gone meanwhile.
async fn record_posters(state: &AppState, owner: FileOwner, fetched: &[Fetched]) -> AppResult<bool> {
    if fetched.is_empty() {
        return Ok(true);
    }
    let now = state.clock.now();
    let mut tx = state.db.begin().await?;
    let (person_id, draft_id) = owner.columns();
    if !files::touch_owner(tx.conn()?, owner, now).await? {
        tx.rollback().await;
        return Ok(false);
    }
    for one in fetched {
        let file = NewFile {
            kind: FileKind::Poster.key(),
            name: one.name.clone(),
            media_type: "image/jpeg",
            size: i64::try_from(one.size).map_err(AppError::internal)?,
            widths: String::new(),
            original_name_encrypted: None,
            person_id,
            draft_id,
            created_at: now,
        };
        files::insert(tx.conn()?, &file).await?;
    }
    tx.commit().await?;
    Ok(true)
}
