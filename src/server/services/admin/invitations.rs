//! The list of administrators on the desk, inviting further ones, and dismissing those on the list.

use chrono::NaiveDateTime;

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        access::{Capability, Role},
        admin::DeskAnswer,
        lang::Lang,
        registration::{check_email, normalise_email},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::{
            accounts::{
                account::{self, NewAccount},
                two_factors,
            },
            admin::administrators,
            profiles::{people, unique_codes},
        },
        services::{accounts::links, accounts::reauthentication, mail},
        state::AppState,
    },
};

/// An administrator as the list shows one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAdministrator {
    pub id: i64,
    pub email: String,
    /// The primary code of the account's person, if it has one.
    pub code: Option<String>,
    pub suspended: bool,
    /// Whether no password was chosen yet.
    pub invited: bool,
    /// Whether a second factor is asked at each sign-in.
    pub has_factor: bool,
    /// The viewer.
    pub own: bool,
    /// When the account was made, UTC.
    pub since: NaiveDateTime,
}

/// Every administrator, oldest account first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn all(state: &AppState, actor: &Actor) -> AppResult<Vec<ListedAdministrator>> {
    actor.require(Capability::ManageAdministrators)?;
    let mut conn = state.db.read().await?;
    let invited = administrators::without_password(&mut conn).await?;
    let rows = administrators::all(&mut conn).await?;
    let ids: Vec<i64> = rows.iter().map(|one| one.id).collect();
    let with_factor = two_factors::confirmed_among(&mut conn, &ids).await?;
    let mut all = Vec::new();
    for one in rows {
        let code = match people::id_of_account(&mut conn, one.id).await? {
            Some(person_id) => unique_codes::primary_of_person(&mut conn, person_id).await?,
            None => None,
        };
        all.push(ListedAdministrator {
            id: one.id,
            email: one.email,
            code,
            suspended: one.state != "active",
            invited: invited.contains(&one.id),
            has_factor: with_factor.contains(&one.id),
            own: actor.owns_account(one.id),
            since: one.created_at,
        });
    }
    Ok(all)
}

/// Makes an administrator's account for an address and mails it a link to choose a password; to one that was invited
/// and has none yet, another link.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn invite(state: &AppState, actor: &Actor, lang: Lang, typed: &str) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageAdministrators)?;
    reauthentication::require_fresh(state, actor).await?;
    let Ok(email) = check_email(typed) else { return Ok(DeskAnswer::InvalidAddress) };
    let (state, actor, now, normalised) = (state.clone(), actor.clone(), state.clock.now(), normalise_email(&email));
    transaction!(state, |conn| {
        let id = match administrators::find_account(conn, &normalised).await? {
            Some((id, role)) if role == Role::Administrator.key() => {
                let known = account::lock_access(conn, id).await?.ok_or(AppError::NotFound)?;
                if known.password_hash.is_some() {
                    return Ok(DeskAnswer::Unchanged);
                }
                if !known.is_active() {
                    return Ok(DeskAnswer::AccountSuspended);
                }
                if !mail::may_post(&state, conn, id, &["access"]).await? {
                    return Ok(DeskAnswer::TooManyMails);
                }
                links::revoke(conn, id, &[links::Purpose::ChoosePassword]).await?;
                id
            }
            // A registration may not have been made by the address's owner: its page says what promoting asks.
            Some(_) => return Ok(DeskAnswer::AccountExists),
            None => {
                let new = NewAccount {
                    email: &email,
                    email_normalised: &normalised,
                    password_hash: None,
                    role: Role::Administrator.key(),
                    language: lang.code(),
                    state: "active",
                    // By the link that is mailed.
                    email_confirmed_at: None,
                    demo: false,
                    created_at: now,
                    updated_at: now,
                };
                match account::insert(conn, &new).await {
                    Err(error) if error.is_unique_violation() => return Ok(DeskAnswer::AccountExists),
                    inserted => inserted?,
                }
            }
        };
        mail::account_made(&state, conn, id).await?;
        audit_log::record(&state, conn, &actor, "administrator.invited", &Subject::account(id)).await?;
        DeskAnswer::Invited
    })
}

/// Makes the administrator with this account a member and ends every open way into it. The last active administrator
/// stays one, and so does the actor.
///
/// # Errors
/// As [`invite`]; `NotFound` without such an account.
pub async fn dismiss(state: &AppState, actor: &Actor, account_id: i64) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManageAdministrators)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let active = administrators::lock_active(conn).await?;
        // One who was invited and has no password is not among them: a second dismissal waits for the first.
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        let account = account::find(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if account.role != Role::Administrator.key() {
            return Ok(DeskAnswer::Unchanged);
        }
        if actor.owns_account(account_id) {
            return Ok(DeskAnswer::OwnAccount);
        }
        if active == [account_id] {
            return Ok(DeskAnswer::LastAdministrator);
        }
        administrators::demote(conn, account_id, now).await?;
        links::end_all_access(conn, account_id).await?;
        audit_log::record(&state, conn, &actor, "administrator.demoted", &Subject::account(account_id)).await?;
        DeskAnswer::Demoted
    })
}
