//! The columns of the table of people, as each administrator chooses them.

use super::audit_log::{self, Subject};
use crate::{
    domain::{access::Capability, desk_columns::DeskColumn, saved_filter::SavedFilterAnswer},
    server::{
        actor::Actor,
        context::Viewer,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::admin::desk_columns,
        state::AppState,
    },
};

/// What a viewer has chosen, in the order of the table. Callers have asked for the capability.
pub async fn chosen(conn: &mut Conn, viewer: &Viewer) -> AppResult<Vec<DeskColumn>> {
    let stored = match viewer.account() {
        Some(account) => desk_columns::of_account(conn, account.id).await?,
        None => None,
    };
    Ok(DeskColumn::read(stored.as_deref()))
}

/// Shows these columns to the actor from now on; `None` shows the usual ones.
///
/// # Errors
/// `Forbidden` without the capability, or without an account.
pub async fn choose(state: &AppState, actor: &Actor, columns: Option<Vec<DeskColumn>>) -> AppResult<SavedFilterAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let done = if columns.is_some() { SavedFilterAnswer::ColumnsChosen } else { SavedFilterAnswer::ColumnsReset };
    let stored = columns.and_then(|columns| DeskColumn::stored(&columns));
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if desk_columns::of_account(conn, account_id).await? == stored {
            return Ok(SavedFilterAnswer::Unchanged);
        }
        if !desk_columns::set(conn, account_id, stored.as_deref()).await? {
            return Err(AppError::NotFound);
        }
        audit_log::record(&state, conn, &actor, "desk_columns.chosen", &Subject::desk_columns()).await?;
        done
    })
}
