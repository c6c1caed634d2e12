//! What the person and administrators do with analyses. Each action leaves one audit line.

use chrono::TimeDelta;

use super::request::{Asked, ask};
use crate::{
    domain::{
        access::Capability,
        cv_analysis::{AnalysisAnswer, MOST_A_DAY},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::profiles::{cv_analyses, cv_analysis_calls, unique_codes},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Analyses that are run again at once.
const MOST_AT_ONCE: usize = 50;

/// The person of the signed-in account.
///
/// # Errors
/// `Forbidden` without an account, `NotFound` without a person.
pub fn own_person(actor: &Actor) -> AppResult<i64> {
    actor.signed_in()?.person_id.ok_or(AppError::NotFound)
}

/// The person with a code, for administrators who see private answers.
///
/// # Errors
/// `Forbidden` without the capabilities, `NotFound` for a code without a person.
pub async fn person_with(state: &AppState, actor: &Actor, typed: &str) -> AppResult<i64> {
    actor.require(Capability::ManagePeople)?;
    actor.require(Capability::ViewPrivateAnswers)?;
    let code: UniqueCode = typed.parse().map_err(|_| AppError::NotFound)?;
    let found = unique_codes::person_of(&mut state.db.read().await?, code.as_str()).await?;
    found.ok_or(AppError::NotFound)
}

/// Has the CV of a person analysed.
///
/// # Errors
/// `Forbidden` for actors that are neither the person nor manage people.
pub async fn run(state: &AppState, actor: &Actor, person_id: i64) -> AppResult<AnalysisAnswer> {
    let own = actor.person_id() == Some(person_id);
    if !own {
        actor.require(Capability::ManagePeople)?;
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let since = state.clock.now() - TimeDelta::days(1);
        if own && cv_analysis_calls::count_since(conn, person_id, since).await? >= MOST_A_DAY {
            return Ok(AnalysisAnswer::TooOften);
        }
        let asked = ask(&state, conn, person_id).await?;
        if asked == Asked::Begun {
            audit_log::record(&state, conn, &actor, "cv_analysis.requested", &Subject::person(person_id)).await?;
        }
        answer_to(asked)
    })
}

const fn answer_to(asked: Asked) -> AnalysisAnswer {
    match asked {
        Asked::Begun => AnalysisAnswer::Begun,
        Asked::Underway => AnalysisAnswer::Underway,
        Asked::NotAllowed => AnalysisAnswer::NotAllowed,
        Asked::NoCv => AnalysisAnswer::NoCv,
    }
}

/// Erases what is known of the CV of a person.
///
/// # Errors
/// `Forbidden` for actors that are neither the person nor manage people.
pub async fn erase(state: &AppState, actor: &Actor, person_id: i64) -> AppResult<AnalysisAnswer> {
    if actor.person_id() != Some(person_id) {
        actor.require(Capability::ManagePeople)?;
    }
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if cv_analyses::delete_of_person(conn, person_id).await? {
            audit_log::record(&state, conn, &actor, "cv_analysis.erased", &Subject::person(person_id)).await?;
        }
        AnalysisAnswer::Erased
    })
}

/// Runs analyses again, of people who still agree to it; those of others stay as they are. Where none begins, the answer
/// says why the first one does not.
///
/// # Errors
/// `Forbidden` without the capabilities.
pub async fn run_again(state: &AppState, actor: &Actor, ids: &[i64]) -> AppResult<AnalysisAnswer> {
    actor.require(Capability::ManagePeople)?;
    actor.require(Capability::ViewPrivateAnswers)?;
    if ids.is_empty() {
        return Ok(AnalysisAnswer::NothingChosen);
    }
    let (state, actor) = (state.clone(), actor.clone());
    let ids: Vec<i64> = ids.iter().copied().take(MOST_AT_ONCE).collect();
    transaction!(state, |conn| {
        let (mut begun, mut refused) = (0, None);
        for id in ids {
            let Some(person_id) = cv_analyses::person_of(conn, id).await? else { continue };
            match ask(&state, conn, person_id).await? {
                Asked::Begun => begun += 1,
                asked => refused = refused.or(Some(asked)),
            }
        }
        if begun == 0 {
            return Ok(refused.map_or(AnalysisAnswer::Underway, answer_to));
        }
        audit_log::record(&state, conn, &actor, "cv_analysis.requested", &Subject::people(begun)).await?;
        AnalysisAnswer::Begun
    })
}
