//! Mails of administrators to many people.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::group_action::GroupActionState,
    server::{
        db::{
            Conn, affected, execute, first, one, rows,
            schema::{accounts, announcements},
        },
        error::AppResult,
    },
};

/// An announcement to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = announcements)]
pub struct NewAnnouncement<'a> {
    pub account_id: i64,
    pub kind: &'a str,
    pub filters: Option<&'a str>,
    pub texts_encrypted: &'a [u8],
    pub per_minute: i64,
    pub state: &'a str,
    pub people: &'a [u8],
    pub total: i64,
    pub created_at: NaiveDateTime,
}

/// A stored announcement, without the people it is for.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = announcements)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct AnnouncementRow {
    pub id: i64,
    /// The account of the administrator who wrote it; none when it is gone.
    pub account_id: Option<i64>,
    pub kind: String,
    /// The query of an address, without private values; none of people who were ticked.
    pub filters: Option<String>,
    pub texts_encrypted: Vec<u8>,
    /// Counts the changes of the draft.
    pub version: i64,
    pub per_minute: i64,
    pub state: String,
    pub total: i64,
    /// The greatest `people.id` that is done.
    pub position: i64,
    pub written: i64,
    pub left_out: i64,
    pub created_at: NaiveDateTime,
    pub started_at: Option<NaiveDateTime>,
    pub finished_at: Option<NaiveDateTime>,
}

/// Stores an announcement and gives its id.
pub async fn insert(conn: &mut Conn, announcement: &NewAnnouncement<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(announcements::table).values(announcement).returning(announcements::id))
}

/// One announcement.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<AnnouncementRow>> {
    first!(conn, announcements::table.find(id).select(AnnouncementRow::as_select()))
}

/// One announcement that no other transaction changes until this one ends.
pub async fn lock(conn: &mut Conn, id: i64) -> AppResult<Option<AnnouncementRow>> {
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => {
            let announcement = announcements::table.find(id).select(AnnouncementRow::as_select());
            announcement.first(&mut **c).await.optional()?
        }
        Conn::Postgres(c) => {
            let announcement = announcements::table.find(id).select(AnnouncementRow::as_select());
            announcement.for_update().first(&mut **c).await.optional()?
        }
    })
}

/// The people that an announcement is for, as they were stored; none when it is over.
pub async fn people(conn: &mut Conn, id: i64) -> AppResult<Option<Vec<u8>>> {
    let people: Option<Option<Vec<u8>>> = first!(conn, announcements::table.find(id).select(announcements::people))?;
    Ok(people.flatten())
}

/// Stores another kind, other texts and another speed of a draft, whose time begins again.
pub async fn change(
    conn: &mut Conn,
    id: i64,
    kind: &str,
    texts_encrypted: &[u8],
    per_minute: i64,
    now: NaiveDateTime,
) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(announcements::table.find(id)).set((
            announcements::kind.eq(kind),
            announcements::texts_encrypted.eq(texts_encrypted),
            announcements::per_minute.eq(per_minute),
            announcements::version.eq(announcements::version + 1),
            announcements::created_at.eq(now),
        ))
    )
}

/// A draft begins.
pub async fn start(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(announcements::table.find(id))
            .set((announcements::state.eq(GroupActionState::Running.key()), announcements::started_at.eq(now),))
    )
}

/// More people are done, up to this one. What had failed runs again.
pub async fn advance(conn: &mut Conn, id: i64, position: i64, written: i64, left_out: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(announcements::table.find(id)).set((
            announcements::state.eq(GroupActionState::Running.key()),
            announcements::position.eq(position),
            announcements::written.eq(announcements::written + written),
            announcements::left_out.eq(announcements::left_out + left_out),
        ))
    )
}

/// It is over. The people it was for are forgotten; what became of them stays.
pub async fn finish(conn: &mut Conn, id: i64, state: GroupActionState, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(announcements::table.find(id)).set((
            announcements::state.eq(state.key()),
            announcements::finished_at.eq(now),
            announcements::people.eq(None::<Vec<u8>>),
        ))
    )
}

/// What runs does not go on by itself.
pub async fn fail(conn: &mut Conn, id: i64) -> AppResult<()> {
    let running = announcements::table.find(id).filter(announcements::state.eq(GroupActionState::Running.key()));
    execute!(conn, diesel::update(running).set(announcements::state.eq(GroupActionState::Failed.key())))
}

/// The newest announcements that began, newest first, with the address of the administrator.
pub async fn newest(conn: &mut Conn, limit: i64) -> AppResult<Vec<(AnnouncementRow, Option<String>)>> {
    rows!(
        conn,
        announcements::table
            .left_join(accounts::table)
            .filter(announcements::state.ne(GroupActionState::Draft.key()))
            .order(announcements::id.desc())
            .limit(limit)
            .select((AnnouncementRow::as_select(), accounts::email.nullable()))
    )
}

/// Removes drafts that were made before a moment.
pub async fn delete_drafts_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<usize> {
    affected!(
        conn,
        diesel::delete(
            announcements::table
                .filter(announcements::state.eq(GroupActionState::Draft.key()))
                .filter(announcements::created_at.lt(moment))
        )
    )
}

/// The oldest announcement that began before a moment, whether it came to its end or not.
pub async fn oldest_begun_before(conn: &mut Conn, moment: NaiveDateTime) -> AppResult<Option<i64>> {
    first!(
        conn,
        announcements::table
            .filter(announcements::started_at.lt(moment))
            .order(announcements::id)
            .select(announcements::id)
    )
}

/// Removes an announcement, with what is left of its people.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(announcements::table.find(id)))
}
