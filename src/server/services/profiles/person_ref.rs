//! A person as programs name them: by number or by code.

use crate::{
    domain::{profiles::version::PersonVersion, unique_code::UniqueCode},
    server::{
        error::{AppError, AppResult},
        repositories::profiles::{people, unique_codes},
        state::AppState,
    },
};

/// A person who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRef {
    /// `people.id`.
    pub id: i64,
    pub account_id: i64,
    /// The primary one.
    pub code: String,
}

/// The person with this number, or with this code, primary or former; `None` for whatever names no person.
pub async fn find_person(state: &AppState, typed: &str) -> AppResult<Option<PersonRef>> {
    let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    let mut conn = state.db.read().await?;
    let id = match (is_number, typed.parse::<UniqueCode>()) {
        (true, _) => typed.parse::<i64>().ok(),
        (false, Ok(code)) => unique_codes::person_of(&mut conn, code.as_str()).await?,
        (false, Err(_)) => None,
    };
    let Some(id) = id else { return Ok(None) };
    let account_id = people::account_of(&mut conn, id).await?;
    let code = unique_codes::primary_of_person(&mut conn, id).await?;
    Ok(account_id.zip(code).map(|(account_id, code)| PersonRef { id, account_id, code }))
}

/// The version of a person.
///
/// # Errors
/// `NotFound` when the person is gone.
pub async fn version_of(state: &AppState, person: &PersonRef) -> AppResult<PersonVersion> {
    people::version(&mut state.db.read().await?, person.id).await?.ok_or(AppError::NotFound)
}
