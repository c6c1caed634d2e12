//! How far announcements are: mails written, sent, failed, and who got none.

use std::collections::HashMap;

use super::Announcement;
use crate::{
    domain::{access::Capability, admin::MailState, announcement::RecipientOutcome, search::cursor::Cursor},
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        repositories::admin::{announcement_recipients, announcements, listed_people::codes_of_people},
        services::admin::list_page::{ListPage, READ},
        state::AppState,
    },
};

/// How many of the newest announcements are listed.
const NEWEST: i64 = 50;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnouncementLine {
    pub announcement: Announcement,
    /// The address of the administrator; none when the account is gone.
    pub email: Option<String>,
}

/// How many mails of an announcement are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MailCounts {
    pub waiting: i64,
    /// The provider took them.
    pub sent: i64,
    /// The provider refused them.
    pub failed: i64,
    /// They were not to be sent any more when their turn came.
    pub withdrawn: i64,
}

/// How an announcement went, or goes.
#[derive(Debug, Clone)]
pub struct AnnouncementReport {
    pub announcement: Announcement,
    pub mails: MailCounts,
    /// How many people got none, by the reason.
    pub reasons: Vec<(RecipientOutcome, i64)>,
    /// Who they are.
    pub left_out: ListPage<LeftOut>,
}

/// A person who got no mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    person_id: i64,
    /// None when the person was erased meanwhile.
    pub code: Option<String>,
    pub outcome: RecipientOutcome,
}

/// The newest announcements that began, newest first.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn newest(state: &AppState, actor: &Actor) -> AppResult<Vec<AnnouncementLine>> {
    actor.require(Capability::ManagePeople)?;
    let rows = announcements::newest(&mut state.db.read().await?, NEWEST).await?;
    rows.into_iter()
        .map(|(row, email)| Ok(AnnouncementLine { announcement: Announcement::of(state, row)?, email }))
        .collect()
}

/// The report of an announcement that began, with the page of a cursor of those who got no mail.
///
/// # Errors
/// `NotFound` for an unknown number, `Forbidden` without the capability.
pub async fn report(state: &AppState, actor: &Actor, id: i64, cursor: Option<Cursor>) -> AppResult<AnnouncementReport> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let row = announcements::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let announcement = Announcement::of(state, row)?;
    let mails = MailCounts::of(announcement_recipients::mail_states(&mut conn, id).await?);
    let reasons = announcement_recipients::reasons(&mut conn, id).await?;
    let reasons = reasons.into_iter().map(|(key, count)| Ok((outcome(&key)?, count))).collect::<AppResult<_>>()?;
    let rows = announcement_recipients::left_out_people(&mut conn, id, cursor, READ).await?;
    let people: Vec<i64> = rows.iter().map(|(person, _)| *person).collect();
    let mut codes: HashMap<i64, String> = codes_of_people(&mut conn, &people).await?.into_iter().collect();
    let left_out = rows
        .into_iter()
        .map(|(person_id, key)| Ok(LeftOut { person_id, code: codes.remove(&person_id), outcome: outcome(&key)? }))
        .collect::<AppResult<Vec<_>>>()?;
    let left_out = ListPage::new(left_out, cursor, |left_out| left_out.person_id);
    Ok(AnnouncementReport { announcement, mails, reasons, left_out })
}

impl MailCounts {
    fn of(states: Vec<(String, i64)>) -> Self {
        let mut counts = Self::default();
        for (key, count) in states {
            let counted = match MailState::from_key(&key) {
                Some(MailState::Waiting) => &mut counts.waiting,
                Some(MailState::Sent) => &mut counts.sent,
                Some(MailState::Failed) | None => &mut counts.failed,
                Some(MailState::Expired | MailState::Withdrawn) => &mut counts.withdrawn,
            };
            *counted += count;
        }
        counts
    }
}

fn outcome(key: &str) -> AppResult<RecipientOutcome> {
    RecipientOutcome::from_key(key).ok_or_else(|| AppError::internal("an unknown outcome of an announcement"))
}
