//! A person whom an administrator registers: their account, and what is asked beside the fields of the form.

use chrono::NaiveDateTime;

use crate::{
    domain::{
        access::Role,
        accounts::no_address,
        admin::ConsentMeans,
        field_error::{FieldError, FieldErrors},
        lang::Lang,
        registration::{FormValues, check_email, fields as f, normalise_email},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::accounts::account::{self, NewAccount},
        security::tokens::new_typed_token,
    },
};

/// The input that says how the person agreed to the terms and the privacy notice.
pub const MEANS: &str = "consent_means";
/// The input for the language of the texts the person agreed to, and of mails.
pub const LANGUAGE: &str = "language";

/// The address of the person, who may have none; what is wrong with it is noted.
pub(super) async fn check_address(
    conn: &mut Conn,
    values: &FormValues,
    errors: &mut FieldErrors,
) -> AppResult<Option<String>> {
    Ok(match check_email(values.first(f::EMAIL)) {
        Ok(email) => {
            if account::find_by_email(conn, &normalise_email(&email)).await?.is_some() {
                errors.add(f::EMAIL, FieldError::EmailTaken);
            }
            Some(email)
        }
        Err(FieldError::Required) => None,
        Err(error) => {
            errors.add(f::EMAIL, error);
            None
        }
    })
}

/// How the person agreed. Other means than these are written by what else makes people: an import says itself that it
/// was one.
pub(super) fn check_means(values: &FormValues, errors: &mut FieldErrors) -> Option<ConsentMeans> {
    let means = ConsentMeans::from_key(values.trimmed(MEANS)).filter(|means| ConsentMeans::IN_PERSON.contains(means));
    if means.is_none() {
        errors.add(MEANS, FieldError::Required);
    }
    means
}

/// The answers with both agreements, which are asked as one: by the way in which the person agreed.
pub(super) fn agreed(values: &FormValues) -> FormValues {
    let mut values = values.clone();
    for agreement in [f::ACCEPT_TERMS, f::ACCEPT_PRIVACY] {
        values.set(agreement, vec!["on".to_owned()]);
    }
    values
}

/// Makes the account, without a password, and gives its id.
///
/// # Errors
/// A unique violation when another account has the address.
pub(super) async fn insert_account(
    conn: &mut Conn,
    email: Option<&str>,
    lang: Lang,
    now: NaiveDateTime,
) -> AppResult<i64> {
    let placeholder = no_address::placeholder(&new_typed_token()?);
    let (address, normalised) = match email {
        Some(email) => (email, normalise_email(email)),
        None => (placeholder.as_str(), placeholder.clone()),
    };
    let new = NewAccount {
        email: address,
        email_normalised: &normalised,
        password_hash: None,
        role: Role::Member.key(),
        language: lang.code(),
        state: "active",
        // Without an address there is nothing to confirm: an administrator vouches for the person.
        email_confirmed_at: email.is_none().then_some(now),
        demo: false,
        created_at: now,
        updated_at: now,
    };
    account::insert(conn, &new).await
}
