//! What is done to one of the people: the same as from the page about them.

use chrono::NaiveDateTime;

use super::GroupAction;
use crate::{
    domain::group_action::{GroupActionKind, Outcome},
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::{admin::audit, files::FileRow, profiles::people},
        services::admin::{
            audit_log::Subject,
            completion::ask_within,
            erasure::erase_within,
            people::{StateChange, approve_within, reactivate_within, suspend_within},
        },
        state::AppState,
    },
};

/// Lines of the audit log about a person who is suspended or let in again.
const STATE_LINES: [&str; 2] = ["account.suspended", "account.reactivated"];

/// Does it in a transaction of the caller. `undone_from` is when the action began that this one takes back: a person who
/// was changed by others since then stays so. Files that are erased with a person are answered: their contents are to be
/// removed after the commit.
pub(super) async fn act(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &GroupAction,
    undone_from: Option<NaiveDateTime>,
    person_id: i64,
) -> AppResult<(Outcome, Vec<FileRow>)> {
    if people::account_of(conn, person_id).await?.is_none() {
        return Ok((Outcome::Gone, Vec::new()));
    }
    if let Some(since) = undone_from
        && changed_since(conn, person_id, since).await?
    {
        return Ok((Outcome::ChangedSince, Vec::new()));
    }
    let change = match action.kind {
        GroupActionKind::Suspend => suspend_within(state, conn, actor, person_id, action.reason).await?,
        GroupActionKind::Reactivate => reactivate_within(state, conn, actor, person_id).await?,
        GroupActionKind::Approve => approve_within(state, conn, actor, person_id).await?,
        // In boxes of their own: these two are much larger than the others.
        GroupActionKind::Ask => {
            return Ok((Box::pin(ask_within(state, conn, actor, person_id)).await?, Vec::new()));
        }
        GroupActionKind::Delete => {
            let (change, files) = Box::pin(erase_within(state, conn, actor, person_id)).await?;
            return Ok((outcome(change), files));
        }
    };
    Ok((outcome(change), Vec::new()))
}

/// Whether a person was suspended or let in again more often than once since an action began that did it once.
async fn changed_since(conn: &mut Conn, person_id: i64, began: NaiveDateTime) -> AppResult<bool> {
    let subject = Subject::person(person_id);
    Ok(audit::count_since(conn, subject.as_str(), &STATE_LINES, began).await? > 1)
}

const fn outcome(change: StateChange) -> Outcome {
    match change {
        StateChange::Done => Outcome::Changed,
        StateChange::Unchanged => Outcome::Unchanged,
        StateChange::OwnAccount => Outcome::OwnAccount,
        StateChange::LastAdministrator => Outcome::LastAdministrator,
        StateChange::NotAMinor => Outcome::NotAMinor,
    }
}
