//! Beginning, recognising and ending sessions.

use std::time::Duration;

use chrono::NaiveDateTime;

use crate::{
    domain::{access::Role, lang::Lang},
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, to_completion, transaction},
        error::{AppError, AppResult},
        repositories::accounts::{
            account,
            sessions::{self as repository, LiveSession},
        },
        security::{
            known_devices,
            sessions::{SEEN_EVERY, SessionToken, ends_at},
            tokens::{new_token, token_hash},
        },
        state::AppState,
    },
};

const LONGEST_USER_AGENT: usize = 200;
/// Sessions of one account; a new one ends the one that was not used for longest.
const MOST_SESSIONS: i64 = 20;
/// A page does not wait longer for « last seen » to be written.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Begins a session of an account on the actor's device, in the caller's transaction. The token goes to the browser after the commit.
pub async fn start_session(
    conn: &mut Conn,
    state: &AppState,
    account_id: i64,
    remember: bool,
    actor: &Actor,
) -> AppResult<SessionToken> {
    let now = state.clock.now();
    let device = seal_device(conn, state, account_id).await?;
    let token = SessionToken { secret: new_token()?, remember, device };
    let session = repository::NewSession {
        account_id,
        token_hash: &token_hash(&token.secret),
        remember,
        user_agent: &actor.user_agent.chars().take(LONGEST_USER_AGENT).collect::<String>(),
        network: &actor.origin(),
        created_at: now,
        last_seen_at: now,
        expires_at: ends_at(remember, now, now),
        authenticated_at: now,
    };
    account::seen_on(conn, account_id, now.date()).await?;
    repository::insert(conn, &session).await?;
    repository::delete_all_but(conn, account_id, MOST_SESSIONS).await?;
    Ok(token)
}

/// What makes the browser a device that signed in to this account.
pub(super) async fn seal_device(conn: &mut Conn, state: &AppState, account_id: i64) -> AppResult<String> {
    let generation = account::device_generation(conn, account_id).await?;
    known_devices::seal(&state.security.keyring, account_id, generation, state.clock.now())
}

/// The viewer a session's secret belongs to, and the language of the account.
pub async fn viewer(state: &AppState, secret: &str) -> AppResult<Option<(ViewerAccount, Option<Lang>)>> {
    let now = state.clock.now();
    let mut conn = state.db.read().await?;
    let Some(session) = repository::find_live(&mut conn, &token_hash(secret), now).await? else { return Ok(None) };
    drop(conn);
    // At most once a day for the account, and now and then for the session.
    let first_today = session.last_seen_on.is_none_or(|day| day < now.date());
    if first_today || now - session.last_seen_at >= SEEN_EVERY {
        note_use(state, &session, first_today, now).await;
    }
    let role = Role::from_key(&session.role).ok_or_else(|| AppError::internal("a stored role is unknown"))?;
    let waits = state.config.require_admin_totp && session.second_factor_since.is_none();
    let viewer = ViewerAccount {
        id: session.account_id,
        session_id: session.id,
        token: None,
        person_id: session.person_id,
        // An administrator acts as one only with a second factor, where that is required.
        role: if waits && role == Role::Administrator { Role::Member } else { role },
        trusted: !state.config.require_confirmed_email || session.email_confirmed_at.is_some(),
    };
    Ok(Some((viewer, Lang::from_code(&session.language))))
}

/// A session that was used lives longer; a busy database must not keep the person from reading.
async fn note_use(state: &AppState, session: &LiveSession, first_today: bool, now: NaiveDateTime) {
    let state = state.clone();
    let (id, account_id) = (session.id, session.account_id);
    let expires_at = ends_at(session.remember, session.created_at, now);
    let write = to_completion(async move {
        let mut tx = state.db.begin().await?;
        // The account first, as all that ends sessions does.
        if first_today {
            account::seen_on(tx.conn()?, account_id, now.date()).await?;
        }
        repository::seen(tx.conn()?, id, now, expires_at).await?;
        tx.commit().await
    });
    match tokio::time::timeout(LONGEST_WAIT, write).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the use of a session was not written"),
        Err(_) => tracing::warn!("the use of a session is being written late"),
    }
}

/// Ends the session the actor acts with, if there is one.
pub async fn end_session(state: &AppState, actor: &Actor) -> AppResult<()> {
    let Some(session_id) = actor.account().map(|account| account.session_id) else { return Ok(()) };
    let state = state.clone();
    transaction!(state, |conn| {
        repository::delete(conn, session_id).await?;
    })
}
