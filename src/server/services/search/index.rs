//! Keeps the search index as new as the database: a search sees every change that was committed before it began.

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tokio::{sync::OwnedMutexGuard, task::JoinHandle};

use super::last_seen;
use crate::{
    domain::{
        reference,
        search::{attribute::Attribute, words::stored_words},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            profiles::talents,
            search::{changes, source},
        },
        search_index::{Found, Index, Label, PersonEntry, Progress, Search},
        state::AppState,
    },
};

/// People read from the database at once.
const BATCH: i64 = 2_000;
/// Changed people whose ids differ by less are read together.
const CLOSE: i64 = 8;
/// A search waits for an index that is being made for so long, then the page says that it comes soon.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Runs a search on everything committed so far.
pub async fn search(state: &AppState, conn: &mut Conn, search: &Search) -> AppResult<Found> {
    read_for(state, conn, search, |index| index.search(search, state.clock.today())).await
}

/// People of an index whom a search finds on a day, by `people.id`.
pub type PeopleOf = fn(&Index, &Search, NaiveDate) -> Vec<i64>;

/// Everyone a search finds in everything committed so far.
pub async fn people(state: &AppState, conn: &mut Conn, search: &Search, of: PeopleOf) -> AppResult<Vec<i64>> {
    read_for(state, conn, search, |index| of(index, search, state.clock.today())).await
}

/// Reads the index with everything committed so far.
pub async fn read<T>(state: &AppState, conn: &mut Conn, ask: impl FnOnce(&Index) -> T) -> AppResult<T> {
    catch_up(state, conn).await?;
    ask_index(state, ask)
}

/// As [`read`], with when people were last seen if the search asks for it.
async fn read_for<T>(
    state: &AppState,
    conn: &mut Conn,
    search: &Search,
    ask: impl FnOnce(&Index) -> T,
) -> AppResult<T> {
    catch_up(state, conn).await?;
    if search.asks_when_seen() {
        last_seen::catch_up(state, conn).await?;
    }
    ask_index(state, ask)
}

fn ask_index<T>(state: &AppState, ask: impl FnOnce(&Index) -> T) -> AppResult<T> {
    state.search_index.read(ask).ok_or_else(|| AppError::internal("the search index is not there"))
}

/// Takes over what changed in the database since the last time; makes the index where there is none.
async fn catch_up(state: &AppState, conn: &mut Conn) -> AppResult<()> {
    if is_up_to_date(state, conn).await? {
        return Ok(());
    }
    // It goes on when this request is given up, and needs nothing that requests hold which wait for it.
    let updated = tokio::spawn(bring_forward(state.clone()));
    tokio::time::timeout(LONGEST_WAIT, updated).await.map_err(|_| being_made())?.map_err(AppError::internal)?
}

async fn bring_forward(state: AppState) -> AppResult<()> {
    let guard = tokio::time::timeout(LONGEST_WAIT, state.search_index.lock()).await.map_err(|_| being_made())?;
    let mut conn = state.db.read_for_index().await?;
    // Another search may have had it done meanwhile.
    if is_up_to_date(&state, &mut conn).await? {
        return Ok(());
    }
    if let Some(progress) = state.search_index.progress() {
        if let Some(update) = Update::load(&state, &mut conn, progress).await? {
            state.search_index.change(|index| update.apply(index));
            if state.search_index.read(Index::is_wasteful).unwrap_or(false) {
                drop(renew(&state));
            }
            return Ok(());
        }
        // Of another database, or too old: searches wait for a new one.
        drop_later(state.search_index.take());
    }
    prepare(&state, conn, guard).await
}

fn being_made() -> AppError {
    AppError::Busy("the search index is being made".to_owned())
}

/// To free a large index takes a while.
fn drop_later(old: Option<(Index, Progress)>) {
    drop(tokio::task::spawn_blocking(move || drop(old)));
}

async fn is_up_to_date(state: &AppState, conn: &mut Conn) -> AppResult<bool> {
    let Some(progress) = state.search_index.progress() else { return Ok(false) };
    let changes = changes::since(conn, progress.position).await?;
    let today = state.clock.today();
    Ok(changes.known
        && changes.rows.iter().all(|change| progress.applied.contains(&change.id))
        && state.search_index.read(|index| index.is_of(today)).unwrap_or(false))
}

/// What an index lacks of the database.
struct Update {
    progress: Progress,
    labels: Vec<Label>,
    /// First and last ids of people who changed or are gone.
    ranges: Vec<(i64, i64)>,
    /// Those of them who are there, as they are now.
    entries: Vec<PersonEntry>,
    today: NaiveDate,
}

impl Update {
    /// Loads what changed since an index was so far; `None` when it belongs to another database, or is too old.
    async fn load(state: &AppState, conn: &mut Conn, mut progress: Progress) -> AppResult<Option<Self>> {
        let mut ranges = Vec::new();
        let mut entries = Vec::new();
        loop {
            let changes = changes::since(conn, progress.position).await?;
            if !changes.known {
                return Ok(None);
            }
            let new = changes.rows.iter().filter(|change| !progress.applied.contains(&change.id));
            let new = merged(new.map(|change| (change.first_person_id, change.last_person_id)).collect());
            progress.applied = changes.rows.iter().filter(|change| change.is_open).map(|change| change.id).collect();
            progress.position = changes.position;
            if new.is_empty() {
                break;
            }
            // Who changes again while being read is read again: no person is half old, half new.
            for (first, last) in new {
                entries.retain(|entry: &PersonEntry| !(first..=last).contains(&entry.person_id));
                entries.extend(source::load(conn, first, last).await?);
                ranges.push((first, last));
            }
        }
        entries.sort_by_key(|entry| entry.person_id);
        let labels = labels(conn).await?;
        Ok(Some(Self { progress, labels, ranges, entries, today: state.clock.today() }))
    }

    fn apply(self, index: &mut Index) -> Progress {
        index.set_labels(self.labels);
        let is_gone = |id: &i64| self.entries.binary_search_by_key(id, |entry| entry.person_id).is_err();
        let known = self.ranges.iter().flat_map(|(first, last)| index.people_between(*first, *last));
        let gone: Vec<i64> = known.filter(is_gone).collect();
        index.apply(&self.entries, &gone);
        if !index.is_of(self.today) {
            index.set_today(self.today);
        }
        self.progress
    }
}

/// Ranges that are close to each other made one: to read a few people more costs less than another visit.
fn merged(mut ranges: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    ranges.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut() {
            Some((_, end)) if first <= end.saturating_add(CLOSE) => *end = last.max(*end),
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// Loads the saved index and brings it up to date, or makes one from the database.
async fn prepare(state: &AppState, mut conn: Conn, guard: OwnedMutexGuard<()>) -> AppResult<()> {
    let began = Instant::now();
    let shared = state.search_index.clone();
    let loaded = tokio::task::spawn_blocking(move || shared.load()).await.map_err(AppError::internal)?;
    // Without a change the file might be of any database.
    if let Some((mut index, progress)) = loaded.filter(|(_, progress)| progress.position.last_id != 0)
        && let Some(update) = Update::load(state, &mut conn, progress).await?
    {
        let progress = update.apply(&mut index);
        let (people, _) = index.size();
        drop_later(state.search_index.replace(index, progress));
        tracing::info!(people, milliseconds = milliseconds(began), "the saved search index was loaded");
        remember_beginnings(state);
        return Ok(());
    }
    let (index, progress) = read_everyone(state, &mut conn).await?;
    publish(state, &mut conn, index, progress).await?;
    drop(conn);
    drop(guard);
    save(state).await;
    Ok(())
}

/// Lets the index find people by short beginnings in advance, one at a time, so that changes and searches get their turn.
fn remember_beginnings(state: &AppState) {
    let shared = state.search_index.clone();
    drop(tokio::task::spawn_blocking(move || {
        let beginnings = shared.read(Index::short_beginnings).unwrap_or_default();
        for (field, beginning) in beginnings {
            shared.read(|index| index.remember(field, &beginning));
        }
    }));
}

/// Puts a new index in place of the old one as soon as it lacks nothing. Call it under the lock.
async fn publish(state: &AppState, conn: &mut Conn, mut index: Index, progress: Progress) -> AppResult<()> {
    let update = Update::load(state, conn, progress).await?.ok_or_else(being_made)?;
    let progress = update.apply(&mut index);
    drop_later(state.search_index.replace(index, progress));
    remember_beginnings(state);
    Ok(())
}

/// Makes the index again without what is of people who changed or went, while searches use the old one.
fn renew(state: &AppState) -> JoinHandle<()> {
    let state = state.clone();
    tokio::spawn(async move {
        let Some(_permit) = state.search_index.begin_renewal() else { return };
        let renewed = async {
            let (index, progress) = read_everyone(&state, &mut state.db.read_for_index().await?).await?;
            let _guard = state.search_index.lock().await;
            let mut conn = state.db.read_for_index().await?;
            publish(&state, &mut conn, index, progress).await
        };
        if let Err(error) = renewed.await {
            tracing::warn!(%error, "the search index could not be made again; the old one goes on");
        }
    })
}

/// An index of everyone in the database, with how far it is.
async fn read_everyone(state: &AppState, conn: &mut Conn) -> AppResult<(Index, Progress)> {
    let began = Instant::now();
    let position = changes::position(conn).await?;
    let mut index = Index::default();
    index.set_labels(labels(conn).await?);
    index.set_today(state.clock.today());
    index.set_seen_day(last_seen::first_open_day(state));
    let mut last = 0;
    while let Some((first, end)) = source::next_range(conn, last, BATCH).await? {
        let entries = source::load(conn, first, end).await?;
        index = apart(move || {
            index.add_many(&entries);
            index
        })
        .await?;
        last = end;
    }
    let index = apart(move || {
        index.finish();
        index
    })
    .await?;
    let (people, _) = index.size();
    tracing::info!(people, milliseconds = milliseconds(began), "the search index was made");
    Ok((index, Progress { position, ..Progress::default() }))
}

/// Work that takes too long beside other tasks.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> AppResult<T> {
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)
}

/// Makes the index ready before the first search asks for it.
pub async fn warm_up(state: &AppState) -> AppResult<()> {
    let guard = state.search_index.lock().await;
    if state.search_index.progress().is_some() {
        return Ok(());
    }
    prepare(state, state.db.read_for_index().await?, guard).await
}

/// Brings the index up to date, frees it of what is of people who changed or went, and saves it: now and then, so that
/// nothing that was erased or hidden stays in memory or in the file for long.
pub async fn tidy(state: &AppState) -> AppResult<()> {
    catch_up(state, &mut state.db.read().await?).await?;
    if state.search_index.read(Index::should_be_renewed).unwrap_or(false) {
        renew(state).await.map_err(AppError::internal)?;
    }
    save(state).await;
    Ok(())
}

/// Saves the index for the next start. Without it that takes longer, so a failure only says so.
pub async fn save(state: &AppState) {
    let _guard = state.search_index.lock().await;
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
        Label { attribute: Attribute::Talent, key: talent.key, words: stored_words(&text, false) }
    });
    let compiled = [Attribute::CinemaType, Attribute::CinemaSkill].into_iter().flat_map(|attribute| {
        reference::terms(attribute.key()).map(move |term| {
            let text = [term.fr.as_str(), &term.en, &term.ar].join(" ");
            Label { attribute, key: term.key.clone(), words: stored_words(&text, false) }
        })
    });
    Ok(talents.chain(compiled).collect())
}
