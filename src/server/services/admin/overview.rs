//! What the desk opens with: what needs an administrator now, then how the site is doing.
//!
//! Figures about people are read from the search index in memory, without a query; refused mails and failed work are
//! counted by the indexes on their state.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use super::{
    duplicates, exports,
    people_list::{self, PersonLine},
};
use crate::{
    domain::{
        access::Capability,
        lang::Lang,
        module::Module,
        search::{
            filter::{FilterId, TICKED},
            list::SearchList,
        },
        settings::Provider,
        visibility::Audience,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::{
            admin::listed_people,
            mail::outbox,
            operations::{
                installation,
                jobs::{self, FailedWork},
            },
            profiles::cv_analyses,
        },
        search_index::{Condition, Search},
        services::{
            operations::{
                backup::{self, ScheduleState},
                doctor::LITTLE,
                jobs::JobKind,
            },
            search::{index, lists::everyone},
        },
        state::AppState,
    },
};

/// How many of the newest people are shown.
const NEWEST: usize = 10;
/// How many failures of a kind are listed.
const MOST_FAILURES: i64 = 20;

/// The first page of the desk.
#[derive(Debug, Clone)]
pub struct DeskOverview {
    /// Minors whose profile waits for approval.
    pub minors_waiting: u64,
    /// People who came from elsewhere and have not confirmed their answers.
    pub imports_unconfirmed: u64,
    /// Groups of people who may be one person.
    pub duplicates: i64,
    /// How many mails the provider refused, and the newest of them.
    pub mails: (i64, Vec<MailFailure>),
    /// The same of other work.
    pub jobs: (i64, Vec<JobFailure>),
    /// How many analyses of CVs the provider refused.
    pub analyses: i64,
    pub warnings: Vec<DeskWarning>,
    /// How many files of exports wait to be fetched by this administrator.
    pub exports: i64,
    pub figures: DeskFigures,
    pub newest: Vec<PersonLine>,
}

/// How many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskFigures {
    pub people: u64,
    pub suspended: u64,
    /// Registered today or on one of the six days before.
    pub last_7_days: u64,
    /// The same of thirty days.
    pub last_30_days: u64,
    /// With a main profile.
    pub main: u64,
    /// With a CINEMA profile.
    pub cinema: u64,
}

/// A mail that the provider refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFailure {
    pub id: i64,
    /// The stored key of its kind.
    pub kind: String,
    /// What the provider answered, in English.
    pub error: String,
    /// The code of the person it was written to.
    pub code: Option<String>,
}

/// Work that was tried often enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFailure {
    pub id: i64,
    /// The stored key of its kind.
    pub kind: String,
    pub attempts: i64,
    /// In English.
    pub error: String,
}

/// What an operator should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskWarning {
    /// So little is free on the disk of the files.
    LittleRoom { mebibytes: u64 },
    /// The last sweep of files was held back.
    SweepHeldBack,
    /// Mails are not sent: no provider is configured.
    MailsWait,
    /// No backup of the schedule for twice its period.
    BackupLate,
    /// The last backup of the schedule failed.
    BackupFailed,
}

/// Loads the overview.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, lang: Lang) -> AppResult<DeskOverview> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let all = Search { counted: true, ..everyone(SearchList::Desk, Audience::Administrator) };
    let (found, week, month) = index::read(state, &mut conn, |index| {
        let total = |days| index.search(&registered_within(&all, today, days), today).total;
        (index.search(&all, today), total(7), total(30))
    })
    .await?;
    let count = |filter: FilterId, key: &str| found.counts.get(filter, key).unwrap_or(0);
    let figures = DeskFigures {
        people: found.total,
        suspended: count(FilterId::State, "suspended"),
        last_7_days: week,
        last_30_days: month,
        main: count(FilterId::Module, Module::Main.key()),
        cinema: count(FilterId::Module, Module::Cinema.key()),
    };
    let minors_waiting = count(FilterId::Waiting, TICKED);
    let imports_unconfirmed = count(FilterId::Import, TICKED);
    let newest: Vec<i64> = found.ids.iter().copied().take(NEWEST).collect();
    Ok(DeskOverview {
        minors_waiting,
        imports_unconfirmed,
        duplicates: duplicates::count(state, &mut conn).await?,
        mails: refused_mails(&mut conn).await?,
        jobs: failed_jobs(&mut conn).await?,
        analyses: cv_analyses::count_refused(&mut conn).await?,
        warnings: warnings(state, &mut conn).await?,
        exports: exports::count_ready(&mut conn, actor).await?,
        figures,
        newest: people_list::lines(state, &mut conn, lang, &newest).await?,
    })
}

/// The search for those who registered on the last so many days, today included.
fn registered_within(all: &Search, today: NaiveDate, days: i64) -> Search {
    let from = today - TimeDelta::days(days - 1);
    let condition = Condition::Registered { from, to: NaiveDate::MAX };
    Search { conditions: vec![(FilterId::RegisteredFrom, condition)], counted: false, ..all.clone() }
}

async fn refused_mails(conn: &mut Conn) -> AppResult<(i64, Vec<MailFailure>)> {
    let count = outbox::count_refused(conn).await?;
    if count == 0 {
        return Ok((0, Vec::new()));
    }
    let refused = outbox::newest_refused(conn, MOST_FAILURES).await?;
    let accounts: Vec<i64> = refused.iter().filter_map(|mail| mail.account_id).collect();
    let codes: HashMap<i64, String> = listed_people::codes_of_accounts(conn, &accounts).await?.into_iter().collect();
    let failures = refused.into_iter().map(|mail| MailFailure {
        id: mail.id,
        kind: mail.kind,
        error: mail.last_error.unwrap_or_default(),
        code: mail.account_id.and_then(|id| codes.get(&id).cloned()),
    });
    Ok((count, failures.collect()))
}

/// Mails have a list of their own.
async fn failed_jobs(conn: &mut Conn) -> AppResult<(i64, Vec<JobFailure>)> {
    let others = JobKind::ALL.into_iter().filter(|kind| *kind != JobKind::SendMail).map(JobKind::key);
    let kinds: Vec<&str> = others.collect();
    let count = jobs::count_failed(conn, &kinds).await?;
    let failed = if count == 0 { Vec::new() } else { jobs::newest_failed(conn, &kinds, MOST_FAILURES).await? };
    let failures = failed.into_iter().map(|FailedWork { id, kind, attempts, last_error }| JobFailure {
        id,
        kind,
        attempts,
        error: last_error.unwrap_or_default(),
    });
    Ok((count, failures.collect()))
}

/// What of the examination by `doctor` costs next to nothing.
async fn warnings(state: &AppState, conn: &mut Conn) -> AppResult<Vec<DeskWarning>> {
    let mut warnings = Vec::new();
    if let Some(free) = state.storage.free_bytes().filter(|free| *free < LITTLE) {
        warnings.push(DeskWarning::LittleRoom { mebibytes: free >> 20 });
    }
    if installation::find(conn).await?.is_some_and(|row| row.hindrance.is_some()) {
        warnings.push(DeskWarning::SweepHeldBack);
    }
    if !state.settings.latest().has(Provider::SendGrid) {
        warnings.push(DeskWarning::MailsWait);
    }
    match backup::schedule_state(state).await? {
        Some(ScheduleState::Late) => warnings.push(DeskWarning::BackupLate),
        Some(ScheduleState::Failed) => warnings.push(DeskWarning::BackupFailed),
        Some(ScheduleState::OnTime) | None => {}
    }
    Ok(warnings)
}
