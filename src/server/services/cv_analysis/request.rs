//! Asking for an analysis, in the transaction of what it follows from.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    domain::cv_analysis::{AnalysisProblem, AnalysisState},
    server::{
        db::Conn,
        error::AppResult,
        repositories::profiles::{cv_analyses, main_profile, people},
        services::operations::jobs::{JobKind, enqueue},
        state::AppState,
    },
};

/// What the work is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnalysisJob {
    /// `cv_analyses.id`.
    pub analysis: i64,
}

/// What became of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Begun,
    /// One waits already.
    Underway,
    NotAllowed,
    NoCv,
}

/// Asks for an analysis of a person's CV, if the person agrees to it and there is one. What was read before is erased.
pub async fn ask(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Asked> {
    let allowed = main_profile::of_person(conn, person_id).await?.is_some_and(|profile| profile.allow_cv_analysis);
    if !allowed {
        return Ok(Asked::NotAllowed);
    }
    let Some((file_id, _)) = cv_analyses::cv_of(conn, person_id).await? else { return Ok(Asked::NoCv) };
    if !cv_analyses::request(conn, file_id, state.clock.now()).await? {
        return Ok(Asked::Underway);
    }
    let Some(row) = cv_analyses::of_file(conn, file_id).await? else { return Ok(Asked::NoCv) };
    let account_id = people::account_of(conn, person_id).await?;
    enqueue(state, conn, JobKind::CvAnalysis, account_id, &AnalysisJob { analysis: row.id }).await?;
    Ok(Asked::Begun)
}

/// Erases what is known of the CV of a person who has not agreed to that, such as one who got it by a merge.
pub async fn keep_to_consent(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    let allowed = main_profile::of_person(conn, person_id).await?.is_some_and(|profile| profile.allow_cv_analysis);
    if !allowed {
        cv_analyses::delete_of_person(conn, person_id).await?;
    }
    Ok(())
}

/// The work is done again, in the transaction that says so; `false` when the analysis was erased or did not fail.
pub async fn wait_again(conn: &mut Conn, about: &AnalysisJob) -> AppResult<bool> {
    cv_analyses::wait_again(conn, about.analysis).await
}

/// The work was given up, in the transaction that says so: what was read stays.
pub async fn failed(conn: &mut Conn, about: &AnalysisJob, now: NaiveDateTime) -> AppResult<()> {
    let Some(row) = cv_analyses::find(conn, about.analysis).await? else { return Ok(()) };
    if row.state != AnalysisState::Waiting.key() {
        return Ok(());
    }
    let outcome = cv_analyses::AnalysisOutcome {
        state: AnalysisState::Failed.key(),
        problem: Some(row.problem.as_deref().unwrap_or(AnalysisProblem::Unavailable.key())),
        content_encrypted: row.content_encrypted.as_deref(),
        model: None,
        finished_at: Some(now),
    };
    cv_analyses::conclude(conn, row.id, &outcome).await?;
    Ok(())
}
