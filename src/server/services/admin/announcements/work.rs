//! The job: as many mails as leave in a minute, a few people in each transaction, until everyone is done.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use chrono::{NaiveDateTime, TimeDelta};

use super::{Announcement, AnnouncementJob, one_person::write};
use crate::{
    domain::{announcement::RecipientOutcome, group_action::GroupActionState},
    server::{
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::{
            announcement_recipients::{self, AddresseeRow},
            announcements::{self, AnnouncementRow},
        },
        services::{
            admin::long_work::{
                author, goes_on, people_set,
                steps::{self, LONGEST_WRITE, chunk},
            },
            mail::delivery::ANNOUNCED_WITHIN,
            operations::jobs::JobVerdict,
        },
        state::AppState,
    },
};

/// The longest work under one claim, which is much longer.
const LONGEST: Duration = Duration::from_secs(30);
/// What the speed counts by.
const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// What a transaction did.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// How many of the people it was given are done.
    done: usize,
    /// How many mails it wrote.
    written: u32,
    /// Whether more may follow.
    goes_on: bool,
}

const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// Writes the mails of a minute. They leave one after the other during that minute; while earlier ones wait, for a key
/// or a slow provider, fewer are written. Killed at any moment it goes on where its last transaction was committed.
///
/// # Errors
/// When the database cannot be used: the job is tried again.
pub async fn work(state: &AppState, about: &AnnouncementJob) -> AppResult<JobVerdict> {
    let mut conn = state.db.read().await?;
    let Some(row) = announcements::find(&mut conn, about.announcement).await? else { return Ok(OVER) };
    let Some(packed) = announcements::people(&mut conn, row.id).await? else { return Ok(OVER) };
    let waiting = announcement_recipients::waiting_mails(&mut conn, row.id).await?;
    drop(conn);
    let room = u32::try_from(row.per_minute.saturating_sub(waiting)).unwrap_or_default();
    let people = people_set::unpack(&packed, row.position)?;
    let (mut rest, mut written, until) = (people.as_slice(), 0, Instant::now() + LONGEST);
    while !rest.is_empty() {
        let left = usize::try_from(room.saturating_sub(written)).unwrap_or_default();
        if left == 0 {
            return Ok(JobVerdict::GoesOnAfter(MINUTE));
        }
        if Instant::now() >= until {
            return Ok(JobVerdict::GoesOn);
        }
        let step = do_some(state, about, chunk(rest, left), written).await?;
        if !step.goes_on {
            return Ok(OVER);
        }
        written += step.written;
        rest = rest.get(step.done..).unwrap_or_default();
        // Requests that wait for the writer come first: its pool serves them in their order.
        tokio::task::yield_now().await;
    }
    finish(state, about).await?;
    Ok(OVER)
}

/// The job was given up after several attempts, in the transaction that says so.
pub async fn failed(conn: &mut Conn, about: &AnnouncementJob) -> AppResult<()> {
    announcements::fail(conn, about.announcement).await
}

/// Some of these people in one transaction; a person who cannot be written to is noted.
async fn do_some(state: &AppState, about: &AnnouncementJob, people: &[i64], before: u32) -> AppResult<Step> {
    let leave_out = |person: i64, error: AppError| {
        tracing::error!(%error, announcement = about.announcement, person, "a person is left out of an announcement");
        note_failure(state, about, person)
    };
    steps::do_some(people, |people| step(state, about, people, before), leave_out).await
}

/// Does people in one transaction; `before` mails of this minute were written by others.
async fn step(state: &AppState, about: &AnnouncementJob, people: Vec<i64>, before: u32) -> AppResult<Step> {
    let (state, about) = (state.clone(), *about);
    transaction!(state, |conn| {
        let Some(row) = going(conn, &about).await? else { return Ok(Step::default()) };
        let now = state.clock.now();
        // An account that is no administrator's any more, or is suspended, does nothing by what it asked before.
        let end = if author(conn, row.account_id).await?.is_none() {
            Some(GroupActionState::Stopped)
        } else if is_outdated(&row, now) {
            Some(GroupActionState::Cancelled)
        } else {
            None
        };
        match end {
            // Returning early would leave nothing behind.
            Some(end) => {
                announcements::finish(conn, row.id, end, now).await?;
                Step::default()
            }
            None => write_to(&state, conn, row, people, before).await?,
        }
    })
}

/// Whether it waited so long for a key or a provider that its last mails would leave when what they say is old.
fn is_outdated(row: &AnnouncementRow, now: NaiveDateTime) -> bool {
    let length = TimeDelta::minutes(row.total / row.per_minute.max(1) + 1);
    row.started_at.is_some_and(|started| started + length + ANNOUNCED_WITHIN < now)
}

/// Writes to these people, in the caller's transaction, which is not to last long.
async fn write_to(
    state: &AppState,
    conn: &mut Conn,
    row: AnnouncementRow,
    people: Vec<i64>,
    before: u32,
) -> AppResult<Step> {
    let (began, today, mut position) = (Instant::now(), state.clock.today(), row.position);
    let announcement = Announcement::of(state, row)?;
    let found = announcement_recipients::addressees(conn, &people).await?;
    let found: HashMap<i64, AddresseeRow> = found.into_iter().map(|person| (person.person_id, person)).collect();
    let mut step = Step { goes_on: true, ..Step::default() };
    let mut left_out = 0;
    for person_id in people {
        // Another server did it, which took this one for dead.
        if person_id > position {
            if step.done > 0 && began.elapsed() >= LONGEST_WRITE {
                break;
            }
            let wait = wait(before + step.written, announcement.per_minute);
            let written = match found.get(&person_id) {
                Some(person) => write(state, conn, &announcement, person, today, wait).await?,
                // Erased since the selection was made.
                None => false,
            };
            if written {
                step.written += 1;
            } else {
                left_out += 1;
            }
            position = person_id;
        }
        step.done += 1;
    }
    announcements::advance(conn, announcement.id, position, step.written.into(), left_out).await?;
    Ok(step)
}

/// When the mail with this number in its minute leaves.
fn wait(number: u32, per_minute: u32) -> TimeDelta {
    TimeDelta::milliseconds(i64::from(number) * MINUTE.num_milliseconds() / i64::from(per_minute.max(1)))
}

/// The announcement while it runs, locked: of two servers that both believe to have claimed the job, one at a time does
/// a step.
async fn going(conn: &mut Conn, about: &AnnouncementJob) -> AppResult<Option<AnnouncementRow>> {
    let row = announcements::lock(conn, about.announcement).await?;
    Ok(row.filter(|row| goes_on(&row.state)))
}

async fn note_failure(state: &AppState, about: &AnnouncementJob, person_id: i64) -> AppResult<Step> {
    let (state, about) = (state.clone(), *about);
    transaction!(state, |conn| {
        let Some(row) = going(conn, &about).await? else { return Ok(Step::default()) };
        // Unless another server has passed the person meanwhile.
        if person_id > row.position {
            announcement_recipients::add_recipient(conn, row.id, person_id, RecipientOutcome::Failed).await?;
            announcements::advance(conn, row.id, person_id, 0, 1).await?;
        }
        Step { done: 1, written: 0, goes_on: true }
    })
}

async fn finish(state: &AppState, about: &AnnouncementJob) -> AppResult<()> {
    let (state, about) = (state.clone(), *about);
    transaction!(state, |conn| {
        if let Some(row) = going(conn, &about).await? {
            announcements::finish(conn, row.id, GroupActionState::Done, state.clock.now()).await?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mails_of_a_minute_are_spread_over_it() {
        for (number, per_minute, seconds) in [(0, 60, 0), (1, 60, 1), (59, 60, 59), (299, 300, 59), (5, 0, 300)] {
            assert_eq!(wait(number, per_minute).num_seconds(), seconds, "{number} of {per_minute}");
        }
    }
}
