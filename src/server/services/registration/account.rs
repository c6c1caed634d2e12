//! The account of somebody new.

use chrono::NaiveDateTime;

use super::{Applicant, Refusal};
use crate::{
    domain::{access::Role, registration::Contact},
    server::{
        db::Conn,
        error::AppError,
        repositories::accounts::{self, NewAccount},
    },
};

/// The account the answers belong to: the one somebody is signed in with, else a new one.
pub async fn keep_account(
    conn: &mut Conn,
    applicant: &Applicant,
    contact: &Contact,
    now: NaiveDateTime,
) -> Result<i64, Refusal> {
    if let Some(account) = &applicant.account {
        return Ok(account.id);
    }
    let credentials =
        contact.credentials.as_ref().ok_or_else(|| AppError::internal("a new account without credentials"))?;
    let account = NewAccount {
        email: &credentials.email,
        email_normalised: &credentials.email_normalised,
        password_hash: Some(&credentials.password_hash),
        role: Role::Member.key(),
        language: applicant.lang.code(),
        state: "active",
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    accounts::insert(conn, &account)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::EmailTaken } else { Refusal::Failed(error) })
}
