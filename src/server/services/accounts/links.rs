//! Links that work once, sent to people.

use chrono::TimeDelta;

use crate::domain::keyed;
use crate::routes;
use crate::server::{
    db::Conn,
    error::{AppError, AppResult},
    repositories::{
        accounts::{
            api_tokens,
            one_time_links::{self, NewLink, OneTimeLink},
            sessions,
        },
        registration::drafts,
    },
    security::tokens::{IssuedLink, new_token, new_typed_token, token_hash},
    state::AppState,
};

keyed! {
    /// What following a link means, with the stored key.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Purpose {
        /// The account's address is its owner's.
        ConfirmEmail = "confirm_email",
        /// The address in the link becomes the account's.
        ChangeEmail = "change_email",
        /// The address in the link stays the account's, or becomes it again.
        UndoEmailChange = "undo_email_change",
        /// Its holder may choose a new password.
        ResetPassword = "reset_password",
        /// The same for the first password of an account that was made for its owner.
        ChoosePassword = "choose_password",
        /// The same, handed over by an operator: it says nothing about the address.
        OperatorReset = "operator_reset",
        /// The same, printed by an administrator for a person who came in person.
        PrintedSlip = "printed_slip",
    }
}

impl Purpose {
    /// How long such a link works; the mails say so.
    #[must_use]
    pub const fn lifetime(self) -> TimeDelta {
        match self {
            Self::ConfirmEmail | Self::ChoosePassword | Self::PrintedSlip => TimeDelta::days(7),
            Self::ChangeEmail => TimeDelta::hours(24),
            Self::UndoEmailChange => TimeDelta::hours(72),
            Self::ResetPassword | Self::OperatorReset => TimeDelta::hours(1),
        }
    }

    /// Whether following such a link proves that its holder reads the mails of the account's address.
    #[must_use]
    pub const fn was_mailed(self) -> bool {
        !matches!(self, Self::OperatorReset | Self::PrintedSlip)
    }

    const fn path(self) -> &'static str {
        match self {
            Self::ConfirmEmail | Self::ChangeEmail => routes::CONFIRM_EMAIL,
            Self::UndoEmailChange => routes::UNDO_EMAIL_CHANGE,
            Self::ResetPassword | Self::ChoosePassword | Self::OperatorReset | Self::PrintedSlip => {
                routes::RESET_PASSWORD
            }
        }
    }
}

/// What a new password ends: links to choose one, and a change of address that may have been requested with the old
/// one.
pub const ENDED_BY_A_NEW_PASSWORD: [Purpose; 5] = [
    Purpose::ResetPassword,
    Purpose::ChoosePassword,
    Purpose::OperatorReset,
    Purpose::PrintedSlip,
    Purpose::ChangeEmail,
];

/// Makes a link in the caller's transaction; `about` is the address an e-mail link is about.
pub async fn issue(
    state: &AppState,
    conn: &mut Conn,
    purpose: Purpose,
    account_id: i64,
    about: Option<&str>,
) -> AppResult<IssuedLink> {
    let token = if purpose == Purpose::PrintedSlip { new_typed_token()? } else { new_token()? };
    let now = state.clock.now();
    let expires_at = now + purpose.lifetime();
    let sealed = about.map(|text| state.security.keyring.encrypt(text.as_bytes()));
    let link = NewLink {
        purpose: purpose.key(),
        token_hash: &token_hash(&token),
        account_id: Some(account_id),
        created_at: now,
        expires_at,
        payload_encrypted: sealed.as_deref(),
    };
    one_time_links::insert(conn, &link).await?;
    let address = format!("{}{}/{token}", state.config.base_url, purpose.path());
    Ok(IssuedLink { token, address, expires_at })
}

/// The link of a token, if it has one of these purposes; used and expired ones too.
pub async fn find(conn: &mut Conn, purposes: &[Purpose], token: &str) -> AppResult<Option<OneTimeLink>> {
    let keys: Vec<_> = purposes.iter().map(|purpose| purpose.key()).collect();
    one_time_links::find(conn, &keys, &token_hash(token)).await
}

/// The address a link is about.
///
/// # Errors
/// When there is none or no key fits.
pub fn about(state: &AppState, link: &OneTimeLink) -> AppResult<String> {
    let sealed = link.payload_encrypted.as_ref().ok_or_else(|| AppError::internal("a link without its address"))?;
    state.security.keyring.decrypt_text(sealed)
}

/// Uses a link up; `false` when it was used already or has expired.
pub async fn use_up(state: &AppState, conn: &mut Conn, link: &OneTimeLink, token: &str) -> AppResult<bool> {
    one_time_links::use_up(conn, &link.purpose, &token_hash(token), state.clock.now()).await
}

/// Removes the unused links of an account that have one of these purposes.
pub async fn revoke(conn: &mut Conn, account_id: i64, purposes: &[Purpose]) -> AppResult<()> {
    let keys: Vec<_> = purposes.iter().map(|purpose| purpose.key()).collect();
    one_time_links::delete_of_account(conn, account_id, &keys).await
}

/// Ends every way into an account that was open before, in the caller's transaction: its sessions, its tokens, its one-time links of
/// all purposes, used ones too, and its unfinished forms. Part of every change of what the account may do: a link may be
/// in other hands than the owner's, and none of them must work again when the change is taken back.
pub async fn end_all_access(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    sessions::delete_of_account(conn, account_id).await?;
    api_tokens::delete_of_account(conn, account_id).await?;
    one_time_links::delete_every(conn, account_id).await?;
    drafts::delete_of_account(conn, account_id).await
}
