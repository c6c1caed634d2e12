//! Appointing and dismissing administrators.

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        access::{Capability, Role},
        registration::{check_email, normalise_email},
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::{
            accounts::account::{self, NewAccount},
            admin::administrators::{self, Administrator},
        },
        services::accounts::links,
        state::AppState,
    },
};

/// The outcome of making an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// A new account.
    New,
    /// The account existed and was promoted; its password is replaced, and its sessions, links and drafts are over.
    Promoted,
    /// The account exists and promoting was not asked for; nothing was changed.
    Exists,
    /// It is an administrator already; nothing was changed.
    AlreadyAdministrator,
}

/// The outcome of dismissing an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demoted {
    Done,
    NoSuchAdministrator,
    /// The site must keep an administrator.
    LastOne,
}

/// Every administrator, oldest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn all(state: &AppState, actor: &Actor) -> AppResult<Vec<Administrator>> {
    actor.require(Capability::ManageAdministrators)?;
    administrators::all(&mut state.db.read().await?).await
}

/// Makes an administrator. An existing account is only promoted when asked, and then its password is replaced: the
/// earlier registration may not have been made by the address's owner.
///
/// # Errors
/// `Forbidden` without the capability, `BadRequest` for what is no address.
pub async fn create(
    state: &AppState,
    actor: &Actor,
    email: &str,
    password: String,
    promote: bool,
) -> AppResult<Created> {
    actor.require(Capability::ManageAdministrators)?;
    let email = check_email(email).map_err(|_| AppError::BadRequest("not an e-mail address"))?;
    let password_hash = state.security.passwords.hash(password).await?;
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let normalised = normalise_email(&email);
        let (id, created) = match administrators::find_account(conn, &normalised).await? {
            Some((_, role)) if role == Role::Administrator.key() && !promote => {
                return Ok(Created::AlreadyAdministrator);
            }
            Some(_) if !promote => return Ok(Created::Exists),
            Some((id, _)) => {
                administrators::promote(conn, id, &password_hash, now).await?;
                links::end_all_access(conn, id).await?;
                (id, Created::Promoted)
            }
            None => {
                let new = NewAccount {
                    email: &email,
                    email_normalised: &normalised,
                    password_hash: Some(&password_hash),
                    role: Role::Administrator.key(),
                    language: "fr",
                    state: "active",
                    // The operator vouches for it.
                    email_confirmed_at: Some(now),
                    demo: false,
                    created_at: now,
                    updated_at: now,
                };
                match account::insert(conn, &new).await {
                    Err(error) if error.is_unique_violation() => return Ok(Created::Exists),
                    inserted => (inserted?, Created::New),
                }
            }
        };
        let action = if created == Created::New { "administrator.created" } else { "administrator.promoted" };
        audit_log::record(&state, conn, &actor, action, &Subject::account(id)).await?;
        created
    })
}

/// Makes an administrator a member again and ends every open way into the account.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn demote(state: &AppState, actor: &Actor, email: &str) -> AppResult<Demoted> {
    actor.require(Capability::ManageAdministrators)?;
    let (state, actor, now, normalised) = (state.clone(), actor.clone(), state.clock.now(), normalise_email(email));
    transaction!(state, |conn| {
        let active = administrators::lock_active(conn).await?;
        let id = match administrators::find_account(conn, &normalised).await? {
            Some((id, role)) if role == Role::Administrator.key() => id,
            _ => return Ok(Demoted::NoSuchAdministrator),
        };
        if active == [id] {
            return Ok(Demoted::LastOne);
        }
        administrators::demote(conn, id, now).await?;
        links::end_all_access(conn, id).await?;
        audit_log::record(&state, conn, &actor, "administrator.demoted", &Subject::account(id)).await?;
        Demoted::Done
    })
}
