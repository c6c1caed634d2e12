//! What administrators do to many people at once: prepared from a selection, confirmed on a page of its own, done by a
//! job that can be killed at any moment, reported, and taken back where that is possible.
//!
//! The people are those the selection had when it was prepared: what the confirmation counts is what is done. A job goes
//! through them by ascending `people.id`, a few in each transaction, which stores their results and how far it is
//! together with the changes themselves. So no person is done twice, and other writers wait for one small transaction.

mod begin;
mod cancel;
mod housekeeping;
mod one_person;
mod prepare;
mod report;
mod undo;
mod work;

pub use self::{
    begin::{Begun, begin},
    cancel::{cancel, cancel_with_its_job},
    housekeeping::purge,
    prepare::{Draft, draft, prepare},
    report::{GroupActionLine, Refused, Report, newest, report},
    undo::{Undone, undo},
    work::{SLICE, Slice, failed, work},
};

use std::net::IpAddr;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{
    audit_log::{self, ChangeNote, Subject},
    selection::filters_in_use,
};
use crate::{
    domain::{
        admin::SuspensionReason,
        group_action::{GroupActionKind, GroupActionState},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::admin::group_actions::GroupActionRow,
        services::operations::jobs::{self, JobKind},
        state::AppState,
    },
};

/// What the job is about. The address of the administrator is what the lines of the audit log say.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct GroupActionJob {
    pub group_action: i64,
    pub client_ip: Option<IpAddr>,
}

/// An action on many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupAction {
    pub id: i64,
    pub kind: GroupActionKind,
    pub state: GroupActionState,
    /// Of a suspension.
    pub reason: Option<SuspensionReason>,
    /// The query of an address, in which private values are empty; none of people who were ticked.
    pub filters: Option<String>,
    /// The action that it takes back.
    pub undoes: Option<i64>,
    pub total: i64,
    pub changed: i64,
    pub unchanged: i64,
    /// UTC; none of a draft.
    pub started_at: Option<NaiveDateTime>,
    /// UTC.
    pub finished_at: Option<NaiveDateTime>,
}

impl GroupAction {
    fn of(row: GroupActionRow) -> AppResult<Self> {
        let unknown = || AppError::internal("a group action of an unknown kind or state");
        Ok(Self {
            id: row.id,
            kind: GroupActionKind::from_key(&row.kind).ok_or_else(unknown)?,
            state: GroupActionState::from_key(&row.state).ok_or_else(unknown)?,
            reason: row.reason.as_deref().and_then(SuspensionReason::from_key),
            filters: row.filters,
            undoes: row.undoes,
            total: row.total,
            changed: row.changed,
            unchanged: row.unchanged,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state == GroupActionState::Running
    }

    /// Whether it is over, so that it can be taken back.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.state, GroupActionState::Done | GroupActionState::Cancelled | GroupActionState::Stopped)
    }
}

/// The action of the line in the audit log that an administrator asked for this.
const fn audited(kind: GroupActionKind) -> &'static str {
    match kind {
        GroupActionKind::Suspend => "people.suspended",
        GroupActionKind::Reactivate => "people.reactivated",
        GroupActionKind::Approve => "people.approved",
        GroupActionKind::Ask => "people.completion_asked",
        GroupActionKind::Delete => "people.deleted",
    }
}

/// Enqueues the job of an action that begins, and notes who asked for it: one line beside those of each person.
async fn set_off(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    action: &GroupAction,
    reason: Option<SuspensionReason>,
) -> AppResult<()> {
    let filters = filters_in_use(action.filters.as_deref().unwrap_or_default());
    let note = ChangeNote { fields: &filters, reason: reason.map(SuspensionReason::key) };
    let subject = Subject::group_action(action.id, action.total);
    audit_log::record_change(state, conn, actor, audited(action.kind), &subject, note).await?;
    let job = GroupActionJob { group_action: action.id, client_ip: actor.client_ip() };
    jobs::enqueue(state, conn, JobKind::GroupAction, None, &job).await
}
