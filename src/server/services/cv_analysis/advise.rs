//! Asking the model that the site has chosen, within what may be spent.

use chrono::{Datelike as _, NaiveDateTime, TimeDelta};

use super::{
    question::{NAME, TASK, data, schema, sent},
    subject::Subject,
};
use crate::{
    domain::cv_analysis::{
        AnalysisProblem, MOST_CALLS_A_DAY,
        advice::{Advice, RawAdvice},
    },
    server::{
        clock::Clock,
        db::transaction,
        error::AppResult,
        integrations::openrouter::{ModelFault, ModelQuestion, OpenRouter},
        repositories::profiles::{
            cv_analysis_calls::{self, CallCost},
            main_profile,
        },
        state::AppState,
    },
};

/// What came of asking.
pub struct Advised {
    /// The advice with the model that wrote it, or why there is none.
    pub advice: Result<(Advice, String), AnalysisProblem>,
    /// Sentences that the model was not given.
    pub set_aside: usize,
    /// When the provider wants to be asked again.
    pub wait: Option<TimeDelta>,
}

/// When the calendar month began in Morocco, in UTC.
pub fn begin_of_month(state: &AppState) -> NaiveDateTime {
    let today = state.clock.today();
    Clock::begin_of_day_in_morocco(today.with_day(1).unwrap_or(today))
}

/// Whether there is a model to ask.
pub fn is_configured(state: &AppState) -> bool {
    state.settings.latest().openrouter.as_ref().is_some_and(|provider| !provider.model.is_empty())
}

/// Asks about a text.
///
/// # Errors
/// When the database cannot be used.
pub async fn advise(state: &AppState, subject: &Subject, text: &str) -> AppResult<Advised> {
    let (sent, set_aside) = sent(text, subject);
    let none = |problem, wait| Ok(Advised { advice: Err(problem), set_aside, wait });
    let settings = state.settings.latest();
    let Some(provider) = settings.openrouter.as_ref().filter(|provider| !provider.model.is_empty()) else {
        return none(AnalysisProblem::NotConfigured, None);
    };
    let call = match begin(state, subject.person_id, provider).await? {
        Ok(call) => call,
        Err(problem) => return none(problem, None),
    };
    let data = data(&sent, subject);
    let question = ModelQuestion { task: TASK, data: &data, schema: (NAME, schema()) };
    let answer = match provider.ask(&question).await {
        Ok(answer) => answer,
        Err(fault) => {
            if !fault.may_cost() {
                end(state, call, CallCost::NOTHING).await?;
            }
            return none(problem_of(fault), wait_of(fault));
        }
    };
    let cost = CallCost {
        prompt_tokens: answer.prompt_tokens,
        completion_tokens: answer.completion_tokens,
        cost_microdollars: answer.cost_microdollars,
    };
    end(state, call, cost).await?;
    let raw: Option<RawAdvice> = serde_json::from_str(&answer.content).ok();
    let advice = raw.and_then(|raw| raw.checked(&sent)).map(|advice| (advice, answer.model));
    Ok(Advised { advice: advice.ok_or(AnalysisProblem::BadAnswer), set_aside, wait: None })
}

/// Notes that the model is asked, unless enough was spent or asked.
async fn begin(state: &AppState, person_id: i64, provider: &OpenRouter) -> AppResult<Result<i64, AnalysisProblem>> {
    let (owned, model, month) = (state.clone(), provider.model.clone(), begin_of_month(state));
    transaction!(owned, |conn| {
        let now = owned.clock.now();
        // Withdrawn while the file was read: nothing is stored any more, and nothing is sent.
        let agrees = main_profile::of_person(conn, person_id).await?.is_some_and(|profile| profile.allow_cv_analysis);
        if !agrees {
            return Ok(Err(AnalysisProblem::NotConfigured));
        }
        let (spent, _) = cv_analysis_calls::spent_since(conn, month).await?;
        if spent >= owned.config.openrouter_monthly_limit {
            return Ok(Err(AnalysisProblem::OverLimit));
        }
        if cv_analysis_calls::count_since(conn, person_id, now - TimeDelta::days(1)).await? >= MOST_CALLS_A_DAY {
            return Ok(Err(AnalysisProblem::TooOften));
        }
        Ok(cv_analysis_calls::begin(conn, person_id, &model, now).await?)
    })
}

/// Notes what a question took.
async fn end(state: &AppState, call: i64, cost: CallCost) -> AppResult<()> {
    let owned = state.clone();
    transaction!(owned, |conn| { cv_analysis_calls::end(conn, call, cost).await? })
}

const fn problem_of(fault: ModelFault) -> AnalysisProblem {
    match fault {
        ModelFault::Refused => AnalysisProblem::Refused,
        ModelFault::Unpaid => AnalysisProblem::Unpaid,
        ModelFault::Busy(_) => AnalysisProblem::Busy,
        ModelFault::Unavailable | ModelFault::Lost => AnalysisProblem::Unavailable,
        ModelFault::Nonsense => AnalysisProblem::BadAnswer,
    }
}

/// Between half a minute and an hour, whatever is asked for.
fn wait_of(fault: ModelFault) -> Option<TimeDelta> {
    let ModelFault::Busy(wait) = fault else { return None };
    let seconds = i64::try_from(wait?.as_secs()).unwrap_or(i64::MAX);
    Some(TimeDelta::seconds(seconds.clamp(30, 3_600)))
}
