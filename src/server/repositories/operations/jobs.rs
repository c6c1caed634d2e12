//! Work for later: written in the transaction it belongs to, claimed for a while, finished or tried again.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::{admin::JobState, search::cursor::Cursor},
    server::{
        db::{Conn, LoadRows, affected, affects_one, execute, one, rows, schema::jobs},
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// Work to be stored.
#[derive(Insertable)]
#[diesel(table_name = jobs)]
pub struct NewJob<'a> {
    pub kind: &'a str,
    pub payload_encrypted: Option<&'a [u8]>,
    pub state: &'a str,
    pub run_after: NaiveDateTime,
    pub created_at: NaiveDateTime,
    /// The account it is about: it is erased with it.
    pub account_id: Option<i64>,
}

/// Claimed work.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct Claimed {
    pub id: i64,
    pub kind: String,
    pub payload_encrypted: Option<Vec<u8>>,
    /// Counted when claimed, so that work which kills the process is not tried for ever.
    pub attempts: i64,
}

/// A claim: its holder and its end, after which others may claim the work.
#[derive(Debug, Clone, Copy)]
pub struct Lease<'a> {
    pub holder: &'a str,
    pub now: NaiveDateTime,
    pub until: NaiveDateTime,
}

/// Stores work that waits, and gives its id.
pub async fn insert(conn: &mut Conn, job: &NewJob<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(jobs::table).values(job).returning(jobs::id))
}

/// Whether any work of these kinds is due, so that a quiet runner needs no transaction.
pub async fn any_due(conn: &mut Conn, kinds: &[&str], now: NaiveDateTime) -> AppResult<bool> {
    one!(
        conn,
        diesel::select(diesel::dsl::exists(
            jobs::table
                .filter(jobs::state.eq("waiting"))
                .filter(jobs::run_after.le(now))
                .filter(jobs::kind.eq_any(kinds))
                .filter(jobs::claimed_until.is_null().or(jobs::claimed_until.le(now)))
        ))
    )
}

/// Claims the oldest due work of these kinds that is not claimed. Call it in a transaction of its own: two runners at
/// once get different work.
pub async fn claim(conn: &mut Conn, kinds: &[&str], lease: Lease<'_>) -> AppResult<Option<Claimed>> {
    let due = jobs::table
        .filter(jobs::state.eq("waiting"))
        .filter(jobs::run_after.le(lease.now))
        .filter(jobs::kind.eq_any(kinds))
        .filter(jobs::claimed_until.is_null().or(jobs::claimed_until.le(lease.now)))
        .order((jobs::run_after, jobs::id))
        .select(jobs::id)
        .limit(1);
    let found: Option<i64> = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => due.first(&mut **c).await.optional()?,
        Conn::Postgres(c) => due.for_update().skip_locked().first(&mut **c).await.optional()?,
    };
    let Some(id) = found else { return Ok(None) };
    let claimed = one!(
        conn,
        diesel::update(jobs::table.find(id))
            .set((
                jobs::claimed_until.eq(lease.until),
                jobs::claimed_by.eq(lease.holder),
                jobs::attempts.eq(jobs::attempts + 1),
            ))
            .returning(Claimed::as_returning())
    )?;
    Ok(Some(claimed))
}

/// Whether a claim still stands. In the transaction that finishes the work: a runner that was too slow must not
/// overwrite what the next one did.
pub async fn is_held(conn: &mut Conn, id: i64, holder: &str, attempts: i64) -> AppResult<bool> {
    let held = jobs::table
        .find(id)
        .filter(jobs::state.eq("waiting"))
        .filter(jobs::claimed_by.eq(holder))
        .filter(jobs::attempts.eq(attempts))
        .select(jobs::id);
    let found: Option<i64> = match conn {
        Conn::Sqlite(c) => held.first(&mut **c).await.optional()?,
        Conn::Postgres(c) => held.for_update().first(&mut **c).await.optional()?,
    };
    Ok(found.is_some())
}

/// Lets a claim end later; `false` when it stands no more.
pub async fn extend(conn: &mut Conn, id: i64, holder: &str, attempts: i64, until: NaiveDateTime) -> AppResult<bool> {
    let held = jobs::table
        .find(id)
        .filter(jobs::state.eq("waiting"))
        .filter(jobs::claimed_by.eq(holder))
        .filter(jobs::attempts.eq(attempts));
    affects_one!(conn, diesel::update(held).set(jobs::claimed_until.eq(until)))
}

/// The work is over, well (`done`) or badly (`failed`); its payload is deleted when it went well.
pub async fn finish(conn: &mut Conn, id: i64, error: Option<&str>, now: NaiveDateTime) -> AppResult<()> {
    let over = (
        jobs::state.eq(if error.is_some() { "failed" } else { "done" }),
        jobs::last_error.eq(error),
        jobs::finished_at.eq(now),
        jobs::claimed_until.eq(None::<NaiveDateTime>),
    );
    if error.is_some() {
        execute!(conn, diesel::update(jobs::table.find(id)).set(over))?;
    } else {
        let forgotten = jobs::payload_encrypted.eq(None::<Vec<u8>>);
        execute!(conn, diesel::update(jobs::table.find(id)).set((over, forgotten)))?;
    }
    Ok(())
}

/// Erases what work is about.
pub async fn forget_payload(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::update(jobs::table.find(id)).set(jobs::payload_encrypted.eq(None::<Vec<u8>>)))
}

/// The work is tried again at a later moment. `attempts` is what counts as tried so far.
pub async fn try_again(
    conn: &mut Conn,
    id: i64,
    error: &str,
    attempts: i64,
    run_after: NaiveDateTime,
) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(jobs::table.find(id)).set((
            jobs::last_error.eq(error),
            jobs::attempts.eq(attempts),
            jobs::run_after.eq(run_after),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::claimed_by.eq(None::<String>),
        ))
    )
}

/// A part of the work went well: the rest is due as before, with all its attempts.
pub async fn go_on(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(jobs::table.find(id)).set((
            jobs::last_error.eq(None::<String>),
            jobs::attempts.eq(0_i64),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::claimed_by.eq(None::<String>),
        ))
    )
}

/// A part of the work went well: the rest is due at a later moment, with all its attempts.
pub async fn go_on_at(conn: &mut Conn, id: i64, run_after: NaiveDateTime) -> AppResult<()> {
    execute!(conn, diesel::update(jobs::table.find(id)).set(jobs::run_after.eq(run_after)))?;
    go_on(conn, id).await
}

/// Work of one kind whose payload is not deleted yet.
pub async fn with_payload(conn: &mut Conn, kind: &str) -> AppResult<Vec<(i64, Vec<u8>)>> {
    rows!(
        conn,
        jobs::table
            .filter(jobs::kind.eq(kind))
            .filter(jobs::payload_encrypted.is_not_null())
            .select((jobs::id, jobs::payload_encrypted.assume_not_null()))
    )
}

/// Work that failed.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct FailedWork {
    pub id: i64,
    pub kind: String,
    pub attempts: i64,
    pub last_error: Option<String>,
}

/// How much work there is, by stored state.
pub async fn count_by_state(conn: &mut Conn) -> AppResult<Vec<(String, i64)>> {
    rows!(conn, jobs::table.group_by(jobs::state).select((jobs::state, diesel::dsl::count_star())))
}

/// How much work is claimed.
pub async fn count_running(conn: &mut Conn, now: NaiveDateTime) -> AppResult<i64> {
    one!(conn, jobs::table.filter(jobs::state.eq("waiting")).filter(jobs::claimed_until.gt(now)).count())
}

/// Since when the work waits that is due for longest.
pub async fn oldest_due(conn: &mut Conn, now: NaiveDateTime) -> AppResult<Option<NaiveDateTime>> {
    one!(
        conn,
        jobs::table
            .filter(jobs::state.eq("waiting"))
            .filter(jobs::run_after.le(now))
            .select(diesel::dsl::min(jobs::run_after))
    )
}

/// How much work of these kinds failed.
pub async fn count_failed(conn: &mut Conn, kinds: &[&str]) -> AppResult<i64> {
    one!(conn, jobs::table.filter(jobs::state.eq("failed")).filter(jobs::kind.eq_any(kinds)).count())
}

/// The newest work of these kinds that failed, newest first.
pub async fn newest_failed(conn: &mut Conn, kinds: &[&str], limit: i64) -> AppResult<Vec<FailedWork>> {
    rows!(
        conn,
        jobs::table
            .filter(jobs::state.eq("failed"))
            .filter(jobs::kind.eq_any(kinds))
            .order(jobs::id.desc())
            .limit(limit)
            .select(FailedWork::as_select())
    )
}

/// Work as administrators see it, without what it is about.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct JobRow {
    pub id: i64,
    pub kind: String,
    pub account_id: Option<i64>,
    state: String,
    pub run_after: NaiveDateTime,
    pub attempts: i64,
    claimed_until: Option<NaiveDateTime>,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}

impl JobRow {
    /// The state at this moment.
    #[must_use]
    pub fn state(&self, now: NaiveDateTime) -> JobState {
        match JobState::from_key(&self.state) {
            Some(JobState::Waiting) if self.claimed_until.is_some_and(|end| end > now) => JobState::Running,
            Some(state) => state,
            None => JobState::Failed,
        }
    }
}

/// Which work is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobFilter {
    pub kind: Option<String>,
    pub state: Option<JobState>,
}

/// Work from a cursor on.
pub async fn page(
    conn: &mut Conn,
    filter: &JobFilter,
    now: NaiveDateTime,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<JobRow>> {
    read_page!(conn, jobs => JobRow, cursor, limit, |query| {
        if let Some(kind) = &filter.kind {
            query = query.filter(jobs::kind.eq(kind));
        }
        match filter.state {
            Some(JobState::Running) => {
                query = query.filter(jobs::state.eq("waiting")).filter(jobs::claimed_until.gt(now));
            }
            Some(JobState::Waiting) => {
                let unclaimed = jobs::claimed_until.is_null().or(jobs::claimed_until.le(now));
                query = query.filter(jobs::state.eq("waiting")).filter(unclaimed);
            }
            Some(state) => query = query.filter(jobs::state.eq(state.key())),
            None => {}
        }
    })
}

/// Work that no other transaction claims or changes until this one ends, with what it is about.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<(JobRow, Option<Vec<u8>>)>> {
    let found = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => {
            let work = jobs::table.find(id).select((JobRow::as_select(), jobs::payload_encrypted));
            work.load_rows(&mut **c).await?
        }
        Conn::Postgres(c) => {
            let work = jobs::table.find(id).select((JobRow::as_select(), jobs::payload_encrypted));
            work.for_update().load_rows(&mut **c).await?
        }
    };
    Ok(found.into_iter().next())
}

/// Failed work waits again, as if it had not been tried.
pub async fn wait_again(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(jobs::table.find(id)).set((
            jobs::state.eq("waiting"),
            jobs::run_after.eq(now),
            jobs::attempts.eq(0_i64),
            jobs::last_error.eq(None::<String>),
            jobs::finished_at.eq(None::<NaiveDateTime>),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::claimed_by.eq(None::<String>),
        ))
    )
}

/// Work that waits will not be done; what it is about is deleted.
pub async fn cancel(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(jobs::table.find(id)).set((
            jobs::state.eq(JobState::Cancelled.key()),
            jobs::finished_at.eq(now),
            jobs::claimed_until.eq(None::<NaiveDateTime>),
            jobs::payload_encrypted.eq(None::<Vec<u8>>),
        ))
    )
}

/// Removes work, whether it is over or not.
pub async fn delete(conn: &mut Conn, ids: &[i64]) -> AppResult<()> {
    execute!(conn, diesel::delete(jobs::table.filter(jobs::id.eq_any(ids))))
}

/// Removes what was over before a moment.
pub async fn delete_finished_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(conn, diesel::delete(jobs::table.filter(jobs::finished_at.lt(moment))))
}
