//! The audit log.

use std::future::{Ready, ready};

use crate::{
    domain::{access::Capability, admin::SuspensionReason, talents::TalentListKind},
    server::{
        actor::{Actor, ActorKind},
        db::Conn,
        error::AppResult,
        repositories::admin::{
            audit::{self, StoredLine},
            audit_chain::{self, NewLine},
        },
        state::AppState,
    },
};

/// What was acted on: ids, never names or addresses, because the log outlives its subjects.
pub struct Subject {
    text: String,
    account_id: Option<i64>,
    person_id: Option<i64>,
}

impl Subject {
    /// As the log stores it.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// An account.
    #[must_use]
    pub fn account(id: i64) -> Self {
        Self::of_account(id, format!("account:{id}"))
    }

    /// Something that belongs to an account and has a name of its own in the log.
    #[must_use]
    pub const fn of_account(id: i64, text: String) -> Self {
        Self { text, account_id: Some(id), person_id: None }
    }

    /// A person.
    #[must_use]
    pub fn person(id: i64) -> Self {
        Self { text: format!("person:{id}"), account_id: None, person_id: Some(id) }
    }

    /// A mail of the outbox.
    #[must_use]
    pub fn mail(id: i64) -> Self {
        Self { text: format!("mail:{id}"), account_id: None, person_id: None }
    }

    /// An entry of the lists of talents; its key outlives it.
    #[must_use]
    pub fn talent_list(kind: TalentListKind, key: &str) -> Self {
        Self { text: format!("{}:{key}", kind.key()), account_id: None, person_id: None }
    }

    /// Settings that were saved together under this name (`site:3`), with the seal of their changes: the table of changes
    /// has what was put in place of what.
    #[must_use]
    pub fn settings(saved_as: &str, seal: &str) -> Self {
        Self { text: format!("settings:{saved_as}:{seal}"), account_id: None, person_id: None }
    }

    /// The storage of files.
    #[must_use]
    pub fn storage() -> Self {
        Self { text: "storage".to_owned(), account_id: None, person_id: None }
    }

    /// A backup, which is everything.
    #[must_use]
    pub fn backup() -> Self {
        Self { text: "backup".to_owned(), account_id: None, person_id: None }
    }

    /// A backup in the place of backups; its name says when it was made.
    #[must_use]
    pub fn stored_backup(name: &str) -> Self {
        Self { text: format!("backup:{name}"), account_id: None, person_id: None }
    }

    /// So many stored values.
    #[must_use]
    pub fn values(number: usize) -> Self {
        Self { text: format!("values:{number}"), account_id: None, person_id: None }
    }

    /// A job of the queue.
    #[must_use]
    pub fn job(id: i64) -> Self {
        Self { text: format!("job:{id}"), account_id: None, person_id: None }
    }

    /// The audit log itself.
    #[must_use]
    pub fn audit_log() -> Self {
        Self { text: "audit_log".to_owned(), account_id: None, person_id: None }
    }

    /// What was done to many people at once: its number, and how many they are.
    #[must_use]
    pub fn group_action(id: i64, people: i64) -> Self {
        Self { text: format!("group_action:{id}:{people}"), account_id: None, person_id: None }
    }

    /// An announcement: its number, and for how many people it is.
    #[must_use]
    pub fn announcement(id: i64, people: i64) -> Self {
        Self { text: format!("announcement:{id}:{people}"), account_id: None, person_id: None }
    }

    /// People taken out of the site as a file: its number, and how many they are.
    #[must_use]
    pub fn export(id: i64, people: i64) -> Self {
        Self { text: format!("export:{id}:{people}"), account_id: None, person_id: None }
    }

    /// Columns of exports that an administrator keeps under a name, which the log does not hold.
    #[must_use]
    pub fn export_template(id: i64) -> Self {
        Self { text: format!("export_template:{id}"), account_id: None, person_id: None }
    }

    /// Filters of the table of people that an administrator keeps under a name, which the log does not hold.
    #[must_use]
    pub fn saved_filter(id: i64) -> Self {
        Self { text: format!("saved_filter:{id}"), account_id: None, person_id: None }
    }

    /// The columns of the table of people, as the actor sees it.
    #[must_use]
    pub fn desk_columns() -> Self {
        Self { text: "desk_columns".to_owned(), account_id: None, person_id: None }
    }

    /// A webhook; its address may hold a secret, and stands in no log.
    #[must_use]
    pub fn webhook(id: i64) -> Self {
        Self { text: format!("webhook:{id}"), account_id: None, person_id: None }
    }

    /// An import of people, by its number.
    #[must_use]
    pub fn import(id: i64) -> Self {
        Self { text: format!("import:{id}"), account_id: None, person_id: None }
    }

    /// So many people at once.
    #[must_use]
    pub fn people(number: i64) -> Self {
        Self { text: format!("people:{number}"), account_id: None, person_id: None }
    }
}

/// What a line about a change says beside whose it was.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChangeNote<'a> {
    /// The names of the fields that were changed. Their values never stand in the log.
    pub fields: &'a [&'static str],
    /// The reason of the change: a key of a closed list.
    pub reason: Option<&'static str>,
}

/// Writes a line, in the transaction of the action: immediately before its commit, when the line is chained to the one
/// before. `action` is a stable key such as `account.suspended`.
pub fn record(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    subject: &Subject,
) -> Ready<AppResult<()>> {
    record_change(state, conn, actor, action, subject, ChangeNote::default())
}

/// As [`record`], with the reason of the action: a key of a closed list, because the log outlives its subjects.
pub fn record_because(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    subject: &Subject,
    reason: Option<SuspensionReason>,
) -> Ready<AppResult<()>> {
    let note = ChangeNote { reason: reason.map(SuspensionReason::key), ..ChangeNote::default() };
    record_change(state, conn, actor, action, subject, note)
}

/// As [`record`], with what was changed and why.
pub fn record_change(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    subject: &Subject,
    note: ChangeNote<'_>,
) -> Ready<AppResult<()>> {
    let fields = (!note.fields.is_empty()).then(|| note.fields.join(","));
    add(state, conn, actor, action, subject, note.reason.map(str::to_owned), fields)
}

/// A line about people who were taken out of the site: by which filters, with which columns (names of both) and, in the
/// words of the administrator, what for.
pub fn record_export(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    subject: &Subject,
    filters: &[&'static str],
    columns: &[&'static str],
    purpose: &str,
) -> Ready<AppResult<()>> {
    let filters = filters.iter().map(|filter| format!("{FILTER_MARK}{filter}"));
    let fields: Vec<String> = filters.chain(columns.iter().map(|column| (*column).to_owned())).collect();
    let purpose = (!purpose.is_empty()).then(|| purpose.to_owned());
    add(state, conn, actor, EXPORTED, subject, purpose, Some(fields.join(",")))
}

/// The action of a line about people who were taken out of the site; its reason is the purpose.
pub const EXPORTED: &str = "people.exported";
/// What stands before the name of a filter among the fields of such a line.
pub const FILTER_MARK: &str = "filter.";

fn add(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    subject: &Subject,
    reason: Option<String>,
    fields: Option<String>,
) -> Ready<AppResult<()>> {
    let (actor_account_id, name) = names(actor, subject);
    let line = NewLine {
        at: state.clock.now(),
        actor_account_id,
        actor: name.to_owned(),
        action: action.to_owned(),
        subject: subject.text.clone(),
        origin: actor.origin(),
        reason,
        fields,
    };
    ready(audit_chain::add(conn, line))
}

/// The account of an actor and what kind of actor it is, readable without the account.
fn names(actor: &Actor, subject: &Subject) -> (Option<i64>, &'static str) {
    match actor.who() {
        ActorKind::Account(account) => {
            let own_person = account.person_id.is_some() && subject.person_id == account.person_id;
            let owner = own_person || subject.account_id == Some(account.id);
            (Some(account.id), if owner { "owner" } else { account.role.key() })
        }
        ActorKind::Applicant { account_id } | ActorKind::LinkHolder { account_id } => (Some(*account_id), "owner"),
        ActorKind::AddressHolder => (None, "holder of the address"),
        ActorKind::CommandLine => (None, "command line"),
        ActorKind::Job => (None, "job"),
        ActorKind::Anonymous => (None, "visitor"),
    }
}

/// The newest lines, newest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn newest(state: &AppState, actor: &Actor, limit: i64) -> AppResult<Vec<StoredLine>> {
    actor.require(Capability::ReadAudit)?;
    audit::newest(&mut state.db.read().await?, limit).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::access::Role, server::context::ViewerAccount};

    #[test]
    fn an_account_is_the_owner_of_its_own_and_its_role_elsewhere() {
        let account = ViewerAccount {
            id: 7,
            session_id: 1,
            token: None,
            person_id: Some(3),
            role: Role::Administrator,
            trusted: true,
        };
        let actor = Actor::command_line().acting_as(ActorKind::Account(account));
        for own in [Subject::account(7), Subject::person(3), Subject::of_account(7, "code:MACAS0001F".to_owned())] {
            assert_eq!(names(&actor, &own), (Some(7), "owner"), "{}", own.text);
        }
        for other in [Subject::account(3), Subject::person(7), Subject::mail(7)] {
            assert_eq!(names(&actor, &other), (Some(7), "administrator"), "{}", other.text);
        }
        assert_eq!(names(&Actor::command_line(), &Subject::person(3)), (None, "command line"));
        let holder = actor.acting_as(ActorKind::LinkHolder { account_id: 9 });
        assert_eq!(names(&holder, &Subject::account(9)), (Some(9), "owner"));
    }
}
