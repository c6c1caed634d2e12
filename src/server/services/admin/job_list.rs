//! `/admin/jobs`.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{
    error_text::without_private_values,
    list_page::{ListPage, READ},
    list_query::ListQuery,
};
use crate::{
    domain::{access::Capability, admin::JobState},
    server::{
        actor::Actor,
        error::AppResult,
        repositories::{
            admin::listed_people::codes_of_accounts,
            operations::jobs::{self, JobFilter, JobRow},
        },
        services::operations::jobs::JobKind,
        state::AppState,
    },
};

const FIELDS: &[&str] = &["state", "kind"];

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    pub id: i64,
    /// The stored key of its kind.
    pub kind: String,
    pub state: JobState,
    pub attempts: i64,
    /// What the last attempt met, in English.
    pub error: Option<String>,
    /// UTC, as the others.
    pub created_at: NaiveDateTime,
    /// Not before; of what waits.
    pub run_after: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
    /// The code of the person it is about.
    pub code: Option<String>,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct JobList {
    pub query: ListQuery,
    pub page: ListPage<JobLine>,
}

/// The list for the query of an address.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, address: &str) -> AppResult<JobList> {
    actor.require(Capability::ManageJobs)?;
    let mut conn = state.db.read().await?;
    let now = state.clock.now();
    let mut query = ListQuery::read(address, FIELDS);
    let kind = query.choice("kind", JobKind::from_key).map(|kind| kind.key().to_owned());
    let wanted = query.choice("state", JobState::from_key);
    let rows = if query.is_sound() {
        jobs::page(&mut conn, &JobFilter { kind, state: wanted }, now, query.cursor, READ).await?
    } else {
        Vec::new()
    };
    let accounts: Vec<i64> = rows.iter().filter_map(|row| row.account_id).collect();
    let codes: HashMap<i64, String> = codes_of_accounts(&mut conn, &accounts).await?.into_iter().collect();
    let page = ListPage::new(rows, query.cursor, |row| row.id);
    Ok(JobList { query, page: page.map(|row| line(row, &codes, now)) })
}

fn line(row: JobRow, codes: &HashMap<i64, String>, now: NaiveDateTime) -> JobLine {
    JobLine {
        state: row.state(now),
        id: row.id,
        kind: row.kind,
        attempts: row.attempts,
        error: row.last_error.as_deref().map(without_private_values),
        created_at: row.created_at,
        run_after: row.run_after,
        finished_at: row.finished_at,
        code: row.account_id.and_then(|id| codes.get(&id).cloned()),
    }
}
