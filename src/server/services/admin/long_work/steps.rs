//! The steps of a job: a few people in each transaction, whatever happens to one of them.

use std::time::Duration;

use crate::server::error::{AppError, AppResult};

/// The most people in one transaction.
pub const AT_ONCE: usize = 50;
/// A transaction takes no further person after this time: on SQLite everyone else who writes waits for it.
pub const LONGEST_WRITE: Duration = Duration::from_millis(100);
/// A transaction that another one got in the way of is repeated so often, after a pause.
const REPEATS: usize = 3;
const PAUSE: Duration = Duration::from_millis(200);

/// The first of these people, as many as one transaction takes at most.
pub fn chunk(people: &[i64], most: usize) -> &[i64] {
    people.get(..AT_ONCE.min(most).min(people.len())).unwrap_or(people)
}

/// Some of these people in one transaction, a `step`. Where that fails for a reason that does not pass, the first is done
/// alone; `leave_out` notes a person to whom it cannot be done, so that the others get their turn.
///
/// # Errors
/// Those that pass, and those of `leave_out`.
pub async fn do_some<S, Doing, Noting>(
    people: &[i64],
    step: impl Fn(Vec<i64>) -> Doing,
    leave_out: impl FnOnce(i64, AppError) -> Noting,
) -> AppResult<S>
where
    Doing: Future<Output = AppResult<S>>,
    Noting: Future<Output = AppResult<S>>,
{
    let mut done = patiently(people, &step).await;
    let Some((first, others)) = people.split_first() else { return done };
    if !others.is_empty() && done.as_ref().is_err_and(|error| !passes(error)) {
        done = patiently(&[*first], &step).await;
    }
    match done {
        Err(error) if !passes(&error) => leave_out(*first, error).await,
        other => other,
    }
}

/// A step, again when the database gave it up for another transaction's sake.
async fn patiently<S, Doing>(people: &[i64], step: &impl Fn(Vec<i64>) -> Doing) -> AppResult<S>
where
    Doing: Future<Output = AppResult<S>>,
{
    for _ in 0..REPEATS {
        match step(people.to_vec()).await {
            Err(error) if error.is_worth_retrying() => tokio::time::sleep(PAUSE).await,
            other => return other,
        }
    }
    step(people.to_vec()).await
}

/// Whether a later attempt may succeed.
fn passes(error: &AppError) -> bool {
    matches!(error, AppError::Unavailable(_) | AppError::Busy(_) | AppError::StorageFull) || error.is_worth_retrying()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_person_to_whom_it_cannot_be_done_is_left_out_alone() {
        let step = |people: Vec<i64>| async move {
            if people.contains(&2) { Err(AppError::internal("never")) } else { Ok(people) }
        };
        let leave_out = |person: i64, _: AppError| async move { Ok(vec![-person]) };
        assert_eq!(do_some(&[1, 3], step, leave_out).await.unwrap(), [1, 3]);
        assert_eq!(do_some(&[1, 2], step, leave_out).await.unwrap(), [1], "the first has its turn alone");
        assert_eq!(do_some(&[2, 3], step, leave_out).await.unwrap(), [-2]);
        let busy = |_: Vec<i64>| async { Err::<Vec<i64>, _>(AppError::Busy("soon".to_owned())) };
        assert!(do_some(&[2], busy, leave_out).await.is_err(), "the job is tried again");
    }
}
