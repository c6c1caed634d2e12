//! The password and the sessions of an account, changed by its owner.

use super::{api_tokens::line as token_line, links, new_password, reauthentication, sessions::seal_device};
use crate::{
    domain::{
        accounts::{
            api_token::TokenLine,
            no_address::shown,
            security::{PasswordChangeAnswer, SessionLine},
        },
        field_error::{FieldError, FieldErrors},
        registration::normalise_password,
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::accounts::{account, api_tokens, sessions},
        security::{
            sessions::SessionToken,
            tokens::{new_token, token_hash},
        },
        services::{
            admin::audit_log::{self, Subject},
            mail,
        },
        state::AppState,
    },
};

/// What the security page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityPage {
    pub email: String,
    pub email_confirmed: bool,
    /// This session first.
    pub sessions: Vec<SessionLine>,
    /// Whether news are sent to the address.
    pub wants_news: bool,
    /// Personal access tokens, the newest first.
    pub tokens: Vec<TokenLine>,
}

/// A new password, as typed.
pub struct NewPassword {
    pub current: String,
    pub password: String,
    pub password_confirm: String,
}

/// The address and the sessions of the viewer's account.
pub async fn load(state: &AppState, viewer: &ViewerAccount) -> AppResult<SecurityPage> {
    let mut conn = state.db.read().await?;
    let account = account::access(&mut conn, viewer.id).await?.ok_or(AppError::NotFound)?;
    let mut lines: Vec<_> = sessions::of_account(&mut conn, viewer.id, state.clock.now())
        .await?
        .into_iter()
        .map(|row| SessionLine {
            id: row.id,
            current: row.id == viewer.session_id,
            user_agent: row.user_agent,
            network: row.network,
            begun: row.created_at,
            last_seen: row.last_seen_at,
        })
        .collect();
    lines.sort_by_key(|line| !line.current);
    let news = account::news(&mut conn, viewer.id).await?;
    let tokens = api_tokens::of_account(&mut conn, viewer.id).await?;
    Ok(SecurityPage {
        email: shown(account.email),
        email_confirmed: account.email_confirmed_at.is_some(),
        sessions: lines,
        wants_news: news.is_some_and(|(wanted, _)| wanted),
        tokens: tokens.iter().map(|row| token_line(row, state)).collect(),
    })
}

/// Gives the account another password; every other session and every personal access token ends, this one gets another token, which goes to the browser,
/// and the owner gets a mail.
///
/// # Errors
/// `TooManyRequests` after many wrong passwords, `Forbidden` when the session ended meanwhile.
pub async fn change_password(
    state: &AppState,
    actor: &Actor,
    form: NewPassword,
) -> AppResult<(PasswordChangeAnswer, Option<SessionToken>)> {
    let viewer = actor.signed_in()?;
    let account = account::access(&mut state.db.read().await?, viewer.id).await?.ok_or(AppError::NotFound)?;
    let NewPassword { current, password, password_confirm } = form;
    let unchanged = normalise_password(&password) == normalise_password(&current);
    // First: a session alone causes no judging of passwords.
    let wrong = || PasswordChangeAnswer::Refused(FieldErrors::of("current_password", FieldError::PasswordWrong));
    let Some(given) = reauthentication::confirm(state, actor, current).await? else { return Ok((wrong(), None)) };
    let personal = vec![account.email];
    let mut errors = new_password::judge(state, actor, &password, &password_confirm, personal).await?;
    if errors.is_empty() && unchanged {
        errors.add("password", FieldError::PasswordUnchanged);
    }
    if !errors.is_empty() {
        return Ok((PasswordChangeAnswer::Refused(errors), None));
    }
    let hash = state.security.passwords.hash(password).await?;
    let (state, actor, viewer) = (state.clone(), actor.clone(), viewer.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let Some(account) = given.still_counts(conn).await? else { return Ok((wrong(), None)) };
        account::set_password(conn, viewer.id, &hash, now).await?;
        sessions::delete_others(conn, viewer.id, viewer.session_id).await?;
        api_tokens::delete_of_account(conn, viewer.id).await?;
        let token = renew_token(conn, &state, &viewer).await?;
        links::revoke(conn, viewer.id, &links::ENDED_BY_A_NEW_PASSWORD).await?;
        audit_log::record(&state, conn, &actor, "password.changed", &Subject::account(viewer.id)).await?;
        mail::post(&state, conn, &account, None, &Message::PasswordChanged).await?;
        (PasswordChangeAnswer::Done, token)
    })
}

/// Another token for a session: a copy of the earlier one opens nothing any more. `None` when the session has ended.
async fn renew_token(conn: &mut Conn, state: &AppState, viewer: &ViewerAccount) -> AppResult<Option<SessionToken>> {
    let (secret, device) = (new_token()?, seal_device(conn, state, viewer.id).await?);
    let remembered = sessions::set_token(conn, viewer.session_id, &token_hash(&secret)).await?;
    Ok(remembered.map(|remember| SessionToken { secret, remember, device }))
}

/// Ends one session of the viewer's account, or all but this one: then all devices are unknown but the viewer's, which
/// gets what is in the answer.
pub async fn end_sessions(state: &AppState, actor: &Actor, one: Option<i64>) -> AppResult<Option<String>> {
    let (state, viewer) = (state.clone(), actor.signed_in()?.clone());
    transaction!(state, |conn| {
        if let Some(id) = one {
            // Already ended is as good.
            sessions::delete_one(conn, viewer.id, id).await?;
            None
        } else {
            sessions::delete_others(conn, viewer.id, viewer.session_id).await?;
            // Another device may have ended this session meanwhile.
            if sessions::is_of_account(conn, viewer.session_id, viewer.id).await? {
                Some(seal_device(conn, &state, viewer.id).await?)
            } else {
                None
            }
        }
    })
}
