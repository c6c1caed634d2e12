//! What webhooks are told, and what became of it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::{search::cursor::Cursor, webhook::DeliveryState},
    server::{
        db::{Conn, LoadRows, affected, affects_one, execute, first, one, rows, schema::webhook_deliveries},
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// One to be stored; it is due at once.
#[derive(Insertable)]
#[diesel(table_name = webhook_deliveries)]
pub struct NewDelivery<'a> {
    pub webhook_id: i64,
    pub event_id: &'a str,
    pub event: &'a str,
    pub person_id: Option<i64>,
    pub code: Option<&'a str>,
    pub happened_at: NaiveDateTime,
    pub state: &'a str,
    pub next_attempt_at: Option<NaiveDateTime>,
    pub give_up_at: NaiveDateTime,
}

/// A stored one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = webhook_deliveries)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct DeliveryRow {
    pub id: i64,
    pub webhook_id: i64,
    pub event_id: String,
    pub event: String,
    /// None for a trial. The person may be erased.
    pub person_id: Option<i64>,
    pub code: Option<String>,
    pub happened_at: NaiveDateTime,
    pub state: String,
    /// Since it was stored or asked for again.
    pub attempts: i64,
    pub next_attempt_at: Option<NaiveDateTime>,
    pub give_up_at: NaiveDateTime,
    pub last_attempt_at: Option<NaiveDateTime>,
    pub last_status: Option<i64>,
    pub last_answer: Option<String>,
}

/// What an attempt came to.
#[derive(AsChangeset)]
#[diesel(table_name = webhook_deliveries, treat_none_as_null = true)]
pub struct AttemptOutcome<'a> {
    pub state: &'a str,
    pub attempts: i64,
    pub next_attempt_at: Option<NaiveDateTime>,
    pub last_attempt_at: Option<NaiveDateTime>,
    pub last_status: Option<i64>,
    pub last_answer: Option<&'a str>,
}

/// Stores one and gives its id.
pub async fn insert(conn: &mut Conn, delivery: &NewDelivery<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(webhook_deliveries::table).values(delivery).returning(webhook_deliveries::id))
}

/// One of them.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<DeliveryRow>> {
    first!(conn, webhook_deliveries::table.find(id).select(DeliveryRow::as_select()))
}

/// One that no other transaction changes until this one ends.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<DeliveryRow>> {
    let found = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => {
            let row = webhook_deliveries::table.find(id).select(DeliveryRow::as_select());
            row.load_rows(&mut **c).await?
        }
        Conn::Postgres(c) => {
            let row = webhook_deliveries::table.find(id).select(DeliveryRow::as_select());
            row.for_update().load_rows(&mut **c).await?
        }
    };
    Ok(found.into_iter().next())
}

/// Whether another one of the same webhook waits since an attempt that ended after a moment, for one of these reasons.
pub async fn another_waits(
    conn: &mut Conn,
    row: &DeliveryRow,
    after: NaiveDateTime,
    reasons: &[&str],
) -> AppResult<bool> {
    let others = webhook_deliveries::table
        .filter(webhook_deliveries::webhook_id.eq(row.webhook_id))
        .filter(webhook_deliveries::id.ne(row.id))
        .filter(webhook_deliveries::state.eq(DeliveryState::Waiting.key()))
        .filter(webhook_deliveries::last_attempt_at.gt(after))
        .filter(webhook_deliveries::last_answer.assume_not_null().eq_any(reasons));
    one!(conn, diesel::select(diesel::dsl::exists(others)))
}

/// One that waits is due later; others stay as they are.
pub async fn postpone(conn: &mut Conn, id: i64, until: NaiveDateTime) -> AppResult<()> {
    let waiting = webhook_deliveries::table.find(id).filter(webhook_deliveries::state.eq(DeliveryState::Waiting.key()));
    execute!(conn, diesel::update(waiting).set(webhook_deliveries::next_attempt_at.eq(until)))
}

/// Notes what an attempt came to.
pub async fn note(conn: &mut Conn, id: i64, outcome: &AttemptOutcome<'_>) -> AppResult<()> {
    execute!(conn, diesel::update(webhook_deliveries::table.find(id)).set(outcome))
}

/// One that waits counts as failed, for this reason; others stay as they are.
pub async fn fail(conn: &mut Conn, id: i64, reason: &str) -> AppResult<()> {
    let waiting = webhook_deliveries::table.find(id).filter(webhook_deliveries::state.eq(DeliveryState::Waiting.key()));
    execute!(
        conn,
        diesel::update(waiting).set((
            webhook_deliveries::state.eq(DeliveryState::Failed.key()),
            webhook_deliveries::next_attempt_at.eq(None::<NaiveDateTime>),
            webhook_deliveries::last_answer.eq(reason),
        ))
    )
}

/// One that is over waits again, as if it had not been tried; `false` when it waits already.
pub async fn wait_again(conn: &mut Conn, id: i64, now: NaiveDateTime, give_up_at: NaiveDateTime) -> AppResult<bool> {
    let over = webhook_deliveries::table.find(id).filter(webhook_deliveries::state.ne(DeliveryState::Waiting.key()));
    affects_one!(
        conn,
        diesel::update(over).set((
            webhook_deliveries::state.eq(DeliveryState::Waiting.key()),
            webhook_deliveries::attempts.eq(0_i64),
            webhook_deliveries::next_attempt_at.eq(now),
            webhook_deliveries::give_up_at.eq(give_up_at),
        ))
    )
}

/// Those of a webhook from a cursor on.
pub async fn page(
    conn: &mut Conn,
    webhook_id: i64,
    state: Option<DeliveryState>,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<DeliveryRow>> {
    read_page!(conn, webhook_deliveries => DeliveryRow, cursor, limit, |query| {
        query = query.filter(webhook_deliveries::webhook_id.eq(webhook_id));
        if let Some(state) = state {
            query = query.filter(webhook_deliveries::state.eq(state.key()));
        }
    })
}

/// How many each webhook has in a state.
pub async fn count_in(conn: &mut Conn, state: DeliveryState) -> AppResult<Vec<(i64, i64)>> {
    rows!(
        conn,
        webhook_deliveries::table
            .filter(webhook_deliveries::state.eq(state.key()))
            .group_by(webhook_deliveries::webhook_id)
            .select((webhook_deliveries::webhook_id, diesel::dsl::count_star()))
    )
}

/// Removes at most so many of what happened before a moment and is over, and gives how many that were.
pub async fn delete_before(conn: &mut Conn, moment: NaiveDateTime, most: i64) -> AppResult<usize> {
    let old: Vec<i64> = rows!(
        conn,
        webhook_deliveries::table
            .filter(webhook_deliveries::happened_at.lt(moment))
            .filter(webhook_deliveries::state.ne(DeliveryState::Waiting.key()))
            .order(webhook_deliveries::happened_at)
            .limit(most)
            .select(webhook_deliveries::id)
    )?;
    affected!(conn, diesel::delete(webhook_deliveries::table.filter(webhook_deliveries::id.eq_any(old))))
}
