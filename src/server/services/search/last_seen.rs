//! Tells the search index when people were last seen, where a search asks for it.

use chrono::{NaiveDate, TimeDelta};

use crate::server::{
    db::Conn,
    error::AppResult,
    repositories::search::last_seen,
    search_index::{Index, SeenPeople},
    state::AppState,
};

/// A transaction that notes a day is over so long after it began.
const LONGEST_NOTING: TimeDelta = TimeDelta::minutes(10);

/// Takes over who was seen since a search last asked: one statement along an index. The search index must be there.
pub(super) async fn catch_up(state: &AppState, conn: &mut Conn) -> AppResult<()> {
    let Some(from) = state.search_index.read(Index::seen_day) else { return Ok(()) };
    let next = first_open_day(state);
    let people = last_seen::since(conn, from).await?;
    state.search_index.note_seen(&SeenPeople { from, next, people });
    Ok(())
}

/// The first day, in UTC, that may still be noted for people.
pub(super) fn first_open_day(state: &AppState) -> NaiveDate {
    (state.clock.now() - LONGEST_NOTING).date()
}
