//! Mails of administrators to many people: prepared from a selection, written and read as a draft, tried out, begun on
//! its page, written by a job that can be killed at any moment, counted as they leave.
//!
//! The people are those the selection had when it was prepared. The job goes through them by ascending `people.id`, a few
//! in each transaction: it notes what becomes of a person, once, takes the person's turn of the day, and only then writes
//! the mail. So each person gets an announcement once, and one of a kind a day, whatever dies in between.

mod audience;
mod begin;
mod cancel;
mod draft;
mod housekeeping;
mod one_person;
mod prepare;
mod report;
mod trial;
mod work;

pub use self::{
    begin::begin,
    cancel::{cancel, cancel_with_its_job},
    draft::{AnnouncementDraft, TypedAnnouncement, draft, save},
    housekeeping::purge,
    prepare::prepare,
    report::{AnnouncementLine, AnnouncementReport, LeftOut, MailCounts, newest, report},
    trial::{SAMPLE_CODE, try_out},
    work::{failed, work},
};

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        announcement::{AnnouncementKind, AnnouncementTexts, TextProblem},
        group_action::GroupActionState,
        lang::Lang,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::admin::announcements::{self, AnnouncementRow},
        state::AppState,
    },
};

/// A draft that does not begin is forgotten after this time.
const DRAFT_KEPT: TimeDelta = TimeDelta::days(1);

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct AnnouncementJob {
    pub announcement: i64,
}

/// A mail to many people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    pub id: i64,
    pub kind: AnnouncementKind,
    pub state: GroupActionState,
    pub texts: AnnouncementTexts,
    /// Counts the changes of the draft.
    pub version: i64,
    /// How many mails a minute may leave.
    pub per_minute: u32,
    /// The query of an address, in which private values are empty; none of people who were ticked.
    pub filters: Option<String>,
    pub total: i64,
    /// How many people a mail was written to.
    pub written: i64,
    /// How many people got none.
    pub left_out: i64,
    /// UTC; none of a draft.
    pub started_at: Option<NaiveDateTime>,
    /// UTC. When the last mail was written, not when it left.
    pub finished_at: Option<NaiveDateTime>,
}

impl Announcement {
    fn of(state: &AppState, row: AnnouncementRow) -> AppResult<Self> {
        let unknown = || AppError::internal("an announcement of an unknown kind or state");
        let texts = state.security.keyring.decrypt(&row.texts_encrypted)?;
        Ok(Self {
            id: row.id,
            kind: AnnouncementKind::from_key(&row.kind).ok_or_else(unknown)?,
            state: GroupActionState::from_key(&row.state).ok_or_else(unknown)?,
            texts: serde_json::from_slice(&texts).map_err(AppError::internal)?,
            version: row.version,
            per_minute: u32::try_from(row.per_minute).map_err(AppError::internal)?,
            filters: row.filters,
            total: row.total,
            written: row.written,
            left_out: row.left_out,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
    }

    /// What is wrong with the text of a language, French first.
    #[must_use]
    pub fn problems(&self) -> Vec<(Lang, TextProblem)> {
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, self.texts.of(lang).problem()?))).collect()
    }

    /// Whether it is written in a language, and nothing is wrong.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.texts.languages().is_empty() && self.problems().is_empty()
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state == GroupActionState::Running
    }
}

/// The texts as they are stored.
fn sealed(state: &AppState, texts: &AnnouncementTexts) -> AppResult<Vec<u8>> {
    let plain = serde_json::to_vec(texts).map_err(AppError::internal)?;
    Ok(state.security.keyring.encrypt(&plain))
}

/// An announcement that an administrator prepared and may still change or begin, locked. It may have begun already.
async fn own(state: &AppState, conn: &mut Conn, account_id: i64, id: i64) -> AppResult<Announcement> {
    let row = announcements::lock(conn, id).await?.ok_or(AppError::NotFound)?;
    if row.account_id != Some(account_id) {
        return Err(AppError::NotFound);
    }
    let too_old = row.created_at < state.clock.now() - DRAFT_KEPT;
    let announcement = Announcement::of(state, row)?;
    if announcement.state == GroupActionState::Draft && too_old {
        return Err(AppError::NotFound);
    }
    Ok(announcement)
}
