//! Another e-mail address for a person, noted by an administrator. It becomes the account's when the link sent to it is
//! followed; the old one is told, and can undo it if it was its owner's.

use super::audit_log::{self, ChangeNote, Subject};
use crate::{
    domain::{
        access::{Capability, Role},
        accounts::no_address::is_placeholder,
        admin::{AddressReason, DeskAnswer},
        registration::{check_email, normalise_email},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::accounts::account::{self, AccountAccess},
        services::{
            accounts::{
                email_change::OF_THE_OLD_ADDRESS,
                links::{self, Purpose},
                reauthentication,
            },
            mail,
        },
        state::AppState,
    },
};

/// Asks the holder of another address to confirm it, and tells the old one, both with the reason. Links that were sent
/// to the old address end at once. Administrators change their own addresses themselves.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago.
pub async fn change(
    state: &AppState,
    actor: &Actor,
    code: &UniqueCode,
    typed: &str,
    reason: AddressReason,
) -> AppResult<DeskAnswer> {
    actor.require(Capability::ManagePeople)?;
    reauthentication::require_fresh(state, actor).await?;
    let Ok(email) = check_email(typed) else { return Ok(DeskAnswer::InvalidAddress) };
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let found = account::find_by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        let account = account::lock_access(conn, found.id).await?.ok_or(AppError::NotFound)?;
        if let Some(refused) = refusal(&state, conn, &account, &email).await? {
            return Ok(refused);
        }
        links::revoke(conn, account.id, &OF_THE_OLD_ADDRESS).await?;
        links::revoke(conn, account.id, &[Purpose::ChangeEmail]).await?;
        let confirm = links::issue(&state, conn, Purpose::ChangeEmail, account.id, Some(&email)).await?;
        let message = Message::AddressChange { confirm: &confirm, reason };
        mail::post(&state, conn, &account, Some(&email), &message).await?;
        // An address that was never confirmed may be a stranger's, who must not be handed the account.
        let undo = match account.email_confirmed_at {
            Some(_) if !is_placeholder(&account.email) => {
                Some(links::issue(&state, conn, Purpose::UndoEmailChange, account.id, Some(&account.email)).await?)
            }
            _ => None,
        };
        let message = Message::AddressChangeNotice { undo: undo.as_ref(), reason };
        mail::post(&state, conn, &account, None, &message).await?;
        let (subject, note) =
            (Subject::account(account.id), ChangeNote { reason: Some(reason.key()), ..ChangeNote::default() });
        audit_log::record_change(&state, conn, &actor, "email.change_asked", &subject, note).await?;
        DeskAnswer::AddressAsked
    })
}

/// Why the account does not get the address.
async fn refusal(
    state: &AppState,
    conn: &mut Conn,
    account: &AccountAccess,
    email: &str,
) -> AppResult<Option<DeskAnswer>> {
    let role = account::find(conn, account.id).await?.ok_or(AppError::NotFound)?.role;
    if role == Role::Administrator.key() {
        return Ok(Some(DeskAnswer::AdministratorAddress));
    }
    if account.demo {
        return Ok(Some(DeskAnswer::DemoAccount));
    }
    if !account.is_active() {
        return Ok(Some(DeskAnswer::AccountSuspended));
    }
    let normalised = normalise_email(email);
    if normalised == account.email_normalised {
        return Ok(Some(DeskAnswer::Unchanged));
    }
    if account::find_by_email(conn, &normalised).await?.is_some() {
        return Ok(Some(DeskAnswer::AddressTaken));
    }
    let may_post = mail::may_post(state, conn, account.id, &["address_change"]).await?;
    Ok((!may_post).then_some(DeskAnswer::TooManyMails))
}
