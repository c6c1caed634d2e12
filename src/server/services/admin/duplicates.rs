//! People who may be registered twice: who looks like whom, and an administrator's word that two people are two.

use chrono::NaiveDateTime;

use super::{
    audit_log::{self, Subject},
    list_page::ListPage,
    people_list::{self, PersonLine},
};
use crate::{
    domain::{
        access::Capability, duplicates::Likeness, files::photo::Photo, lang::Lang, module::Module,
        profiles::completeness::score, search::cursor::Cursor, unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            admin::{duplicates, listed_people},
            profiles::{people, unique_codes},
        },
        services::profiles::completeness,
        state::AppState,
    },
};

/// Groups on a page.
const PAGE: usize = 10;
/// Groups read for a page: one more says whether another page follows.
const READ: i64 = 11;
/// People of a group who are shown. A family, or an agency, may have one telephone.
pub const MOST_SHOWN: usize = 6;
/// People who are looked at to find those.
const MOST_READ: i64 = 60;

/// A person as the lists of duplicates show one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    pub line: PersonLine,
    /// Further codes.
    pub aliases: Vec<String>,
    pub initials: String,
    pub photo: Option<Photo>,
    /// Of the first profile there is, 0 to 100.
    pub completeness: Option<u8>,
}

/// People who have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateGroup {
    pub likeness: Likeness,
    pub people: Vec<LookAlike>,
    /// How many more there are at least.
    pub more: usize,
}

/// A page of groups.
#[derive(Debug, Clone)]
pub struct DuplicateList {
    pub likeness: Likeness,
    /// How many groups there are of each kind.
    pub counts: Vec<(Likeness, i64)>,
    pub groups: Vec<DuplicateGroup>,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
}

/// A person who may be the same as another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleTwin {
    pub code: String,
    pub name: String,
    pub likenesses: Vec<Likeness>,
}

/// The groups of a likeness from a cursor on; without a likeness, of the first of which there are some.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn list(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    likeness: Option<Likeness>,
    cursor: Option<Cursor>,
) -> AppResult<DuplicateList> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let mut counts = Vec::new();
    for likeness in Likeness::ALL {
        counts.push((likeness, count_of(state, &mut conn, likeness).await?));
    }
    let first = counts.iter().find(|(_, count)| *count > 0).map(|(likeness, _)| *likeness);
    let likeness = likeness.or(first).unwrap_or(Likeness::Phone);
    let newest = duplicates::page(&mut conn, likeness, cursor, READ).await?;
    let ListPage { lines, previous, next } = ListPage::of_size(PAGE, newest, cursor, |person| *person);
    let mut groups = Vec::new();
    for person_id in lines {
        let mut ids = duplicates::alike(&mut conn, likeness, person_id, MOST_READ).await?;
        let more = ids.len().saturating_sub(MOST_SHOWN);
        ids.truncate(MOST_SHOWN);
        let mut people = Vec::new();
        for id in ids {
            people.push(look_alike(state, &mut conn, lang, id).await?);
        }
        groups.push(DuplicateGroup { likeness, people, more });
    }
    Ok(DuplicateList { likeness, counts, groups, previous, next })
}

/// How many groups there are.
pub async fn count(state: &AppState, conn: &mut Conn) -> AppResult<i64> {
    let mut groups = 0;
    for likeness in Likeness::ALL {
        groups += count_of(state, conn, likeness).await?;
    }
    Ok(groups)
}

/// Counted once a minute at most.
async fn count_of(state: &AppState, conn: &mut Conn, likeness: Likeness) -> AppResult<i64> {
    state.caches.duplicates.get_or_load(likeness, duplicates::count(conn, likeness)).await
}

/// The people who may be this one, but those who were told apart. Callers have asked for the capability.
pub async fn twins_of(conn: &mut Conn, person_id: i64) -> AppResult<Vec<PossibleTwin>> {
    let mut found: Vec<(i64, Vec<Likeness>)> = Vec::new();
    for likeness in Likeness::ALL {
        for id in duplicates::alike(conn, likeness, person_id, MOST_READ).await? {
            match found.iter_mut().find(|(other, _)| *other == id) {
                Some((_, likenesses)) => likenesses.push(likeness),
                None => found.push((id, vec![likeness])),
            }
        }
    }
    let apart = duplicates::told_apart_from(conn, person_id).await?;
    found.retain(|(id, _)| *id != person_id && !apart.contains(id));
    found.truncate(MOST_SHOWN);
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    let people = listed_people::load_many(conn, &ids).await?;
    let twin = |(id, likenesses): (i64, Vec<Likeness>)| {
        let person = people.iter().find(|person| person.id == id)?;
        let name = person.names.shown().into_iter().next().unwrap_or_default();
        Some(PossibleTwin { code: person.code.clone(), name, likenesses })
    };
    Ok(found.into_iter().filter_map(twin).collect())
}

/// What two people have in common.
pub async fn likenesses(conn: &mut Conn, one: i64, other: i64) -> AppResult<Vec<Likeness>> {
    let mut common = Vec::new();
    for likeness in Likeness::ALL {
        if duplicates::are_alike(conn, likeness, one, other).await? {
            common.push(likeness);
        }
    }
    Ok(common)
}

/// A person as the lists of duplicates show one.
///
/// # Errors
/// `NotFound` for a person who is gone.
pub async fn look_alike(state: &AppState, conn: &mut Conn, lang: Lang, person_id: i64) -> AppResult<LookAlike> {
    let person = listed_people::load_many(conn, &[person_id]).await?.pop().ok_or(AppError::NotFound)?;
    let line = people_list::line(state, lang, &person);
    let codes = unique_codes::of_person(conn, person_id).await?;
    let photo = duplicates::photo_names(conn, &[person_id]).await?.pop().map(|(_, name)| Photo::new(name));
    let completeness = match line.modules.first() {
        Some(module) => {
            let module: Module = *module;
            Some(score(&completeness::of_person(state, conn, person_id, module).await?))
        }
        None => None,
    };
    let initials = Some(person.names.initials()).filter(|initials| !initials.is_empty());
    Ok(LookAlike {
        aliases: codes.into_iter().filter(|code| !code.is_primary).map(|code| code.code).collect(),
        initials: initials.unwrap_or_else(|| line.code.clone()),
        photo,
        completeness,
        line,
    })
}

/// Notes that these people are all different, so that no two of them are proposed again. Leaves an audit line about each
/// of them. Answers whether there were two.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` for a code without a person, `BadRequest` for more people than a group
/// shows.
pub async fn tell_apart(state: &AppState, actor: &Actor, codes: &[UniqueCode]) -> AppResult<bool> {
    actor.require(Capability::ManagePeople)?;
    if codes.len() > MOST_SHOWN {
        return Err(AppError::BadRequest("more people than a group shows"));
    }
    let (owned, actor, codes) = (state.clone(), actor.clone(), codes.to_vec());
    let told = transaction!(owned, |conn| {
        let mut ids = Vec::new();
        for code in &codes {
            ids.push(unique_codes::person_of(conn, code.as_str()).await?.ok_or(AppError::NotFound)?);
        }
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < 2 {
            return Ok(false);
        }
        let now: NaiveDateTime = owned.clock.now();
        for (place, one) in ids.iter().enumerate() {
            // Locked, so that none of them is merged meanwhile.
            if !people::touch(conn, *one, now).await? {
                return Err(AppError::NotFound);
            }
            for other in ids.iter().skip(place + 1) {
                duplicates::tell_apart(conn, *one, *other, now).await?;
            }
            audit_log::record(&owned, conn, &actor, "person.told_apart", &Subject::person(*one)).await?;
        }
        true
    })?;
    state.caches.duplicates.clear();
    Ok(told)
}
