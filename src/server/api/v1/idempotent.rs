//! `Idempotency-Key`: a request that is sent twice is done once.

use std::future::Future;

use serde_json::Value as Json;

use super::caller::Caller;
use crate::server::{
    api::problem::{Problem, ProblemCode, Wrong, WrongValue},
    services::operations::idempotency::{KeptAnswer, KeyedRequest, LONGEST_KEY, Once, once},
};

/// Does `work`, once for a key that was given.
pub async fn idempotent<F>(caller: &Caller, body: &Json, work: F) -> Result<KeptAnswer, Problem>
where
    F: Future<Output = Result<KeptAnswer, Problem>> + Send + 'static,
{
    let Some(key) = caller.headers.get("idempotency-key") else { return work.await };
    let key = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY);
    let wrong = || Wrong { pointer: "header: Idempotency-Key".to_owned(), why: WrongValue::InvalidValue };
    let key = key.ok_or_else(|| Problem::invalid(vec![wrong()]))?.to_owned();
    let content = format!("{}\n{body}", caller.request.path_and_query);
    let request = KeyedRequest { account_id: caller.account()?.id, key, content };
    match once(&caller.state, request, work).await? {
        Once::Answered(answer) => Ok(answer),
        Once::Refused(problem) => Err(problem),
        Once::Conflict => Err(ProblemCode::IdempotencyConflict.into()),
    }
}
