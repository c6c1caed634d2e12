//! What the page after a registration says.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    domain::{module::Module, unique_code::UniqueCode},
    server::{
        context::ViewerAccount,
        error::{AppError, AppResult},
        repositories::profiles::{people, unique_codes},
        services::profiles::exists,
        state::AppState,
    },
};

/// What decides the audience of a new profile, and what can be added to it.
pub struct Registered {
    pub date_of_birth: NaiveDate,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub visibility: String,
    pub has_photo: bool,
    /// Whether the person has a profile in the other module too.
    pub has_both: bool,
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
    let Some(person) = people::find_registered(&mut conn, person_id, module).await? else { return Ok(None) };
    let other = match module {
        Module::Main => Module::Cinema,
        Module::Cinema => Module::Main,
    };
    let has_both = exists(&mut conn, other, person_id).await?;
    let registered = Registered {
        date_of_birth: person.date_of_birth,
        minor_approved_at: person.minor_approved_at,
        visibility: person.visibility,
        has_photo: person.has_photo,
        has_both,
    };
    Ok(Some((code.parse().map_err(AppError::internal)?, registered)))
}
