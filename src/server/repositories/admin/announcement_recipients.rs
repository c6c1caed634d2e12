//! The people that announcements are for, and what became of each of them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::{
    domain::{announcement::RecipientOutcome, search::cursor::Cursor},
    server::{
        db::{
            Conn, affected, affects_one, execute, first, one, rows,
            schema::{
                accounts, announcement_days, announcement_recipients, announcements, outbox_mails, people, unique_codes,
            },
        },
        error::AppResult,
    },
};

/// The most people that one statement names.
const MOST_AT_ONCE: usize = 1_000;

/// What writing to a person needs to know.
#[derive(Debug, Clone, Queryable)]
pub struct AddresseeRow {
    pub person_id: i64,
    pub first_name: String,
    /// The primary code.
    pub code: String,
    pub account_id: i64,
    pub email: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub language: String,
    /// `active` or `suspended`.
    pub state: String,
    pub demo: bool,
    pub news: Option<bool>,
}

/// These people as they are now, by ascending `people.id`. A person who was erased meanwhile is missing.
pub async fn addressees(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<AddresseeRow>> {
    rows!(
        conn,
        unique_codes::table
            .inner_join(people::table.inner_join(accounts::table))
            .filter(people::id.eq_any(ids))
            .filter(unique_codes::is_primary.eq(true))
            .order(people::id)
            .select((
                people::id,
                people::first_name,
                unique_codes::code,
                accounts::id,
                accounts::email,
                accounts::email_confirmed_at,
                accounts::language,
                accounts::state,
                accounts::demo,
                accounts::news,
            ))
    )
}

/// Which of these people an announcement of a kind was written to on a day.
pub async fn written_on(conn: &mut Conn, kind: &str, day: NaiveDate, ids: &[i64]) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        announcement_days::table
            .filter(announcement_days::person_id.eq_any(ids))
            .filter(announcement_days::kind.eq(kind))
            .filter(announcement_days::day.eq(day))
            .select(announcement_days::person_id)
    )
}

/// Takes the turn of a person for the kind of an announcement and a day; `false` when it was taken before.
pub async fn take_day(conn: &mut Conn, id: i64, person_id: i64, kind: &str, day: NaiveDate) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::insert_into(announcement_days::table)
            .values((
                announcement_days::person_id.eq(person_id),
                announcement_days::kind.eq(kind),
                announcement_days::day.eq(day),
                announcement_days::announcement_id.eq(id),
            ))
            .on_conflict_do_nothing()
    )
}

/// The announcement that has the turn of a person for a kind and a day.
pub async fn turn_of(conn: &mut Conn, person_id: i64, kind: &str, day: NaiveDate) -> AppResult<Option<i64>> {
    first!(
        conn,
        announcement_days::table
            .filter(announcement_days::person_id.eq(person_id))
            .filter(announcement_days::kind.eq(kind))
            .filter(announcement_days::day.eq(day))
            .select(announcement_days::announcement_id)
    )
}

/// The announcement and the person of a mail.
pub async fn of_mail(conn: &mut Conn, mail_id: i64) -> AppResult<Option<(i64, i64)>> {
    first!(
        conn,
        announcement_recipients::table
            .filter(announcement_recipients::mail_id.eq(mail_id))
            .select((announcement_recipients::announcement_id, announcement_recipients::person_id))
    )
}

/// Gives back the turns of people whose mail of an announcement waits.
pub async fn free_waiting_days(conn: &mut Conn, id: i64) -> AppResult<()> {
    let waiting: Vec<i64> = rows!(
        conn,
        announcement_recipients::table
            .inner_join(outbox_mails::table)
            .filter(announcement_recipients::announcement_id.eq(id))
            .filter(outbox_mails::state.eq("waiting"))
            .select(announcement_recipients::person_id)
    )?;
    for some in waiting.chunks(MOST_AT_ONCE) {
        execute!(
            conn,
            diesel::delete(
                announcement_days::table
                    .filter(announcement_days::announcement_id.eq(id))
                    .filter(announcement_days::person_id.eq_any(some))
            )
        )?;
    }
    Ok(())
}

/// Gives back the turn that a mail took which is not sent.
pub async fn free_day(conn: &mut Conn, mail_id: i64) -> AppResult<()> {
    let Some((id, person_id)) = of_mail(conn, mail_id).await? else { return Ok(()) };
    execute!(
        conn,
        diesel::delete(
            announcement_days::table
                .filter(announcement_days::person_id.eq(person_id))
                .filter(announcement_days::announcement_id.eq(id))
        )
    )
}

/// Notes what became of a person; `false` when that was noted before, and nothing is to be done.
pub async fn add_recipient(conn: &mut Conn, id: i64, person_id: i64, outcome: RecipientOutcome) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::insert_into(announcement_recipients::table)
            .values((
                announcement_recipients::announcement_id.eq(id),
                announcement_recipients::person_id.eq(person_id),
                announcement_recipients::outcome.eq(outcome.key()),
            ))
            .on_conflict_do_nothing()
    )
}

/// The mail of a person is this one.
pub async fn set_mail(conn: &mut Conn, id: i64, person_id: i64, mail_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(announcement_recipients::table.find((id, person_id)))
            .set(announcement_recipients::mail_id.eq(mail_id))
    )
}

/// How many mails of an announcement wait to be sent.
pub async fn waiting_mails(conn: &mut Conn, id: i64) -> AppResult<i64> {
    one!(
        conn,
        announcement_recipients::table
            .inner_join(outbox_mails::table)
            .filter(announcement_recipients::announcement_id.eq(id))
            .filter(outbox_mails::state.eq("waiting"))
            .count()
    )
}

/// How many mails of an announcement are in each state of the outbox.
pub async fn mail_states(conn: &mut Conn, id: i64) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        outbox_mails::table
            .inner_join(announcement_recipients::table)
            .filter(announcement_recipients::announcement_id.eq(id))
            .group_by(outbox_mails::state)
            .select((outbox_mails::state, diesel::dsl::count_star()))
    )
}

/// How many people that got no mail had each outcome.
pub async fn reasons(conn: &mut Conn, id: i64) -> AppResult<Vec<(String, i64)>> {
    rows!(
        conn,
        announcement_recipients::table
            .filter(announcement_recipients::announcement_id.eq(id))
            .filter(announcement_recipients::outcome.ne(RecipientOutcome::Written.key()))
            .group_by(announcement_recipients::outcome)
            .order(announcement_recipients::outcome)
            .select((announcement_recipients::outcome, diesel::dsl::count_star()))
    )
}

/// People that got no mail, with the outcome, from a cursor on: those with the greatest `people.id` first, before a
/// cursor last.
pub async fn left_out_people(
    conn: &mut Conn,
    id: i64,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<(i64, String)>> {
    let left_out = announcement_recipients::table
        .filter(announcement_recipients::announcement_id.eq(id))
        .filter(announcement_recipients::outcome.ne(RecipientOutcome::Written.key()))
        .select((announcement_recipients::person_id, announcement_recipients::outcome))
        .limit(limit);
    match cursor {
        Some(Cursor::Before(person)) => rows!(
            conn,
            left_out
                .filter(announcement_recipients::person_id.gt(person))
                .order(announcement_recipients::person_id.asc())
        ),
        Some(Cursor::After(person)) => rows!(
            conn,
            left_out
                .filter(announcement_recipients::person_id.lt(person))
                .order(announcement_recipients::person_id.desc())
        ),
        None => rows!(conn, left_out.order(announcement_recipients::person_id.desc())),
    }
}

/// What an account got from announcements that are not forgotten yet: kind, outcome, and when the announcement began.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<(String, String, Option<NaiveDateTime>)>> {
    rows!(
        conn,
        announcement_recipients::table
            .inner_join(announcements::table)
            .filter(announcement_recipients::person_id.eq(person_id))
            .order(announcements::id)
            .select((announcements::kind, announcement_recipients::outcome, announcements::started_at))
    )
}

/// The state of the announcement that a mail belongs to.
pub async fn state_of_mail(conn: &mut Conn, mail_id: i64) -> AppResult<Option<String>> {
    first!(
        conn,
        announcement_recipients::table
            .inner_join(announcements::table)
            .filter(announcement_recipients::mail_id.eq(mail_id))
            .select(announcements::state)
    )
}

/// Removes the turns of the first day before this one, up to those of so many people, and says how many there were.
pub async fn delete_days_before(conn: &mut Conn, day: NaiveDate, most: i64) -> AppResult<usize> {
    let first: Option<NaiveDate> =
        first!(conn, announcement_days::table.order(announcement_days::day).select(announcement_days::day))?;
    let Some(first) = first.filter(|first| *first < day) else { return Ok(0) };
    let of_day = || announcement_days::table.filter(announcement_days::day.eq(first));
    let last: Option<i64> = first!(
        conn,
        of_day().order(announcement_days::person_id).offset(most - 1).select(announcement_days::person_id)
    )?;
    let last = last.unwrap_or(i64::MAX);
    affected!(conn, diesel::delete(of_day().filter(announcement_days::person_id.le(last))))
}

/// Removes what became of the first people of an announcement, so many at most, and says how many there were.
pub async fn delete_recipients(conn: &mut Conn, id: i64, most: i64) -> AppResult<usize> {
    let of_announcement = || announcement_recipients::table.filter(announcement_recipients::announcement_id.eq(id));
    let last: Option<i64> = first!(
        conn,
        of_announcement()
            .order(announcement_recipients::person_id)
            .offset(most - 1)
            .select(announcement_recipients::person_id)
    )?;
    let last = last.unwrap_or(i64::MAX);
    affected!(conn, diesel::delete(of_announcement().filter(announcement_recipients::person_id.le(last))))
}
