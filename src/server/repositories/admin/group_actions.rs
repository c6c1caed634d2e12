//! What administrators did to many people at once, and what became of each of them.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::{group_action::GroupActionState, search::cursor::Cursor},
    server::{
        db::{
            Conn, affected, execute, first, one, rows,
            schema::{accounts, group_action_results, group_actions},
        },
        error::AppResult,
    },
};

/// States of what was over before everyone was done.
const ENDED_EARLY: [&str; 2] = [GroupActionState::Cancelled.key(), GroupActionState::Stopped.key()];

/// An action to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = group_actions)]
pub struct NewGroupAction<'a> {
    pub account_id: i64,
    pub kind: &'a str,
    pub reason: Option<&'a str>,
    pub filters: Option<&'a str>,
    pub undoes: Option<i64>,
    pub state: &'a str,
    pub people: &'a [u8],
    pub total: i64,
    pub created_at: NaiveDateTime,
    pub started_at: Option<NaiveDateTime>,
}

/// A stored action, without the people it is about.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = group_actions)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct GroupActionRow {
    pub id: i64,
    /// The account of the administrator who asked for it; none when it is gone.
    pub account_id: Option<i64>,
    pub kind: String,
    pub reason: Option<String>,
    /// The query of an address, without private values; none of people who were ticked.
    pub filters: Option<String>,
    /// The action that it takes back.
    pub undoes: Option<i64>,
    pub state: String,
    pub total: i64,
    /// The greatest `people.id` that is done.
    pub position: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub created_at: NaiveDateTime,
    pub started_at: Option<NaiveDateTime>,
    pub finished_at: Option<NaiveDateTime>,
}

/// What became of a person.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = group_action_results)]
pub struct NewResult<'a> {
    pub group_action_id: i64,
    pub person_id: i64,
    pub outcome: &'a str,
    pub changed: bool,
}

/// Stores an action and gives its id.
pub async fn insert(conn: &mut Conn, action: &NewGroupAction<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(group_actions::table).values(action).returning(group_actions::id))
}

/// One action.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<GroupActionRow>> {
    first!(conn, group_actions::table.find(id).select(GroupActionRow::as_select()))
}

/// One action that no other transaction changes until this one ends.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<GroupActionRow>> {
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => {
            let action = group_actions::table.find(id).select(GroupActionRow::as_select());
            action.first(&mut **c).await.optional()?
        }
        Conn::Postgres(c) => {
            let action = group_actions::table.find(id).select(GroupActionRow::as_select());
            action.for_update().first(&mut **c).await.optional()?
        }
    })
}

/// The people that an action is about, as they were stored; none when it is over.
pub async fn people(conn: &mut Conn, id: i64) -> AppResult<Option<Vec<u8>>> {
    let people: Option<Option<Vec<u8>>> = first!(conn, group_actions::table.find(id).select(group_actions::people))?;
    Ok(people.flatten())
}

/// A draft begins.
pub async fn start(conn: &mut Conn, id: i64, reason: Option<&str>, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(group_actions::table.find(id)).set((
            group_actions::state.eq(GroupActionState::Running.key()),
            group_actions::reason.eq(reason),
            group_actions::started_at.eq(now),
        ))
    )
}

/// More people are done, up to this one. What had failed runs again.
pub async fn advance(conn: &mut Conn, id: i64, position: i64, changed: i64, unchanged: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(group_actions::table.find(id)).set((
            group_actions::state.eq(GroupActionState::Running.key()),
            group_actions::position.eq(position),
            group_actions::changed.eq(group_actions::changed + changed),
            group_actions::unchanged.eq(group_actions::unchanged + unchanged),
        ))
    )
}

/// It is over. The people it was about are forgotten; their results stay.
pub async fn finish(conn: &mut Conn, id: i64, state: GroupActionState, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(group_actions::table.find(id)).set((
            group_actions::state.eq(state.key()),
            group_actions::finished_at.eq(now),
            group_actions::people.eq(None::<Vec<u8>>),
        ))
    )
}

/// What runs does not go on by itself.
pub async fn fail(conn: &mut Conn, id: i64) -> AppResult<()> {
    let running = group_actions::table.find(id).filter(group_actions::state.eq(GroupActionState::Running.key()));
    execute!(conn, diesel::update(running).set(group_actions::state.eq(GroupActionState::Failed.key())))
}

/// The newest actions that began, newest first, with the address of the administrator.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<(GroupActionRow, Option<String>)>> {
    rows!(
        conn,
        group_actions::table
            .left_join(accounts::table)
            .filter(group_actions::state.ne(GroupActionState::Draft.key()))
            .order(group_actions::id.desc())
            .limit(limit)
            .select((GroupActionRow::as_select(), accounts::email.nullable()))
    )
}

/// The newest action that takes this one back, unless it was kept from doing so to the end.
pub async fn undone_by(conn: &mut Conn, id: i64) -> AppResult<Option<i64>> {
    first!(
        conn,
        group_actions::table
            .filter(group_actions::undoes.eq(id))
            .filter(group_actions::state.ne_all(ENDED_EARLY))
            .order(group_actions::id.desc())
            .select(group_actions::id)
    )
}

/// Notes what became of a person.
pub async fn add_result(conn: &mut Conn, result: &NewResult<'_>) -> AppResult<()> {
    execute!(conn, diesel::insert_into(group_action_results::table).values(result))
}

/// The people that an action changed, by `people.id`.
pub async fn changed_people(conn: &mut Conn, id: i64) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        group_action_results::table
            .filter(group_action_results::group_action_id.eq(id))
            .filter(group_action_results::changed.eq(true))
            .order(group_action_results::person_id)
            .select(group_action_results::person_id)
    )
}

/// How many people that an action did not change had each outcome.
pub async fn refusals(conn: &mut Conn, id: i64) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        group_action_results::table
            .filter(group_action_results::group_action_id.eq(id))
            .filter(group_action_results::changed.eq(false))
            .group_by(group_action_results::outcome)
            .order(group_action_results::outcome)
            .select((group_action_results::outcome, diesel::dsl::count_star()))
    )
}

/// People that an action did not change, with the outcome, from a cursor on: those with the greatest `people.id` first,
/// before a cursor last.
pub async fn refused_people(
    conn: &mut Conn,
    id: i64,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<(i64, String)>> {
    let refused = group_action_results::table
        .filter(group_action_results::group_action_id.eq(id))
        .filter(group_action_results::changed.eq(false))
        .select((group_action_results::person_id, group_action_results::outcome))
        .limit(limit);
    match cursor {
        Some(Cursor::Before(person)) => rows!(
            conn,
            refused.filter(group_action_results::person_id.gt(person)).order(group_action_results::person_id.asc())
        ),
        Some(Cursor::After(person)) => rows!(
            conn,
            refused.filter(group_action_results::person_id.lt(person)).order(group_action_results::person_id.desc())
        ),
        None => rows!(conn, refused.order(group_action_results::person_id.desc())),
    }
}

/// Removes drafts that were made before a moment.
pub async fn delete_drafts_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::delete(
            group_actions::table
                .filter(group_actions::state.eq(GroupActionState::Draft.key()))
                .filter(group_actions::created_at.lt(moment))
        )
    )
}

/// The oldest action that began before a moment, whether it came to its end or not.
pub async fn oldest_begun_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<Option<i64>> {
    first!(
        conn,
        group_actions::table
            .filter(group_actions::started_at.lt(moment))
            .order(group_actions::id)
            .select(group_actions::id)
    )
}

/// Removes the first results of an action, so many at most, and says how many there were.
pub async fn delete_results(conn: &mut Conn, id: i64, most: i64) -> AppResult<usize> {
    let of_action = || group_action_results::table.filter(group_action_results::group_action_id.eq(id));
    let last: Option<i64> = first!(
        conn,
        of_action().order(group_action_results::person_id).offset(most - 1).select(group_action_results::person_id)
    )?;
    let last = last.unwrap_or(i64::MAX);
    affected!(conn, diesel::delete(of_action().filter(group_action_results::person_id.le(last))))
}

/// Removes an action, with what results are left.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(group_actions::table.find(id)))
}
