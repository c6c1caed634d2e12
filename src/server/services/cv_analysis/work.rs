//! An analysis: the text is read, then a model is asked if there is one. A process that dies in between does it again;
//! what the first one asked may have been paid for.

use chrono::Datelike as _;

use super::{
    advise::advise,
    content::AnalysisContent,
    known::known_talents,
    reader,
    request::AnalysisJob,
    subject::{self, Subject},
};
use crate::{
    domain::cv_analysis::{
        AnalysisProblem, AnalysisState,
        reading::{self, Reading},
    },
    server::{
        db::transaction,
        documents::cv::CvText,
        error::{AppError, AppResult},
        repositories::profiles::cv_analyses::{self, AnalysisOutcome},
        services::{files::contents, operations::jobs::JobVerdict},
        state::AppState,
        storage::Key,
    },
};

const OVER: JobVerdict = JobVerdict::Done { note: "" };

/// What is stored of an attempt.
struct Outcome {
    state: AnalysisState,
    problem: Option<AnalysisProblem>,
    content: AnalysisContent,
    model: Option<String>,
}

/// Analyses a CV, outside any transaction.
///
/// # Errors
/// When the database, the storage or the reader cannot be used: the work is tried again.
pub async fn work(state: &AppState, about: &AnalysisJob) -> AppResult<JobVerdict> {
    let mut conn = state.db.read().await?;
    let Some(row) = cv_analyses::find(&mut conn, about.analysis).await? else { return Ok(OVER) };
    // Stored by a process that died before it said so.
    if row.state != AnalysisState::Waiting.key() {
        return Ok(OVER);
    }
    let Some(subject) = subject::load(state, &mut conn, &row).await? else {
        drop(conn);
        return erase(state, row.id).await;
    };
    drop(conn);
    let text = match contents::load(state, &Key::cv(&subject.file_name)).await? {
        Some(bytes) => reader::text_of(state, bytes).await?,
        None => Err(AnalysisProblem::Unreadable),
    };
    let text = match text {
        Ok(text) => text,
        Err(problem) => {
            let content = AnalysisContent::default();
            let outcome = Outcome { state: AnalysisState::Failed, problem: Some(problem), content, model: None };
            store(state, row.id, outcome).await?;
            return Ok(OVER);
        }
    };
    analyse(state, row.id, &subject, text).await
}

async fn analyse(state: &AppState, id: i64, subject: &Subject, text: CvText) -> AppResult<JobVerdict> {
    let (reading, text) = read(state, text).await?;
    let asked = advise(state, subject, &text.text).await?;
    let mut content = AnalysisContent { reading: Some(reading), advice: None, set_aside: asked.set_aside };
    let problem = match asked.advice {
        Ok((advice, model)) => {
            content.advice = Some(advice);
            store(state, id, Outcome { state: AnalysisState::Advised, problem: None, content, model: Some(model) })
                .await?;
            return Ok(OVER);
        }
        Err(problem) => problem,
    };
    // What may pass is tried again, and what was read is there meanwhile.
    let state_now = match problem {
        problem if problem.may_pass() => AnalysisState::Waiting,
        AnalysisProblem::NotConfigured | AnalysisProblem::OverLimit | AnalysisProblem::TooOften => AnalysisState::Read,
        _ => AnalysisState::Failed,
    };
    store(state, id, Outcome { state: state_now, problem: Some(problem), content, model: None }).await?;
    Ok(match state_now {
        AnalysisState::Waiting => {
            JobVerdict::Again { reason: problem.key().to_owned(), wait: asked.wait, counts: true }
        }
        _ => OVER,
    })
}

/// What a text says, with the text. A long one takes a while, which requests are not to wait for.
async fn read(state: &AppState, text: CvText) -> AppResult<(Reading, CvText)> {
    let known = known_talents(&mut state.db.read().await?).await?;
    let year = state.clock.today().year();
    let work = move || (reading::read(&text.text, text.hidden, &known, year), text);
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)
}

/// Nothing is stored of what was erased meanwhile.
async fn store(state: &AppState, id: i64, outcome: Outcome) -> AppResult<()> {
    let sealed = outcome.content.seal(state)?;
    let (owned, now) = (state.clone(), state.clock.now());
    transaction!(owned, |conn| {
        let stored = AnalysisOutcome {
            state: outcome.state.key(),
            problem: outcome.problem.map(AnalysisProblem::key),
            content_encrypted: Some(sealed.as_slice()),
            model: outcome.model.as_deref(),
            finished_at: (outcome.state != AnalysisState::Waiting).then_some(now),
        };
        cv_analyses::conclude(conn, id, &stored).await?;
    })
}

/// The person does not agree any more, or has another CV.
async fn erase(state: &AppState, id: i64) -> AppResult<JobVerdict> {
    let owned = state.clone();
    transaction!(owned, |conn| {
        cv_analyses::delete(conn, id).await?;
    })?;
    Ok(OVER)
}
