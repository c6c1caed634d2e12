//! Demo people: for looking at a full site and for measuring it.
//!
//! They have no password and gave no consents.

mod batch;
mod career;
mod cinema;
mod cinema_rows;
mod draft;
mod names;
mod person;
mod photos;
mod place;

use chrono::{NaiveDateTime, TimeDelta};

use self::place::Places;
use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        db::transaction,
        error::AppResult,
        repositories::{demo::people, profiles::talents},
        services::{
            admin::audit_log::{self, Subject},
            files::contents::delete_contents,
        },
        state::AppState,
    },
};

pub use self::photos::draw as draw_photos;

/// People a transaction.
const BATCH: i64 = 1_000;
/// Registrations are spread over so many days before now.
const DAYS: i64 = 730;

/// The outcome of adding demo people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// So many were added.
    Added(i64),
    /// The database holds real people and `force` was not given.
    RealPeople,
}

/// Adds demo people until there are `people`, of whom a share (0 to 1) have a CINEMA profile too; `progress` is called
/// with how many there are after each batch.
pub async fn seed(
    state: &AppState,
    actor: &Actor,
    people: i64,
    cinema_share: f64,
    force: bool,
    progress: impl Fn(i64),
) -> AppResult<Seeded> {
    actor.require(Capability::ManageDemoPeople)?;
    let mut conn = state.db.read().await?;
    let present = people::present(&mut conn).await?;
    // None is added, so real people registered since do not matter.
    if people <= present.demo_accounts {
        return Ok(Seeded::Added(0));
    }
    if present.real_people > 0 && !force {
        return Ok(Seeded::RealPeople);
    }
    let places = Places::new(people::cities(&mut conn).await?);
    let talents: Vec<_> = talents::all(&mut conn).await?.into_iter().filter(|talent| talent.active).collect();
    drop(conn);
    let end = state.clock.now();
    let two_years_ago = end - TimeDelta::days(DAYS);
    let start = present.last_demo.map_or(two_years_ago, |last| last.max(two_years_ago));
    let first = present.demo_accounts + 1;
    let registered_at =
        |number: i64| moment(start, end, number - present.demo_accounts, people - present.demo_accounts);
    let mut done = present.demo_accounts;
    while done < people {
        let last = people.min(done + BATCH);
        let drafts = batch::draw(state, &places, &talents, cinema_share, done + 1..=last, registered_at)?;
        let mut tx = state.db.begin().await?;
        let rows = batch::rows(tx.conn()?, drafts).await?;
        people::insert(tx.conn()?, rows, state.clock.now()).await?;
        tx.commit().await?;
        done = last;
        progress(done);
    }
    let added = (done - first + 1).max(0);
    if added > 0 {
        finish(state, actor, "demo_people.added", added).await?;
    }
    Ok(Seeded::Added(added))
}

/// Erases every demo person and returns how many there were.
pub async fn remove(state: &AppState, actor: &Actor, progress: impl Fn(i64)) -> AppResult<i64> {
    actor.require(Capability::ManageDemoPeople)?;
    let mut removed = 0;
    loop {
        let mut tx = state.db.begin().await?;
        let (batch, files) = people::remove(tx.conn()?, BATCH, state.clock.now()).await?;
        tx.commit().await?;
        delete_contents(state, &files).await;
        if batch == 0 {
            break;
        }
        removed += i64::try_from(batch).unwrap_or(0);
        progress(removed);
    }
    if removed > 0 {
        finish(state, actor, "demo_people.removed", removed).await?;
    }
    Ok(removed)
}

async fn finish(state: &AppState, actor: &Actor, action: &'static str, people: i64) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, action, &Subject::people(people)).await?;
        people::analyse(conn).await?;
    })
}

/// The moment of registration `number` of `count`, evenly spread.
fn moment(start: NaiveDateTime, end: NaiveDateTime, number: i64, count: i64) -> NaiveDateTime {
    start + TimeDelta::seconds((end - start).num_seconds() * number / count.max(1))
}
