//! The one-time link with which the first administrator is made: there is no default password.

use chrono::TimeDelta;

use super::{new_password, sessions::start_session};
use crate::{
    domain::{
        access::{Capability, Role},
        accounts::first_administrator::FirstAdministratorAnswer,
        field_error::{FieldError, FieldErrors},
        lang::Lang,
        registration::{check_email, normalise_email},
    },
    server::{
        actor::{Actor, ActorKind},
        db::transaction,
        error::AppResult,
        repositories::accounts::{account, one_time_links},
        security::{
            sessions::SessionToken,
            tokens::{new_token, token_hash},
        },
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

const PURPOSE: &str = "first_administrator";
const LIFETIME: TimeDelta = TimeDelta::hours(24);

/// What was typed into the form.
pub struct NewAdministrator {
    pub token: String,
    pub email: String,
    pub password: String,
    pub password_confirm: String,
    /// Language of the new account.
    pub lang: Lang,
}

/// A new link if there is no administrator yet; earlier links die. For the terminal only, never the log.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn offer(state: &AppState, actor: &Actor) -> AppResult<Option<String>> {
    actor.require(Capability::ManageAdministrators)?;
    let state = state.clone();
    transaction!(state, |conn| {
        if account::administrator_exists(conn).await? {
            return Ok(None);
        }
        let token = new_token()?;
        let now = state.clock.now();
        one_time_links::delete_of_purpose(conn, PURPOSE).await?;
        let link = one_time_links::NewLink {
            purpose: PURPOSE,
            token_hash: &token_hash(&token),
            account_id: None,
            created_at: now,
            expires_at: now + LIFETIME,
            payload_encrypted: None,
        };
        one_time_links::insert(conn, &link).await?;
        Some(format!("{}/auth/first-administrator/{token}", state.config.base_url))
    })
}

/// Whether there is no administrator yet.
///
/// # Errors
/// When the database does not answer.
pub async fn is_missing(state: &AppState) -> AppResult<bool> {
    Ok(!account::administrator_exists(&mut state.db.read().await?).await?)
}

/// Whether the link still works: unused, not expired, and there is no administrator.
pub async fn is_open(state: &AppState, token: &str) -> AppResult<bool> {
    let mut conn = state.db.read().await?;
    Ok(one_time_links::is_open(&mut conn, PURPOSE, &token_hash(token), state.clock.now()).await?
        && !account::administrator_exists(&mut conn).await?)
}

/// Makes the first administrator and signs them in; the link is used up.
pub async fn create(
    state: &AppState,
    actor: &Actor,
    form: NewAdministrator,
) -> AppResult<(FirstAdministratorAnswer, Option<SessionToken>)> {
    if !is_open(state, &form.token).await? {
        return Ok((FirstAdministratorAnswer::LinkDead, None));
    }
    let email = match judge(state, actor, &form).await? {
        Ok(email) => email,
        Err(errors) => return Ok((FirstAdministratorAnswer::Refused(errors), None)),
    };
    let hash = state.security.passwords.hash(form.password).await?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let first = one_time_links::use_up(conn, PURPOSE, &token_hash(&form.token), now).await?
            && !account::administrator_exists(conn).await?;
        if !first {
            return Ok((FirstAdministratorAnswer::LinkDead, None));
        }
        let account = account::NewAccount {
            email: &email,
            email_normalised: &normalise_email(&email),
            password_hash: Some(&hash),
            role: Role::Administrator.key(),
            language: form.lang.code(),
            state: "active",
            // Access to the server's terminal replaces the confirmation mail.
            email_confirmed_at: Some(now),
            demo: false,
            created_at: now,
            updated_at: now,
        };
        let id = match account::insert(conn, &account).await {
            Err(error) if error.is_unique_violation() => {
                let mut errors = FieldErrors::default();
                errors.add("email", FieldError::EmailTaken);
                return Ok((FirstAdministratorAnswer::Refused(errors), None));
            }
            result => result?,
        };
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id: id });
        audit_log::record(&state, conn, &holder, "administrator.created", &Subject::account(id)).await?;
        let token = start_session(conn, &state, id, false, &actor).await?;
        (FirstAdministratorAnswer::Welcome, Some(token))
    })
}

/// The address as it will be written to, or what must be corrected.
async fn judge(state: &AppState, actor: &Actor, form: &NewAdministrator) -> AppResult<Result<String, FieldErrors>> {
    let mut errors = FieldErrors::default();
    let email = check_email(&form.email).unwrap_or_else(|error| {
        errors.add("email", error);
        form.email.clone()
    });
    let personal = vec![email.clone()];
    errors.extend(new_password::judge(state, actor, &form.password, &form.password_confirm, personal).await?);
    Ok(if errors.is_empty() { Ok(email) } else { Err(errors) })
}
