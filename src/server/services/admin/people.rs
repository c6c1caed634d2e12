//! What administrators and operators do to one person.

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        access::Capability,
        admin::{DeskAnswer, SuspensionReason},
        age::is_minor,
        fields::{FieldId, Value},
        unique_code::UniqueCode,
        webhook::WebhookEvent,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::account,
            admin::{
                administrators,
                person_summary::{self, PersonRecord},
            },
            profiles::{
                cinema::{answers, profile},
                talents, unique_codes,
            },
            search::changes,
        },
        services::{accounts::links, files::Renaming, mail, operations::webhooks::events as webhooks},
        state::AppState,
    },
};

/// A person with what belongs to them; encrypted fields only when they were asked for.
pub struct ShownPerson {
    pub person: PersonRecord,
    pub codes: Vec<String>,
    pub talents: Vec<String>,
    /// Keys of the types of talent of the CINEMA profile.
    pub cinema_types: Vec<String>,
    pub revealed: Option<Revealed>,
}

/// Decrypted fields.
#[derive(Default)]
pub struct Revealed {
    pub phone: Option<String>,
    pub guardian_name: Option<String>,
    pub guardian_phone: Option<String>,
}

/// The outcome of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateChange {
    Done,
    /// It was so already.
    Unchanged,
    /// The actor's own account.
    OwnAccount,
    /// The site would be left without an administrator.
    LastAdministrator,
    /// Only minors need approval.
    NotAMinor,
}

impl StateChange {
    /// What the desk says of it, `done` being the answer to a change that was made.
    #[must_use]
    pub const fn answer(self, done: DeskAnswer) -> DeskAnswer {
        match self {
            Self::Done => done,
            Self::Unchanged => DeskAnswer::Unchanged,
            Self::OwnAccount => DeskAnswer::OwnAccount,
            Self::LastAdministrator => DeskAnswer::LastAdministrator,
            Self::NotAMinor => DeskAnswer::NotAMinor,
        }
    }
}

/// Shows a person; `reveal` decrypts phone and guardian, which leaves an audit line.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn show(state: &AppState, actor: &Actor, code: &UniqueCode, reveal: bool) -> AppResult<ShownPerson> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let person = find(&mut conn, code).await?;
    let codes = unique_codes::of_person(&mut conn, person.id).await?.into_iter().map(|code| code.code).collect();
    let talents = talents::keys_of_person(&mut conn, person.id).await?;
    let cinema_types = match profile::of_person(&mut conn, person.id).await? {
        Some(cinema) => answers::types(&mut conn, cinema.id).await?,
        None => Vec::new(),
    };
    drop(conn);
    let revealed = if reveal {
        let mut tx = state.db.begin().await?;
        audit_log::record(state, tx.conn()?, actor, "person.revealed", &Subject::person(person.id)).await?;
        tx.commit().await?;
        Some(decrypt(state, &person)?)
    } else {
        None
    };
    Ok(ShownPerson { person, codes, talents, cinema_types, revealed })
}

/// A change of one row of a person's, with what it entails.
#[derive(Clone, Copy)]
enum PersonAction {
    Suspend(Option<SuspensionReason>),
    Reactivate,
    Approve,
}

/// Does it in a transaction of its own, which is given up where nothing changes.
async fn change(state: &AppState, actor: &Actor, code: &UniqueCode, action: PersonAction) -> AppResult<StateChange> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor, code) = (state.clone(), actor.clone(), code.clone());
    transaction!(state, |conn| {
        let person_id = find_id(conn, &code).await?;
        let change = match action {
            PersonAction::Suspend(reason) => suspend_within(&state, conn, &actor, person_id, reason).await?,
            PersonAction::Reactivate => reactivate_within(&state, conn, &actor, person_id).await?,
            PersonAction::Approve => approve_within(&state, conn, &actor, person_id).await?,
        };
        if change != StateChange::Done {
            return Ok(change);
        }
        change
    })
}

/// Suspends the account of a person: it cannot sign in, every open way into it ends, its profile is unreachable. The
/// reason goes into the audit log.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn suspend(
    state: &AppState,
    actor: &Actor,
    code: &UniqueCode,
    reason: Option<SuspensionReason>,
) -> AppResult<StateChange> {
    change(state, actor, code, PersonAction::Suspend(reason)).await
}

/// As [`suspend`], in a transaction of the caller, who has asked for the capability.
pub(super) async fn suspend_within(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
    reason: Option<SuspensionReason>,
) -> AppResult<StateChange> {
    let now = state.clock.now();
    let active = administrators::lock_active(conn).await?;
    let person = person_summary::find(conn, person_id).await?.ok_or(AppError::NotFound)?;
    if person.state == "suspended" {
        return Ok(StateChange::Unchanged);
    }
    if actor.owns_account(person.account_id) {
        return Ok(StateChange::OwnAccount);
    }
    if active == [person.account_id] {
        return Ok(StateChange::LastAdministrator);
    }
    account::set_state(conn, person.account_id, "suspended", now).await?;
    changes::record_person(conn, person.id, now).await?;
    links::end_all_access(conn, person.account_id).await?;
    let subject = Subject::person(person.id);
    audit_log::record_because(state, conn, actor, "account.suspended", &subject, reason).await?;
    webhooks::tell(state, conn, WebhookEvent::Suspended, person.id).await?;
    mail::notify(state, conn, person.account_id, &Message::Suspension).await?;
    Ok(StateChange::Done)
}

/// Lets a suspended person in again.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn reactivate(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<StateChange> {
    change(state, actor, code, PersonAction::Reactivate).await
}

/// As [`reactivate`], in a transaction of the caller, who has asked for the capability.
pub(super) async fn reactivate_within(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
) -> AppResult<StateChange> {
    let now = state.clock.now();
    let person = person_summary::find(conn, person_id).await?.ok_or(AppError::NotFound)?;
    if !account::reactivate(conn, person.account_id, now).await? {
        return Ok(StateChange::Unchanged);
    }
    changes::record_person(conn, person.id, now).await?;
    // What was made before the suspension, or under it, must not come to life again.
    links::end_all_access(conn, person.account_id).await?;
    audit_log::record(state, conn, actor, "account.reactivated", &Subject::person(person.id)).await?;
    webhooks::tell(state, conn, WebhookEvent::Updated, person.id).await?;
    mail::notify(state, conn, person.account_id, &Message::Reactivation).await?;
    Ok(StateChange::Done)
}

/// Approves a minor, whose profiles only the person and administrators see until then.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn approve(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<StateChange> {
    change(state, actor, code, PersonAction::Approve).await
}

/// As [`approve`], in a transaction of the caller, who has asked for the capability.
pub(super) async fn approve_within(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    person_id: i64,
) -> AppResult<StateChange> {
    let now = state.clock.now();
    let person = person_summary::find(conn, person_id).await?.ok_or(AppError::NotFound)?;
    if !is_minor(person.date_of_birth, state.clock.today()) {
        return Ok(StateChange::NotAMinor);
    }
    // Asked of the row itself: another administrator may be quicker.
    if !person_summary::approve_minor(conn, person.id, now).await? {
        return Ok(StateChange::Unchanged);
    }
    changes::record_person(conn, person.id, now).await?;
    audit_log::record(state, conn, actor, "minor.approved", &Subject::person(person.id)).await?;
    webhooks::tell(state, conn, WebhookEvent::Approved, person.id).await?;
    Ok(StateChange::Done)
}

/// Takes the approval of a minor back: only the person and administrators see the profiles again, and the pictures get
/// other addresses.
///
/// # Errors
/// `NotFound` for a code without a person, `Forbidden` without the capability.
pub async fn withdraw_approval(state: &AppState, actor: &Actor, code: &UniqueCode) -> AppResult<StateChange> {
    actor.require(Capability::ManagePeople)?;
    let (owned, actor, now, code) = (state.clone(), actor.clone(), state.clock.now(), code.clone());
    let (change, renaming) = transaction!(owned, |conn| {
        let person = find(conn, &code).await?;
        if !is_minor(person.date_of_birth, owned.clock.today()) {
            return Ok((StateChange::NotAMinor, None));
        }
        if !person_summary::withdraw_approval(conn, person.id, now).await? {
            return Ok((StateChange::Unchanged, None));
        }
        changes::record_person(conn, person.id, now).await?;
        let subject = Subject::person(person.id);
        audit_log::record(&owned, conn, &actor, "minor.approval_withdrawn", &subject).await?;
        webhooks::tell(&owned, conn, WebhookEvent::Updated, person.id).await?;
        (StateChange::Done, Some(Renaming::decide(&owned, conn, person.account_id, person.id).await?))
    })?;
    if let Some(renaming) = renaming {
        renaming.at_once(state).await;
    }
    Ok(change)
}

async fn find_id(conn: &mut Conn, code: &UniqueCode) -> AppResult<i64> {
    unique_codes::person_of(conn, code.as_str()).await?.ok_or(AppError::NotFound)
}

async fn find(conn: &mut Conn, code: &UniqueCode) -> AppResult<PersonRecord> {
    person_summary::find_by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)
}

fn decrypt(state: &AppState, record: &PersonRecord) -> AppResult<Revealed> {
    let value = |id| record.person.value(id, &state.security.keyring);
    let guardian = match value(FieldId::Guardian)? {
        Some(Value::Guardian(guardian)) => Some(guardian),
        _ => None,
    };
    let phone = value(FieldId::Phone)?.and_then(|phone| phone.text().map(str::to_owned));
    let (guardian_name, guardian_phone) = guardian.map(|guardian| (guardian.name, guardian.phone)).unzip();
    Ok(Revealed { phone, guardian_name, guardian_phone })
}
