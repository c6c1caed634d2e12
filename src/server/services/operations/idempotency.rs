//! Requests that are done once, however often they are sent: by the key that their client gave them.

use std::{future::Future, time::Duration};

use chrono::TimeDelta;

use crate::server::{
    db::to_completion,
    error::{AppError, AppResult},
    repositories::accounts::idempotency_keys::{self as repository, NewBegunRequest},
    security::tokens::token_hash,
    state::AppState,
};

/// The most characters of a key.
pub const LONGEST_KEY: usize = 255;
/// What became of a request is written again this often, a second apart.
const TRIES_TO_WRITE: u32 = 20;

/// A request of an account.
#[derive(Debug, Clone)]
pub struct KeyedRequest {
    pub account_id: i64,
    /// As the client gave it.
    pub key: String,
    /// Method, address and body.
    pub content: String,
}

/// An answer that is given again: a status and a JSON text without personal values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    pub status: u16,
    pub body: String,
}

/// What became of a request.
#[derive(Debug)]
pub enum Once<E> {
    /// Done now, or earlier with this answer.
    Answered(KeptAnswer),
    /// Not done: the key stays free.
    Refused(E),
    /// The key was used for another request, or what became of the first one is not known: it is still being done, or
    /// its server ended meanwhile. Done again, it could be done twice.
    Conflict,
}

/// Does `work` unless a request with this key was done already. A refusal is not kept.
///
/// # Errors
/// When the database cannot be reached.
pub async fn once<E, F>(state: &AppState, request: KeyedRequest, work: F) -> AppResult<Once<E>>
where
    E: Send + 'static,
    F: Future<Output = Result<KeptAnswer, E>> + Send + 'static,
{
    let state = state.clone();
    to_completion(async move {
        let (key, content) = (token_hash(&request.key), token_hash(&request.content));
        if let Some(earlier) = begin(&state, &request, &key, &content).await? {
            return Ok(match earlier {
                Earlier::Answer(answer) => Once::Answered(answer),
                Earlier::Conflict => Once::Conflict,
            });
        }
        let done = work.await;
        let answer = done.as_ref().ok();
        note(&state, request.account_id, &key, answer).await;
        Ok(match done {
            Ok(answer) => Once::Answered(answer),
            Err(refused) => Once::Refused(refused),
        })
    })
    .await
}

/// Writes what became of a request; the key of a refused one is free again. The work is done whether or not this can be
/// written: it is tried for a while, then the key gives no answer until its day is over.
async fn note(state: &AppState, account_id: i64, key: &[u8], answer: Option<&KeptAnswer>) {
    for _ in 0..TRIES_TO_WRITE {
        match note_once(state, account_id, key, answer).await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "what became of a request could not be written yet"),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    tracing::error!("what became of a request is not written: its key answers with a conflict for a day");
}

async fn note_once(state: &AppState, account_id: i64, key: &[u8], answer: Option<&KeptAnswer>) -> AppResult<()> {
    let mut tx = state.db.begin().await?;
    match answer {
        Some(answer) => {
            let status = i64::from(answer.status);
            repository::answered(tx.conn()?, account_id, key, status, &answer.body).await?;
        }
        None => repository::forget(tx.conn()?, account_id, key).await?,
    }
    tx.commit().await
}

/// What is known of a key.
enum Earlier {
    Answer(KeptAnswer),
    Conflict,
}

/// Takes the key, unless it was taken.
async fn begin(state: &AppState, request: &KeyedRequest, key: &[u8], content: &[u8]) -> AppResult<Option<Earlier>> {
    let now = state.clock.now();
    let new = NewBegunRequest { account_id: request.account_id, key_hash: key, request_hash: content, created_at: now };
    let mut tx = state.db.begin().await?;
    let stored = repository::find(tx.conn()?, request.account_id, key).await?;
    let is_over = |created| now - created >= TimeDelta::days(1);
    let earlier = match stored {
        Some(stored) if is_over(stored.created_at) => {
            repository::forget(tx.conn()?, request.account_id, key).await?;
            None
        }
        Some(stored) if stored.request_hash != content => Some(Earlier::Conflict),
        Some(stored) => match (stored.status, stored.body) {
            (Some(status), Some(body)) => {
                let status = u16::try_from(status).map_err(AppError::internal)?;
                Some(Earlier::Answer(KeptAnswer { status, body }))
            }
            _ => Some(Earlier::Conflict),
        },
        None => None,
    };
    let earlier = match earlier {
        // Another request may have been quicker.
        None if !repository::begin(tx.conn()?, &new).await? => Some(Earlier::Conflict),
        earlier => earlier,
    };
    tx.commit().await?;
    Ok(earlier)
}
