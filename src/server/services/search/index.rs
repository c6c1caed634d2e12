//! Keeps the search index as new as the database: a search sees every change that was committed before it began.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tokio::sync::OwnedSemaphorePermit;

use crate::{
    domain::{
        reference,
        search::{attribute::Attribute, text::words},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            profiles::talents,
            search::{
                changes::{self, Changes},
                source,
            },
        },
        search_index::{Found, Index, Label, PersonEntry, Progress, Search},
        state::AppState,
    },
};

/// People read from the database at once.
const BATCH: i64 = 2_000;
/// A search waits for an index that is being made for so long, then the page says that it comes soon.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Runs a search on everything committed so far.
pub async fn search(state: &AppState, conn: &mut Conn, search: &Search) -> AppResult<Found> {
    read(state, conn, |index| index.search(search, state.clock.today())).await
}

/// Reads the index with everything committed so far.
pub async fn read<T>(state: &AppState, conn: &mut Conn, ask: impl FnOnce(&Index) -> T) -> AppResult<T> {
    catch_up(state, conn).await?;
    state.search_index.read(ask).ok_or_else(|| AppError::internal("the search index is not there"))
}

/// Takes over what changed in the database since the last time; makes the index where there is none.
async fn catch_up(state: &AppState, conn: &mut Conn) -> AppResult<()> {
    if let Some(progress) = state.search_index.progress() {
        let changes = changes::since(conn, progress.position).await?;
        if is_up_to_date(state, &progress, &changes) {
            return Ok(());
        }
    }
    let Ok(_guard) = tokio::time::timeout(LONGEST_WAIT, state.search_index.lock()).await else {
        return Err(AppError::Busy("the search index is being made".to_owned()));
    };
    // Another search may have done it meanwhile.
    match state.search_index.progress() {
        Some(progress) => follow(state, conn, &progress).await,
        None => prepare(state, conn).await,
    }
}

fn is_up_to_date(state: &AppState, progress: &Progress, changes: &Changes) -> bool {
    let today = state.clock.today();
    changes.known
        && changes.rows.iter().all(|change| progress.applied.contains(&change.id))
        && state.search_index.read(|index| index.is_of(today)).unwrap_or(false)
}

/// What an index lacks of the database.
struct Update {
    progress: Progress,
    labels: Vec<Label>,
    /// People between two ids, as they are now; others between these are gone.
    ranges: Vec<(i64, i64, Vec<PersonEntry>)>,
    today: NaiveDate,
}

impl Update {
    /// Loads what changed since an index was so far; `None` when it belongs to another database, or is too old.
    async fn load(state: &AppState, conn: &mut Conn, progress: &Progress) -> AppResult<Option<Self>> {
        let changes = changes::since(conn, progress.position).await?;
        if !changes.known {
            return Ok(None);
        }
        let new = changes.rows.iter().filter(|change| !progress.applied.contains(&change.id));
        let mut changed: Vec<_> = new.map(|change| (change.first_person_id, change.last_person_id)).collect();
        changed.sort_unstable();
        changed.dedup();
        let mut ranges = Vec::with_capacity(changed.len());
        for (first, last) in changed {
            ranges.push((first, last, source::load(conn, first, last).await?));
        }
        let applied = changes.rows.iter().filter(|change| change.is_open).map(|change| change.id).collect();
        let progress = Progress { position: changes.position, applied };
        Ok(Some(Self { progress, labels: labels(conn).await?, ranges, today: state.clock.today() }))
    }

    fn apply(self, index: &mut Index) -> Progress {
        index.set_labels(self.labels);
        for (first, last, entries) in &self.ranges {
            let mut gone = index.people_between(*first, *last);
            gone.retain(|person_id| entries.binary_search_by_key(person_id, |entry| entry.person_id).is_err());
            index.apply(entries, &gone);
        }
        if !index.is_of(self.today) {
            index.set_today(self.today);
        }
        self.progress
    }
}

/// Brings the index forward. Call it under the lock.
async fn follow(state: &AppState, conn: &mut Conn, progress: &Progress) -> AppResult<()> {
    match Update::load(state, conn, progress).await? {
        Some(update) => state.search_index.change(|index| update.apply(index)),
        None => make(state, conn).await?,
    }
    if state.search_index.read(Index::is_wasteful).unwrap_or(false)
        && let Some(permit) = state.search_index.begin_renewal()
    {
        tokio::spawn(renew(state.clone(), permit));
    }
    Ok(())
}

/// Loads the saved index and brings it up to date, or makes one from the database. Call it under the lock.
async fn prepare(state: &AppState, conn: &mut Conn) -> AppResult<()> {
    let began = Instant::now();
    let shared = state.search_index.clone();
    let loaded = tokio::task::spawn_blocking(move || shared.load()).await.map_err(AppError::internal)?;
    // Without a change the file might be of any database.
    if let Some((mut index, progress)) = loaded.filter(|(_, progress)| progress.position.last_id != 0)
        && let Some(update) = Update::load(state, conn, &progress).await?
    {
        let progress = update.apply(&mut index);
        let (people, _) = index.size();
        state.search_index.replace(index, progress);
        tracing::info!(people, milliseconds = milliseconds(began), "the saved search index was loaded");
        return Ok(());
    }
    make(state, conn).await?;
    save(state).await;
    Ok(())
}

/// Makes the index from the database. Call it under the lock.
async fn make(state: &AppState, conn: &mut Conn) -> AppResult<()> {
    let (index, progress) = read_everyone(state, conn).await?;
    publish(state, conn, index, progress).await
}

/// Puts a new index in place of the old one as soon as it lacks nothing. Call it under the lock.
async fn publish(state: &AppState, conn: &mut Conn, mut index: Index, mut progress: Progress) -> AppResult<()> {
    if let Some(update) = Update::load(state, conn, &progress).await? {
        progress = update.apply(&mut index);
    }
    state.search_index.replace(index, progress);
    Ok(())
}

/// Makes the index again without the numbers of people who changed or went, while searches use the old one.
async fn renew(state: AppState, permit: OwnedSemaphorePermit) {
    let renewed = async {
        let mut conn = state.db.read().await?;
        let (index, progress) = read_everyone(&state, &mut conn).await?;
        let _guard = state.search_index.lock().await;
        publish(&state, &mut conn, index, progress).await
    };
    if let Err(error) = renewed.await {
        tracing::warn!(%error, "the search index could not be made again; the old one goes on");
    }
    drop(permit);
}

/// An index of everyone in the database, with how far it is.
async fn read_everyone(state: &AppState, conn: &mut Conn) -> AppResult<(Index, Progress)> {
    let began = Instant::now();
    let position = changes::position(conn).await?;
    let mut index = Index::default();
    index.set_labels(labels(conn).await?);
    index.set_today(state.clock.today());
    let mut last = 0;
    while let Some((first, end)) = source::next_range(conn, last, BATCH).await? {
        let entries = source::load(conn, first, end).await?;
        // A million people take seconds, in which other tasks must get their turn.
        let add = move || {
            index.add_many(&entries);
            index
        };
        index = tokio::task::spawn_blocking(add).await.map_err(AppError::internal)?;
        last = end;
    }
    index.finish();
    let (people, _) = index.size();
    tracing::info!(people, milliseconds = milliseconds(began), "the search index was made");
    Ok((index, Progress { position, ..Progress::default() }))
}

/// Makes the index ready before the first search asks for it.
pub async fn warm_up(state: &AppState) -> AppResult<()> {
    let mut conn = state.db.read().await?;
    let _guard = state.search_index.lock().await;
    if state.search_index.progress().is_none() { prepare(state, &mut conn).await } else { Ok(()) }
}

/// Saves the index for the next start. Without it that takes longer, so a failure only says so.
pub async fn save(state: &AppState) {
    let shared = state.search_index.clone();
    let saved = tokio::task::spawn_blocking(move || shared.save()).await;
    if let Err(error) = saved.map_err(std::io::Error::other).and_then(|saved| saved) {
        tracing::warn!(%error, "the search index could not be saved");
    }
}

fn milliseconds(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// The words of the labels by which people are found.
async fn labels(conn: &mut Conn) -> AppResult<Vec<Label>> {
    let talents = talents::all(conn).await?;
    let talents = talents.into_iter().map(|talent| {
        let text = [talent.labels.fr, talent.labels.en, talent.labels.ar].join(" ");
        Label { attribute: Attribute::Talent, key: talent.key, words: words(&text) }
    });
    let compiled = [Attribute::CinemaType, Attribute::CinemaSkill].into_iter().flat_map(|attribute| {
        reference::terms(attribute.key()).map(move |term| {
            let text = [term.fr.as_str(), &term.en, &term.ar].join(" ");
            Label { attribute, key: term.key.clone(), words: words(&text) }
        })
    });
    Ok(talents.chain(compiled).collect())
}
