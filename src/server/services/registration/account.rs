//! The account of a registration.

use super::{FormRequest, Refusal};
use crate::{
    domain::{access::Role, registration::normalise_email},
    server::{
        db::Conn,
        error::AppError,
        repositories::accounts::account::{self, NewAccount},
    },
};
use chrono::NaiveDateTime;

/// The account the answers belong to: the signed-in one, else a new one.
pub async fn create_account(
    conn: &mut Conn,
    request: &FormRequest,
    email: Option<&str>,
    password_hash: Option<&str>,
    now: NaiveDateTime,
) -> Result<i64, Refusal> {
    if let Some(account) = request.actor.account() {
        return Ok(account.id);
    }
    let (email, password_hash) =
        email.zip(password_hash).ok_or_else(|| AppError::internal("a new account without credentials"))?;
    let email_normalised = normalise_email(email);
    let account = NewAccount {
        email,
        email_normalised: &email_normalised,
        password_hash: Some(password_hash),
        role: Role::Member.key(),
        language: request.lang.code(),
        state: "active",
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    account::insert(conn, &account)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::EmailTaken } else { Refusal::Failed(error) })
}
