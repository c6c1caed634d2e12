//! Whom an administrator has selected.

use crate::{
    domain::{
        access::Capability,
        selection::{MOST_MATCHING, Selection, SelectionProblem},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor, error::AppResult, repositories::profiles::unique_codes, services::search::lists, state::AppState,
    },
};

/// The people of a selection by `people.id`, the lowest first, each once; never empty. All that match are found by the
/// search of the administrators' table as it is now: there may be more or fewer of them than it showed, and without
/// private values they may be kept, so that later steps are about the same people.
///
/// # Errors
/// `Forbidden` for actors that do not manage people. The inner one when no person, or too many, are selected now, or the
/// filters make no sense any more.
pub async fn people_of(
    state: &AppState,
    actor: &Actor,
    selection: &Selection,
) -> AppResult<Result<Vec<i64>, SelectionProblem>> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let people = match selection {
        Selection::Ticked(codes) => {
            let codes: Vec<&str> = codes.iter().map(UniqueCode::as_str).collect();
            let found = unique_codes::people_of(&mut conn, &codes).await?;
            let mut people: Vec<i64> = found.into_iter().map(|(_, person)| person).collect();
            people.sort_unstable();
            // Two codes may be one person's.
            people.dedup();
            people
        }
        Selection::Matching(filters) => {
            let (people, ignored) = lists::find_everyone(state, &mut conn, &actor.viewer(), &filters.address()).await?;
            if !ignored.is_empty() {
                return Ok(Err(SelectionProblem::BadFilters));
            }
            people
        }
    };
    Ok(match people.len() {
        0 => Err(SelectionProblem::Nobody),
        number if number > MOST_MATCHING => Err(SelectionProblem::TooMany),
        _ => Ok(people),
    })
}
