//! What two people who are merged got of announcements, and its way back.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::announcement_recipients::take_day;
use crate::server::{
    db::{
        Conn, execute, rows,
        schema::{announcement_days, announcement_recipients, announcements, outbox_mails},
    },
    error::AppResult,
};

/// What a merge did with one person's announcements.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MovedAnnouncements {
    /// Those of which what became of the person is noted for the other one now.
    given: Vec<i64>,
    /// Those of which something was noted for both: outcome and mail of the person, who is gone.
    kept_apart: Vec<(i64, String, Option<i64>)>,
    /// The person's turns: announcement, kind, day.
    turns: Vec<(i64, String, NaiveDate)>,
    /// Those of the turns that the other person had not.
    given_turns: Vec<(i64, String, NaiveDate)>,
}

/// Gives one person's turns, and what became of that person, to another, for whom the latter is noted where nothing is.
pub async fn move_to(conn: &mut Conn, from: i64, to: i64) -> AppResult<MovedAnnouncements> {
    let noted: Vec<i64> = rows!(
        conn,
        announcement_recipients::table
            .filter(announcement_recipients::person_id.eq(to))
            .select(announcement_recipients::announcement_id)
    )?;
    let given: Vec<i64> = rows!(
        conn,
        diesel::update(
            announcement_recipients::table
                .filter(announcement_recipients::person_id.eq(from))
                .filter(announcement_recipients::announcement_id.ne_all(noted))
        )
        .set(announcement_recipients::person_id.eq(to))
        .returning(announcement_recipients::announcement_id)
    )?;
    let kept_apart: Vec<(i64, String, Option<i64>)> = rows!(
        conn,
        announcement_recipients::table.filter(announcement_recipients::person_id.eq(from)).select((
            announcement_recipients::announcement_id,
            announcement_recipients::outcome,
            announcement_recipients::mail_id,
        ))
    )?;
    let turns: Vec<(i64, String, NaiveDate)> = rows!(
        conn,
        announcement_days::table.filter(announcement_days::person_id.eq(from)).select((
            announcement_days::announcement_id,
            announcement_days::kind,
            announcement_days::day,
        ))
    )?;
    let mut given_turns = Vec::new();
    for turn in &turns {
        let (id, kind, day) = turn;
        if take_day(conn, *id, to, kind, *day).await? {
            given_turns.push(turn.clone());
        }
    }
    Ok(MovedAnnouncements { given, kept_apart, turns, given_turns })
}

/// Gives all of it back, once the person is there again. What was forgotten since stays so.
pub async fn move_back(conn: &mut Conn, moved: &MovedAnnouncements, from: i64, to: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(
            announcement_recipients::table
                .filter(announcement_recipients::person_id.eq(from))
                .filter(announcement_recipients::announcement_id.eq_any(&moved.given))
        )
        .set(announcement_recipients::person_id.eq(to))
    )?;
    let ids = moved.kept_apart.iter().map(|(id, ..)| *id).chain(moved.turns.iter().map(|(id, ..)| *id));
    let existing = existing(conn, &ids.collect::<Vec<_>>()).await?;
    for (id, outcome, mail_id) in moved.kept_apart.iter().filter(|(id, ..)| existing.contains(id)) {
        // A mail may have been removed since.
        let mails: Vec<i64> = rows!(
            conn,
            outbox_mails::table.filter(outbox_mails::id.eq_any(mail_id.as_slice())).select(outbox_mails::id)
        )?;
        let mail_id = mails.into_iter().next();
        execute!(
            conn,
            diesel::insert_into(announcement_recipients::table)
                .values((
                    announcement_recipients::announcement_id.eq(id),
                    announcement_recipients::person_id.eq(to),
                    announcement_recipients::outcome.eq(outcome),
                    announcement_recipients::mail_id.eq(mail_id),
                ))
                .on_conflict_do_nothing()
        )?;
    }
    for (id, kind, day) in &moved.given_turns {
        execute!(
            conn,
            diesel::delete(
                announcement_days::table
                    .filter(announcement_days::person_id.eq(from))
                    .filter(announcement_days::kind.eq(kind))
                    .filter(announcement_days::day.eq(day))
                    .filter(announcement_days::announcement_id.eq(id))
            )
        )?;
    }
    for (id, kind, day) in moved.turns.iter().filter(|(id, ..)| existing.contains(id)) {
        take_day(conn, *id, to, kind, *day).await?;
    }
    Ok(())
}

/// Those of these announcements that are not forgotten.
async fn existing(conn: &mut Conn, ids: &[i64]) -> AppResult<HashSet<i64>> {
    let ids: Vec<i64> =
        rows!(conn, announcements::table.filter(announcements::id.eq_any(ids)).select(announcements::id))?;
    Ok(ids.into_iter().collect())
}
