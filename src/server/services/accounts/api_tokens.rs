//! Personal access tokens of the REST API: made and revoked by their owner, revoked by administrators.

use std::time::Duration;

use chrono::TimeDelta;

use super::reauthentication;
use crate::{
    domain::{
        access::{Capability, LONGEST_TOKEN_LIFE, LONGEST_TOKEN_NAME, MOST_TOKENS, Role, Scope, Scopes, TOKEN_PREFIX},
        accounts::{
            api_token::{TokenLine, TokenState},
            no_address::shown,
        },
        field_error::{FieldError, FieldErrors},
        unicode,
    },
    server::{
        actor::Actor,
        context::{UsedToken, ViewerAccount},
        db::{to_completion, transaction},
        error::{AppError, AppResult},
        repositories::accounts::{
            account,
            api_tokens::{self as repository, NewApiToken, StoredApiToken},
        },
        security::tokens::{new_token, token_hash},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Use is written down at most this often.
const USED_EVERY: TimeDelta = TimeDelta::minutes(5);
/// A request does not wait longer for « last used » to be written.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// Tokens that the desk lists.
const LISTED: i64 = 200;
/// The inputs of the form, and the members of the API's request.
pub const NAME: &str = "name";
pub const SCOPES: &str = "scopes";
pub const DAYS: &str = "expires_in_days";

/// A token that is asked for, as sent.
#[derive(Debug, Clone, Default)]
pub struct AskedToken {
    pub name: String,
    pub scopes: Vec<String>,
    /// How many days it lives.
    pub days: i64,
}

/// How making a token ended.
pub enum MadeToken {
    /// The secret is in the answer of this request and nowhere else.
    Made {
        secret: String,
        line: TokenLine,
    },
    Refused(FieldErrors),
    TooMany,
}

/// A token as the desk lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedToken {
    pub line: TokenLine,
    /// The address of its account.
    pub email: String,
}

/// Makes a token of the actor's account.
///
/// # Errors
/// `Forbidden` without a session, `ReauthenticationRequired` when the password was given some time ago.
pub async fn make(state: &AppState, actor: &Actor, asked: AskedToken) -> AppResult<MadeToken> {
    let viewer = session_of(actor)?.clone();
    reauthentication::require_fresh(state, actor).await?;
    let (name, scopes, days) = match check(&asked) {
        Ok(good) => good,
        Err(errors) => return Ok(MadeToken::Refused(errors)),
    };
    let secret = format!("{TOKEN_PREFIX}{}", new_token()?);
    let (state, actor, hash, scopes_text) = (state.clone(), actor.clone(), token_hash(&secret), scopes.to_text());
    transaction!(state, |conn| {
        let now = state.clock.now();
        // Two requests at once count one after the other.
        let account = account::lock_access(conn, viewer.id).await?;
        account.filter(account::AccountAccess::is_active).ok_or(AppError::Forbidden)?;
        let stored = repository::of_account(conn, viewer.id).await?;
        if stored.iter().filter(|row| state_of(row, now) == TokenState::Working).count() >= MOST_TOKENS {
            return Ok(MadeToken::TooMany);
        }
        let new = NewApiToken {
            account_id: viewer.id,
            token_hash: &hash,
            name: &name,
            scopes: &scopes_text,
            created_at: now,
            expires_at: now + days,
        };
        let id = repository::insert(conn, &new).await?;
        let subject = Subject::of_account(viewer.id, format!("api_token:{id}"));
        audit_log::record(&state, conn, &actor, "api_token.made", &subject).await?;
        let line = TokenLine {
            id,
            name: name.clone(),
            scopes,
            created_at: now,
            expires_at: now + days,
            last_used_at: None,
            state: TokenState::Working,
        };
        MadeToken::Made { secret: secret.clone(), line }
    })
}

fn check(asked: &AskedToken) -> Result<(String, Scopes, TimeDelta), FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = unicode::line(&asked.name);
    if name.is_empty() {
        errors.add(NAME, FieldError::Required);
    } else if name.chars().count() > LONGEST_TOKEN_NAME {
        errors.add(NAME, FieldError::TooLong { max: LONGEST_TOKEN_NAME });
    }
    let scopes: Vec<Option<Scope>> = asked.scopes.iter().map(|key| Scope::from_key(key.trim())).collect();
    if scopes.is_empty() {
        errors.add(SCOPES, FieldError::Required);
    } else if scopes.contains(&None) {
        errors.add(SCOPES, FieldError::UnknownChoice);
    }
    if !(1..=LONGEST_TOKEN_LIFE).contains(&asked.days) {
        errors.add(DAYS, FieldError::NumberOutOfRange { min: 1, max: LONGEST_TOKEN_LIFE });
    }
    if errors.is_empty() {
        Ok((name, scopes.into_iter().flatten().collect(), TimeDelta::days(asked.days)))
    } else {
        Err(errors)
    }
}

/// The tokens of the viewer's account, the newest first.
///
/// # Errors
/// `Forbidden` without an account.
pub async fn list(state: &AppState, actor: &Actor) -> AppResult<Vec<TokenLine>> {
    let viewer = session_of(actor)?;
    let rows = repository::of_account(&mut state.db.read().await?, viewer.id).await?;
    Ok(rows.iter().map(|row| line(row, state)).collect())
}

/// Revokes a token of the viewer's account. One that was revoked already stays so.
///
/// # Errors
/// `NotFound` when the account has no such token.
pub async fn revoke(state: &AppState, actor: &Actor, id: i64) -> AppResult<()> {
    let account_id = session_of(actor)?.id;
    revoke_of(state, actor, account_id, id).await
}

/// The newest tokens of all accounts.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn list_all(state: &AppState, actor: &Actor) -> AppResult<Vec<ListedToken>> {
    actor.require(Capability::ManageAdministrators)?;
    let rows = repository::newest(&mut state.db.read().await?, LISTED).await?;
    Ok(rows.into_iter().map(|(row, email)| ListedToken { line: line(&row, state), email: shown(email) }).collect())
}

/// Revokes a token of any account.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for a token that is not there.
pub async fn revoke_any(state: &AppState, actor: &Actor, id: i64) -> AppResult<()> {
    actor.require(Capability::ManageAdministrators)?;
    let account_id = repository::account_of(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    revoke_of(state, actor, account_id, id).await
}

async fn revoke_of(state: &AppState, actor: &Actor, account_id: i64, id: i64) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if repository::account_of(conn, id).await? != Some(account_id) {
            return Err(AppError::NotFound);
        }
        if !repository::revoke(conn, account_id, id, state.clock.now()).await? {
            return Ok(());
        }
        let subject = Subject::of_account(account_id, format!("api_token:{id}"));
        audit_log::record(&state, conn, &actor, "api_token.revoked", &subject).await?;
    })
}

/// The account behind a token, as far as the token lets it act; `None` for a token that does not work.
pub async fn viewer(state: &AppState, secret: &str) -> AppResult<Option<ViewerAccount>> {
    if !secret.starts_with(TOKEN_PREFIX) {
        return Ok(None);
    }
    let now = state.clock.now();
    let mut conn = state.db.read().await?;
    let Some(token) = repository::find_live(&mut conn, &token_hash(secret), now).await? else { return Ok(None) };
    drop(conn);
    if token.last_used_at.is_none_or(|used| now - used >= USED_EVERY) {
        note_use(state, token.id).await;
    }
    let role = Role::from_key(&token.role).ok_or_else(|| AppError::internal("a stored role is unknown"))?;
    let waits = state.config.require_admin_totp && token.second_factor_since.is_none();
    Ok(Some(ViewerAccount {
        id: token.account_id,
        session_id: 0,
        token: Some(UsedToken { id: token.id, scopes: Scopes::from_text(&token.scopes) }),
        person_id: token.person_id,
        // As with sessions: an administrator acts as one only with a second factor, where that is required.
        role: if waits && role == Role::Administrator { Role::Member } else { role },
        trusted: !state.config.require_confirmed_email || token.email_confirmed_at.is_some(),
    }))
}

/// A busy database must not keep the client from reading.
async fn note_use(state: &AppState, id: i64) {
    let state = state.clone();
    let write = to_completion(async move {
        let mut tx = state.db.begin().await?;
        repository::used(tx.conn()?, id, state.clock.now()).await?;
        tx.commit().await
    });
    match tokio::time::timeout(LONGEST_WAIT, write).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the use of a token was not written"),
        Err(_) => tracing::warn!("the use of a token is being written late"),
    }
}

/// Tokens are made and revoked in sessions alone: a stolen one makes no other.
fn session_of(actor: &Actor) -> AppResult<&ViewerAccount> {
    actor.account().filter(|account| account.token.is_none()).ok_or(AppError::Forbidden)
}

/// What its owner sees of a token.
pub(super) fn line(row: &StoredApiToken, state: &AppState) -> TokenLine {
    TokenLine {
        id: row.id,
        name: row.name.clone(),
        scopes: Scopes::from_text(&row.scopes),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        state: state_of(row, state.clock.now()),
    }
}

fn state_of(row: &StoredApiToken, now: chrono::NaiveDateTime) -> TokenState {
    match row.revoked_at {
        Some(_) => TokenState::Revoked,
        None if row.expires_at <= now => TokenState::Expired,
        None => TokenState::Working,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_needs_a_name_known_scopes_and_a_bounded_life() {
        let asked = |name: &str, scopes: &[&str], days| AskedToken {
            name: name.to_owned(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            days,
        };
        let (name, scopes, life) = check(&asked(" office  script ", &["stats"], 365)).unwrap();
        assert_eq!((name.as_str(), scopes.to_text().as_str(), life), ("office script", "stats", TimeDelta::days(365)));
        for (wrong, field) in [
            (asked("", &["stats"], 1), NAME),
            (asked(&"x".repeat(81), &["stats"], 1), NAME),
            (asked("a", &[], 1), SCOPES),
            (asked("a", &["everything"], 1), SCOPES),
            (asked("a", &["stats"], 0), DAYS),
            (asked("a", &["stats"], 366), DAYS),
        ] {
            let errors = check(&wrong).unwrap_err();
            assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), [field]);
        }
    }
}
