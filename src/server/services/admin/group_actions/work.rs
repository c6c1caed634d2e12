//! The job: a few people in each transaction, until everyone is done or its time is over.

use std::time::{Duration, Instant};

use super::{GroupAction, GroupActionJob, one_person::act};
use crate::{
    domain::group_action::{GroupActionKind, GroupActionState, Outcome},
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            admin::group_actions::{self, GroupActionRow, NewResult},
            files::FileRow,
            profiles::people,
        },
        services::{
            admin::long_work::{
                author, goes_on, people_set,
                steps::{self, LONGEST_WRITE, chunk},
            },
            files::contents::delete_contents,
            operations::jobs::JobVerdict,
        },
        state::AppState,
    },
};

/// How much of the work is done under one claim.
#[derive(Debug, Clone, Copy)]
pub struct Slice {
    pub people: usize,
    pub time: Duration,
}

/// Much less than a claim lasts.
pub const SLICE: Slice = Slice { people: usize::MAX, time: Duration::from_secs(30) };

/// No session: what an accepted request allowed goes on without.
const NO_SESSION: i64 = 0;

/// What a transaction did.
struct Step {
    /// How many of the people it was given are done.
    done: usize,
    /// Whether more may follow.
    goes_on: bool,
    /// Those of erased people: their contents are to be removed.
    files: Vec<FileRow>,
}

/// Does a slice of an action. Killed at any moment it goes on where its last transaction was committed.
///
/// # Errors
/// When the database cannot be used: the job is tried again.
pub async fn work(state: &AppState, about: &GroupActionJob, slice: Slice) -> AppResult<JobVerdict> {
    let mut conn = state.db.read().await?;
    let Some(row) = group_actions::find(&mut conn, about.group_action).await? else { return Ok(OVER) };
    let Some(packed) = group_actions::people(&mut conn, row.id).await? else { return Ok(OVER) };
    drop(conn);
    let people = people_set::unpack(&packed, row.position)?;
    drop(packed);
    let (mut rest, until) = (people.as_slice(), Instant::now() + slice.time);
    let mut left = slice.people;
    while !rest.is_empty() {
        if left == 0 || Instant::now() >= until {
            return Ok(JobVerdict::GoesOn);
        }
        let step = do_some(state, about, chunk(rest, left)).await?;
        delete_contents(state, &step.files).await;
        if !step.goes_on {
            return Ok(OVER);
        }
        rest = rest.get(step.done..).unwrap_or_default();
        left = left.saturating_sub(step.done);
        // Requests that wait for the writer come first: its pool serves them in their order.
        tokio::task::yield_now().await;
    }
    finish(state, about).await?;
    Ok(OVER)
}

const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// The job was given up after several attempts, in the transaction that says so.
pub async fn failed(conn: &mut Conn, about: &GroupActionJob) -> AppResult<()> {
    group_actions::fail(conn, about.group_action).await
}

/// Some of these people in one transaction; a person to whom it cannot be done is noted.
async fn do_some(state: &AppState, about: &GroupActionJob, people: &[i64]) -> AppResult<Step> {
    let leave_out = |person: i64, error: AppError| {
        tracing::error!(%error, action = about.group_action, person, "a person is left out of a group action");
        note_failure(state, about, person)
    };
    steps::do_some(people, |people| step(state, about, people), leave_out).await
}

async fn step(state: &AppState, about: &GroupActionJob, people: Vec<i64>) -> AppResult<Step> {
    let (state, about) = (state.clone(), *about);
    transaction!(state, |conn| {
        let Some((row, _)) = going(conn, &about).await? else { return Ok(Step::over()) };
        let mut step = Step { done: 0, goes_on: true, files: Vec::new() };
        match actor_of(conn, &row, &about).await? {
            None => {
                // An account that is no administrator's any more, or is suspended, does nothing by what it asked before.
                group_actions::finish(conn, row.id, GroupActionState::Stopped, state.clock.now()).await?;
                step.goes_on = false;
            }
            Some(actor) => {
                let (began, mut position) = (Instant::now(), row.position);
                let action = GroupAction::of(row)?;
                let undone = match action.undoes {
                    Some(undone) => group_actions::find(conn, undone).await?,
                    None => None,
                };
                let undone_from = undone.and_then(|undone| undone.started_at);
                let (mut changed, mut unchanged) = (0, 0);
                for person_id in people {
                    // Another server did it, which took this one for dead.
                    if person_id > position {
                        if changed + unchanged > 0 && began.elapsed() >= LONGEST_WRITE {
                            break;
                        }
                        let (outcome, files) = act(&state, conn, &actor, &action, undone_from, person_id).await?;
                        let counted = if outcome == Outcome::Changed { &mut changed } else { &mut unchanged };
                        *counted += 1;
                        note(conn, action.id, person_id, outcome).await?;
                        step.files.extend(files);
                        position = person_id;
                    }
                    step.done += 1;
                }
                group_actions::advance(conn, action.id, position, changed, unchanged).await?;
            }
        }
        step
    })
}

impl Step {
    const fn over() -> Self {
        Self { done: 0, goes_on: false, files: Vec::new() }
    }
}

/// The action while it runs, locked: of two servers that both believe to have claimed the job, one at a time does a
/// step.
async fn going(conn: &mut Conn, about: &GroupActionJob) -> AppResult<Option<(GroupActionRow, GroupActionKind)>> {
    let Some(row) = group_actions::lock(conn, about.group_action).await? else { return Ok(None) };
    if !goes_on(&row.state) {
        return Ok(None);
    }
    let kind = GroupActionKind::from_key(&row.kind);
    let kind = kind.ok_or_else(|| AppError::internal("a group action of an unknown kind"))?;
    Ok(Some((row, kind)))
}

/// The administrator who asked for it, as long as their account may do so.
async fn actor_of(conn: &mut Conn, row: &GroupActionRow, about: &GroupActionJob) -> AppResult<Option<Actor>> {
    let Some((account, role)) = author(conn, row.account_id).await? else { return Ok(None) };
    let id = account.id;
    let person_id = people::id_of_account(conn, id).await?;
    let viewer = ViewerAccount { id, session_id: NO_SESSION, token: None, person_id, role, trusted: true };
    Ok(Some(Actor::going_on(viewer, about.client_ip)))
}

/// Stores what became of a person.
async fn note(conn: &mut Conn, action: i64, person_id: i64, outcome: Outcome) -> AppResult<()> {
    let changed = outcome == Outcome::Changed;
    let result = NewResult { group_action_id: action, person_id, outcome: outcome.key(), changed };
    group_actions::add_result(conn, &result).await
}

async fn note_failure(state: &AppState, about: &GroupActionJob, person_id: i64) -> AppResult<Step> {
    let (state, about) = (state.clone(), *about);
    transaction!(state, |conn| {
        let Some((row, _)) = going(conn, &about).await? else { return Ok(Step::over()) };
        note(conn, row.id, person_id, Outcome::Failed).await?;
        group_actions::advance(conn, row.id, person_id, 0, 1).await?;
        Step { done: 1, goes_on: true, files: Vec::new() }
    })
}

async fn finish(state: &AppState, about: &GroupActionJob) -> AppResult<()> {
    let (owned, about) = (state.clone(), *about);
    let erased = transaction!(owned, |conn| {
        let Some((row, kind)) = going(conn, &about).await? else { return Ok(false) };
        group_actions::finish(conn, row.id, GroupActionState::Done, owned.clock.now()).await?;
        kind == GroupActionKind::Delete
    })?;
    if erased && !state.db.empty_log().await? {
        tracing::info!("the write-ahead log is in use; it is emptied by the next housekeeping");
    }
    Ok(())
}
