//! Searches of the table of people that administrators keep under a name, for themselves or for all of them.

use super::{
    audit_log::{self, Subject},
    kept::{Kept, MOST_SHARED},
};
use crate::{
    domain::{
        access::Capability,
        kept_name::{MOST_KEPT, name_of},
        saved_filter::{SavedFilterAnswer, filters_of},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::saved_filters::{self, NewSavedFilter, SavedFilterRow},
        },
        state::AppState,
    },
};

/// Filters with their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    pub id: i64,
    pub name: String,
    /// Whether all administrators see it.
    pub shared: bool,
    /// The query of an address.
    pub filters: String,
}

/// What an administrator can apply.
pub type SavedFilters = Kept<SavedFilter>;

/// What the actor can apply.
///
/// # Errors
/// `Forbidden` without the capability, or without an account.
pub async fn list(conn: &mut Conn, actor: &Actor) -> AppResult<SavedFilters> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let own = saved_filters::of_account(conn, account_id).await?;
    let own: Vec<SavedFilter> = own.into_iter().map(SavedFilter::of).collect();
    let shared = saved_filters::shared_by_others(conn, account_id, MOST_SHARED).await?;
    let shared = shared.into_iter().map(|(row, email)| (SavedFilter::of(row), email)).collect();
    Ok(Kept::by_name(own, shared, |filter| &filter.name))
}

impl SavedFilter {
    fn of(row: SavedFilterRow) -> Self {
        Self { id: row.id, name: row.name, shared: row.shared, filters: row.filters }
    }
}

/// Keeps the filters of an address under a name. Private values in it are left out.
///
/// # Errors
/// As [`list`].
pub async fn save(
    state: &AppState,
    actor: &Actor,
    address: &str,
    typed_name: &str,
    shared: bool,
) -> AppResult<SavedFilterAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let (name, filters) = match (name_of(typed_name).map_err(SavedFilterAnswer::from), filters_of(address)) {
        (Ok(name), Ok(filters)) => (name, filters),
        (_, Err(answer)) | (Err(answer), _) => return Ok(answer),
    };
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        // One at a time, so that names and their number are what was counted.
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if saved_filters::named(conn, account_id, &name).await?.is_some() {
            return Ok(SavedFilterAnswer::NameTaken);
        }
        if saved_filters::count_of(conn, account_id).await? >= MOST_KEPT {
            return Ok(SavedFilterAnswer::TooMany);
        }
        let created_at = state.clock.now();
        let filter = NewSavedFilter { account_id, name: &name, shared, filters: &filters, created_at };
        let id = saved_filters::insert(conn, &filter).await?;
        audit_log::record(&state, conn, &actor, "saved_filter.added", &Subject::saved_filter(id)).await?;
        SavedFilterAnswer::Saved
    })
}

/// Gives one of the actor's own another name, and shares it with all administrators or not.
///
/// # Errors
/// As [`list`], and `NotFound` for a number that is none of the actor's own.
pub async fn change(
    state: &AppState,
    actor: &Actor,
    id: i64,
    typed_name: &str,
    shared: bool,
) -> AppResult<SavedFilterAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let name = match name_of(typed_name) {
        Ok(name) => name,
        Err(problem) => return Ok(problem.into()),
    };
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        let before = saved_filters::find(conn, account_id, id).await?.ok_or(AppError::NotFound)?;
        if before.name == name && before.shared == shared {
            return Ok(SavedFilterAnswer::Unchanged);
        }
        if saved_filters::named(conn, account_id, &name).await?.is_some_and(|other| other != id) {
            return Ok(SavedFilterAnswer::NameTaken);
        }
        saved_filters::change(conn, account_id, id, &name, shared).await?;
        audit_log::record(&state, conn, &actor, "saved_filter.changed", &Subject::saved_filter(id)).await?;
        SavedFilterAnswer::Changed
    })
}

/// Deletes one of the actor's own.
///
/// # Errors
/// As [`list`].
pub async fn delete(state: &AppState, actor: &Actor, id: i64) -> AppResult<SavedFilterAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if !saved_filters::delete(conn, account_id, id).await? {
            return Ok(SavedFilterAnswer::Unchanged);
        }
        audit_log::record(&state, conn, &actor, "saved_filter.deleted", &Subject::saved_filter(id)).await?;
        SavedFilterAnswer::Deleted
    })
}
