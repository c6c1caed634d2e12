//! What is done to a talent or a category as a whole.

use super::read::action;
use crate::{
    domain::{access::Capability, keyed, talents::TalentListKind},
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            admin::talent_lists::{self, CategoryRow, ListedTalentRow},
            search::changes,
        },
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

keyed! {
    /// What can be done to an entry.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum EntryAction {
        /// One place up, within its category.
        Up = "up",
        /// One place down.
        Down = "down",
        /// Talents only: it stays on profiles and cannot be chosen any more.
        Off = "off",
        /// Talents only: it can be chosen again.
        On = "on",
        Delete = "delete",
    }
}

/// The outcome of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    Done,
    /// It was so already, or the entry is the first or last.
    Unchanged,
    /// So many profiles name the talent, or so many talents are in the category: it is not deleted.
    InUse {
        number: i64,
    },
}

/// Does something to the entry with this key.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for an unknown key, `BadRequest` to switch a category.
pub async fn act(
    state: &AppState,
    actor: &Actor,
    kind: TalentListKind,
    key: &str,
    what: EntryAction,
) -> AppResult<Acted> {
    actor.require(Capability::ManageTalents)?;
    let (state, actor, key) = (state.clone(), actor.clone(), key.to_owned());
    transaction!(state, |conn| {
        let acted = match kind {
            TalentListKind::Talent => act_on_talent(conn, &key, what).await?,
            TalentListKind::Category => act_on_category(conn, &key, what).await?,
        };
        if acted != Acted::Done {
            return Ok(acted);
        }
        let done = match what {
            EntryAction::Up | EntryAction::Down => action(kind, "talent.moved", "talent_category.moved"),
            EntryAction::Off => "talent.switched_off",
            EntryAction::On => "talent.switched_on",
            EntryAction::Delete => action(kind, "talent.deleted", "talent_category.deleted"),
        };
        audit_log::record(&state, conn, &actor, done, &Subject::talent_list(kind, &key)).await?;
        changes::record_people(conn, 0, 0, state.clock.now()).await?;
        acted
    })
}

/// Puts the talent `into` in the place of `from` in all profiles and deletes `from`.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for an unknown key, `BadRequest` for one talent alone.
pub async fn merge(state: &AppState, actor: &Actor, from: &str, into: &str) -> AppResult<()> {
    actor.require(Capability::ManageTalents)?;
    if from == into {
        return Err(AppError::BadRequest("a talent is not merged with itself"));
    }
    let (state, actor, from, into) = (state.clone(), actor.clone(), from.to_owned(), into.to_owned());
    transaction!(state, |conn| {
        let talents = talent_lists::talents(conn).await?;
        let find = |key: &str| talents.iter().find(|row| row.key == key).map(|row| row.id).ok_or(AppError::NotFound);
        let (from_id, into_id) = (find(&from)?, find(&into)?);
        let (first, last) = talent_lists::people_range(conn, from_id).await?.unwrap_or_default();
        talent_lists::replace_in_profiles(conn, from_id, into_id).await?;
        talent_lists::delete_talent(conn, from_id).await?;
        let subject = Subject::talent_list(TalentListKind::Talent, &format!("{from}>{into}"));
        audit_log::record(&state, conn, &actor, "talent.merged", &subject).await?;
        changes::record_people(conn, first, last, state.clock.now()).await?;
    })
}

async fn act_on_talent(conn: &mut Conn, key: &str, what: EntryAction) -> AppResult<Acted> {
    let talents = talent_lists::talents(conn).await?;
    let talent = talents.iter().find(|row| row.key == key).ok_or(AppError::NotFound)?;
    let done = match what {
        EntryAction::Up | EntryAction::Down => {
            let same = |row: &&ListedTalentRow| row.category_id == talent.category_id;
            let Some(other) = neighbour(talents.iter().filter(same).map(|row| row.id), talent.id, what) else {
                return Ok(Acted::Unchanged);
            };
            for (id, position) in swapped(talents.iter().map(|row| (row.id, row.position)), talent.id, other) {
                talent_lists::place_talent(conn, id, position).await?;
            }
            true
        }
        EntryAction::Off | EntryAction::On => {
            talent_lists::switch_talent(conn, talent.id, what == EntryAction::On).await?
        }
        EntryAction::Delete => {
            let number = talent_lists::uses_of(conn, talent.id).await?;
            if number > 0 {
                return Ok(Acted::InUse { number });
            }
            talent_lists::delete_talent(conn, talent.id).await?
        }
    };
    Ok(if done { Acted::Done } else { Acted::Unchanged })
}

async fn act_on_category(conn: &mut Conn, key: &str, what: EntryAction) -> AppResult<Acted> {
    let categories = talent_lists::categories(conn).await?;
    let category: &CategoryRow = categories.iter().find(|row| row.key == key).ok_or(AppError::NotFound)?;
    let done = match what {
        EntryAction::Up | EntryAction::Down => {
            let Some(other) = neighbour(categories.iter().map(|row| row.id), category.id, what) else {
                return Ok(Acted::Unchanged);
            };
            for (id, position) in swapped(categories.iter().map(|row| (row.id, row.position)), category.id, other) {
                talent_lists::place_category(conn, id, position).await?;
            }
            true
        }
        EntryAction::Off | EntryAction::On => return Err(AppError::BadRequest("categories are not switched")),
        EntryAction::Delete => {
            let talents = talent_lists::talents(conn).await?;
            let number = talents.iter().filter(|row| row.category_id == category.id).count();
            if number > 0 {
                return Ok(Acted::InUse { number: i64::try_from(number).unwrap_or(i64::MAX) });
            }
            talent_lists::delete_category(conn, category.id).await?
        }
    };
    Ok(if done { Acted::Done } else { Acted::Unchanged })
}

/// The id that stands before or after another one.
fn neighbour(ids: impl Iterator<Item = i64>, of: i64, what: EntryAction) -> Option<i64> {
    let ids: Vec<i64> = ids.collect();
    let place = ids.iter().position(|id| *id == of)?;
    let other = if what == EntryAction::Up { place.checked_sub(1)? } else { place + 1 };
    ids.get(other).copied()
}

/// The ids whose positions change when two change places, with their new positions: from 0 in the order of the list.
fn swapped(list: impl Iterator<Item = (i64, i64)>, one: i64, other: i64) -> Vec<(i64, i64)> {
    let list: Vec<(i64, i64)> = list.collect();
    let at = |id: i64| list.iter().find(|(listed, _)| *listed == id).copied();
    let in_new_order = list.iter().map(|(id, position)| match *id {
        id if id == one => at(other),
        id if id == other => at(one),
        id => Some((id, *position)),
    });
    (0..)
        .zip(in_new_order.flatten())
        .filter(|(place, (_, position))| place != position)
        .map(|(place, (id, _))| (id, place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_changes_places_with_its_neighbour() {
        let list = || [(7, 0), (3, 1), (9, 2)].into_iter();
        let ids = || list().map(|(id, _)| id);
        assert_eq!(neighbour(ids(), 7, EntryAction::Up), None);
        assert_eq!(neighbour(ids(), 9, EntryAction::Down), None);
        assert_eq!(neighbour(ids(), 3, EntryAction::Down), Some(9));
        assert_eq!(swapped(list(), 3, 9), [(9, 1), (3, 2)]);
        // Equal positions are told apart from then on.
        assert_eq!(swapped([(1, 0), (2, 0), (3, 0)].into_iter(), 1, 2), [(1, 1), (3, 2)]);
    }
}
