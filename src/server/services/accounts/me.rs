//! The account of a caller, as programs read it.

use crate::{
    domain::{
        access::{Capability, Scope},
        accounts::no_address,
    },
    server::{
        context::ViewerAccount,
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            profiles::{person_row, unique_codes},
        },
        state::AppState,
    },
};

/// An account with what is known of its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAccount {
    /// `people.id`; none of an account that has filled in no form, as the next ones.
    pub id: Option<i64>,
    pub code: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub gender: Option<String>,
    /// Only for callers that may read contacts.
    pub email: Option<String>,
    pub is_admin: bool,
    pub active: bool,
    /// UTC.
    pub created_at: chrono::NaiveDateTime,
}

/// The account of a viewer.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn load(state: &AppState, viewer: &ViewerAccount) -> AppResult<OwnAccount> {
    let mut conn = state.db.read().await?;
    let account = account::find(&mut conn, viewer.id).await?.ok_or(AppError::NotFound)?;
    let person = person_row::of_account(&mut conn, viewer.id).await?.map(|found| found.row);
    let code = match &person {
        Some(person) => unique_codes::primary_of_person(&mut conn, person.id).await?,
        None => None,
    };
    Ok(OwnAccount {
        id: person.as_ref().map(|person| person.id),
        code,
        first_name: person.as_ref().map(|person| person.first_name.clone()),
        last_name: person.as_ref().map(|person| person.last_name.clone()),
        gender: person.as_ref().map(|person| person.gender.clone()),
        email: viewer.has_scope(Scope::PrivateRead).then(|| no_address::shown(account.email)),
        is_admin: viewer.role.may(Capability::ManagePeople),
        active: account.state == "active",
        created_at: account.created_at,
    })
}
