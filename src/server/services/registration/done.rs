//! What the page after a registration says.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    domain::{module::Module, unique_code::UniqueCode},
    server::{
        context::ViewerAccount,
        error::{AppError, AppResult},
        repositories::profiles::{people, unique_codes},
        state::AppState,
    },
};

/// What decides the audience of a new profile.
pub struct Registered {
    pub date_of_birth: NaiveDate,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub visibility: String,
}

/// The code of an account's person and what is said of their profile in a module; `None` without one.
pub async fn registered(
    state: &AppState,
    account: &ViewerAccount,
    module: Module,
) -> AppResult<Option<(UniqueCode, Registered)>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let Some(code) = unique_codes::primary_of_person(&mut conn, person_id).await? else { return Ok(None) };
    let person = people::find_registered(&mut conn, person_id, module).await?.map(|row| Registered {
        date_of_birth: row.date_of_birth,
        minor_approved_at: row.minor_approved_at,
        visibility: row.visibility,
    });
    Ok(Some(code.parse().map_err(AppError::internal)?).zip(person))
}
