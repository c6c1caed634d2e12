//! What is done to one of the people: the same as from the page about them.

use crate::{
    domain::{
        admin::SuspensionReason,
        group_action::{GroupActionKind, Outcome},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::{files::FileRow, profiles::people},
        services::admin::{
            completion::ask_within,
            erasure::erase_within,
            people::{StateChange, approve_within, reactivate_within, suspend_within},
        },
        state::AppState,
    },
};

/// Does it in a transaction of the caller. Files that are erased with a person are answered: their contents are to be
/// removed after the commit.
pub(super) async fn act(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    kind: GroupActionKind,
    reason: Option<SuspensionReason>,
    person_id: i64,
) -> AppResult<(Outcome, Vec<FileRow>)> {
    if people::account_of(conn, person_id).await?.is_none() {
        return Ok((Outcome::Gone, Vec::new()));
    }
    let change = match kind {
        GroupActionKind::Suspend => suspend_within(state, conn, actor, person_id, reason).await?,
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

const fn outcome(change: StateChange) -> Outcome {
    match change {
        StateChange::Done => Outcome::Changed,
        StateChange::Unchanged => Outcome::Unchanged,
        StateChange::OwnAccount => Outcome::OwnAccount,
        StateChange::LastAdministrator => Outcome::LastAdministrator,
        StateChange::NotAMinor => Outcome::NotAMinor,
    }
}
