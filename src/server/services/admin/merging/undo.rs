//! Making two people of one again, as they were before the merge. What was changed since stays, unless the merge had
//! changed it too: then an administrator is asked.

use std::collections::{BTreeSet, HashSet};

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value as Json;

use super::{
    copies::PersonCopy,
    merge::MergeContent,
    restore::{ProfilePlan, Undoing, without_email, without_lost_files},
};
use crate::{
    domain::{access::Capability, registration::fields as f, unique_code::UniqueCode, webhook::WebhookEvent},
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::{
                merges::{self, PersonNumbers, StoredMerge},
                moved_announcements,
                row_copies::{
                    ACCOUNTS, CINEMA_PROFILES, CopiedTable, MAIN_PROFILES, OF_ACCOUNT, OF_CINEMA_PROFILE,
                    OF_MAIN_PROFILE, OF_PERSON, PEOPLE,
                },
            },
            files::{FileOwner, of_owner},
            imports::moved as moved_imports,
            profiles::{person_row, unique_codes},
            search::changes,
        },
        security::Security,
        services::{
            accounts::{links, reauthentication},
            admin::audit_log::{self, Subject},
            files::Renaming,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};

/// A merge can be undone for so long.
pub const UNDONE_WITHIN: TimeDelta = TimeDelta::days(30);

/// The outcome of undoing a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UndoOutcome {
    /// There are two people again.
    Undone,
    /// It was undone already, or cannot be any more.
    Over,
    /// The same person was merged once more since: that is undone first.
    NotTheNewest,
    /// Answers that the merge had changed were changed again since: the names of their fields.
    Changed(Vec<&'static str>),
}

/// Undoes the merge with this number of the person with this code. Where answers were changed since, they become what
/// they were only when `anyway` says so.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability, `ReauthenticationRequired` when the
/// password was given some time ago.
pub async fn undo(
    state: &AppState,
    actor: &Actor,
    code: &UniqueCode,
    merge_id: i64,
    anyway: bool,
) -> AppResult<UndoOutcome> {
    actor.require(Capability::ManagePeople)?;
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        let person_id = unique_codes::person_of(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
        if person_row::lock(conn, person_id, None, now).await?.is_none() {
            tx.rollback().await;
            return Err(AppError::NotFound);
        }
        let people = match Box::pin(undo_within(&state, conn, &actor, person_id, merge_id, anyway)).await? {
            Ok(people) => people,
            Err(outcome) => {
                tx.rollback().await;
                return Ok(outcome);
            }
        };
        // Pictures of each may have been shown to people who see the other one alone.
        let mut renamings = Vec::new();
        for PersonNumbers { person, account } in people {
            renamings.push(Renaming::decide(&state, conn, account, person).await?);
        }
        tx.commit().await?;
        state.caches.duplicates.clear();
        for renaming in renamings {
            renaming.at_once(&state).await;
        }
        Ok(UndoOutcome::Undone)
    })
    .await
}

/// The two people there are again, or why there are not.
async fn undo_within(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
    merge_id: i64,
    anyway: bool,
) -> AppResult<Result<[PersonNumbers; 2], UndoOutcome>> {
    let (security, now) = (&state.security, state.clock.now());
    let Some(merge) = merges::of_person(conn, person_id).await?.into_iter().find(|merge| merge.id == merge_id) else {
        return Ok(Err(UndoOutcome::Over));
    };
    if merges::newest(conn, person_id).await?.is_some_and(|newest| newest.id != merge_id) {
        return Ok(Err(UndoOutcome::NotTheNewest));
    }
    let Some(content) = content(security, &merge, now)? else { return Ok(Err(UndoOutcome::Over)) };
    account::lock_access(conn, content.winner.account).await?;
    let current = PersonCopy::read(security, conn, content.winner).await?;
    let mut undoing = Undoing { security, content: &content, current, conflicts: BTreeSet::new(), now };
    let account = undoing.columns(&ACCOUNTS);
    let person = undoing.columns(&PEOPLE);
    let sets: Vec<CopiedTable> =
        OF_ACCOUNT.into_iter().chain(OF_PERSON).filter(|table| undoing.is_set_restored(table)).collect();
    let main = undoing.profile(&MAIN_PROFILES, &OF_MAIN_PROFILE);
    let cinema = undoing.profile(&CINEMA_PROFILES, &OF_CINEMA_PROFILE);
    let taken = TakenAddresses::find(conn, &content).await?;
    if taken.winner || taken.loser {
        undoing.conflicts.insert(f::EMAIL);
    }
    if !undoing.conflicts.is_empty() && !anyway {
        return Ok(Err(UndoOutcome::Changed(undoing.conflicts.into_iter().collect())));
    }

    let (winner, loser) = (content.winner, content.loser);
    if let Some(mut account) = account {
        if taken.winner {
            without_email(&mut account, winner.account);
        }
        undoing.put(conn, &ACCOUNTS, &account).await?;
        // How it is entered was the other account's until now.
        links::end_all_access(conn, winner.account).await?;
    }
    let mut ended = undoing.loser(&ACCOUNTS)?;
    // Its sessions ended, so its devices are unknown as after every end of them.
    let generation = ended.get("device_generation").and_then(Json::as_i64).unwrap_or_default();
    ended.insert("device_generation".to_owned(), generation.saturating_add(1).into());
    if taken.loser {
        without_email(&mut ended, loser.account);
    }
    undoing.put(conn, &ACCOUNTS, &ended).await?;
    // Without the photo, whose row is given back next.
    let mut bare = undoing.loser(&PEOPLE)?;
    bare.insert("photo_file_id".to_owned(), Json::Null);
    undoing.put(conn, &PEOPLE, &bare).await?;
    merges::move_back(conn, &content.moved, winner, loser, &merge.loser_code).await?;
    moved_announcements::move_back(conn, &content.announcements, winner.person, loser.person).await?;
    moved_imports::move_back(conn, &content.imports, winner.person, loser.person).await?;
    content.apart.give_back(conn, loser.person, winner.person, now).await?;
    for (files, person) in [(&content.winner_files, winner.person), (&content.loser_files, loser.person)] {
        let there = merges::files_in_hand(conn, files, winner.person, merge.id).await?;
        merges::give_files(conn, &there, person).await?;
    }
    if matches!(cinema, ProfilePlan::GivenBack) {
        // Photos that came into the other person's gallery since stay in it.
        merges::give_files(conn, &undoing.photos_since(), loser.person).await?;
    }
    let files = existing_files(conn, [winner, loser]).await?;
    undoing.restore_gallery(conn, &files).await?;
    if let Some(mut person) = person {
        without_lost_files(&mut person, &files);
        undoing.put(conn, &PEOPLE, &person).await?;
    }
    for table in &sets {
        undoing.restore_set(conn, table, None, &files).await?;
    }
    for (plan, table, children) in
        [(main, MAIN_PROFILES, &OF_MAIN_PROFILE[..]), (cinema, CINEMA_PROFILES, &OF_CINEMA_PROFILE[..])]
    {
        undoing.restore_profile(conn, plan, &table, children, &files).await?;
    }
    undoing.restore_loser(conn, &files).await?;
    merges::delete(conn, merge.id).await?;
    for person in [winner.person, loser.person] {
        changes::record_person(conn, person, now).await?;
        audit_log::record(state, conn, actor, "person.merge_undone", &Subject::person(person)).await?;
    }
    webhooks::tell(state, conn, WebhookEvent::Updated, winner.person).await?;
    webhooks::tell(state, conn, WebhookEvent::Registered, loser.person).await?;
    Ok(Ok([winner, loser]))
}

/// What undoes a merge; `None` once it is too old.
fn content(security: &Security, merge: &StoredMerge, now: NaiveDateTime) -> AppResult<Option<MergeContent>> {
    let Some(encrypted) = merge.undo_encrypted.as_ref().filter(|_| now - merge.merged_at < UNDONE_WITHIN) else {
        return Ok(None);
    };
    serde_json::from_slice(&security.keyring.decrypt(encrypted)?).map(Some).map_err(AppError::internal)
}

/// Addresses that two people had before they were merged and that are another account's by now.
struct TakenAddresses {
    winner: bool,
    loser: bool,
}

impl TakenAddresses {
    async fn find(conn: &mut Conn, content: &MergeContent) -> AppResult<Self> {
        let winner = content.winner.account;
        let email = |copy: &PersonCopy| -> Option<String> {
            copy.row(&ACCOUNTS).and_then(|row| row.get("email_normalised")).and_then(Json::as_str).map(str::to_owned)
        };
        let is_given_back = email(&content.winner_before) != email(&content.winner_after);
        let of_winner = holder(conn, email(&content.winner_before)).await?;
        let of_loser = holder(conn, email(&content.loser_before)).await?;
        Ok(Self {
            winner: is_given_back && of_winner.is_some_and(|holder| holder != winner),
            loser: of_loser.is_some_and(|holder| holder != winner || !is_given_back),
        })
    }
}

/// The account with a normalised address.
async fn holder(conn: &mut Conn, email: Option<String>) -> AppResult<Option<i64>> {
    match email {
        Some(email) => Ok(account::find_by_email(conn, &email).await?.map(|account| account.id)),
        None => Ok(None),
    }
}

async fn existing_files(conn: &mut Conn, people: [PersonNumbers; 2]) -> AppResult<HashSet<i64>> {
    let mut files = HashSet::new();
    for numbers in people {
        files.extend(of_owner(conn, FileOwner::Person(numbers.person)).await?.into_iter().map(|file| file.id));
    }
    Ok(files)
}
