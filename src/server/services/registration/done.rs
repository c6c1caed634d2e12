//! What the page after a registration says.

pub use crate::server::repositories::people::Registered;
use crate::{
    domain::{module::Module, unique_code::UniqueCode},
    server::{
        context::ViewerAccount,
        error::{AppError, AppResult},
        repositories::{people, unique_codes},
        state::AppState,
    },
};

/// The code of an account's person and what is said of their profile in a module; `None` without one.
///
/// # Errors
/// When the database fails.
pub async fn registered(
    state: &AppState,
    account: &ViewerAccount,
    module: Module,
) -> AppResult<Option<(UniqueCode, Registered)>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let Some(code) = unique_codes::primary_of_person(&mut conn, person_id).await? else { return Ok(None) };
    let person = people::find_registered(&mut conn, person_id, module).await?;
    Ok(Some(code.parse().map_err(AppError::internal)?).zip(person))
}
