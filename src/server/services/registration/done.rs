//! What the page after a registration says.

pub use crate::server::repositories::people::Registered;
use crate::server::{
    context::ViewerAccount,
    error::AppResult,
    repositories::{people, unique_codes},
    state::AppState,
};

/// The code of an account's person and what is said of them; `None` for an account without a person.
///
/// # Errors
/// When the database fails.
pub async fn registered(state: &AppState, account: &ViewerAccount) -> AppResult<Option<(String, Registered)>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let code = unique_codes::primary_of_person(&mut conn, person_id).await?;
    let person = people::find_registered(&mut conn, person_id).await?;
    Ok(code.zip(person))
}
