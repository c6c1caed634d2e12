//! Writing an announcement, and reading it as it will be sent.

use std::sync::Arc;

use super::{Announcement, DRAFT_KEPT, audience::audience, own, sealed};
use crate::{
    domain::{
        access::Capability,
        accounts::no_address::is_placeholder,
        announcement::{AnnouncementAnswer, AnnouncementAudience, AnnouncementKind, AnnouncementTexts},
        group_action::GroupActionState,
        lang::Lang,
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{accounts::account, admin::announcements},
        services::admin::{
            long_work::{self, people_set},
            people_list::PersonLine,
        },
        state::AppState,
    },
};

/// What the page of a draft shows.
#[derive(Debug, Clone)]
pub struct AnnouncementDraft {
    pub announcement: Announcement,
    /// The first people.
    pub people: Vec<PersonLine>,
    /// Who gets it, once it is complete, as it was a moment ago.
    pub audience: Option<Arc<AnnouncementAudience>>,
    /// The address that a test mail goes to; none without one.
    pub own_address: Option<String>,
}

/// What an administrator typed.
#[derive(Debug, Clone)]
pub struct TypedAnnouncement {
    pub kind: AnnouncementKind,
    pub texts: AnnouncementTexts,
    /// One of the speeds.
    pub per_minute: u32,
}

/// The draft with this number; none when it began.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` when it is another administrator's or too old.
pub async fn draft(state: &AppState, actor: &Actor, lang: Lang, id: i64) -> AppResult<Option<AnnouncementDraft>> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let mut conn = state.db.read().await?;
    let row = announcements::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    if row.state != GroupActionState::Draft.key() {
        return Ok(None);
    }
    if row.account_id != Some(account_id) || row.created_at < state.clock.now() - DRAFT_KEPT {
        return Err(AppError::NotFound);
    }
    let announcement = Announcement::of(state, row)?;
    let packed = announcements::people(&mut conn, id).await?.unwrap_or_default();
    let people = long_work::named_people(state, &mut conn, lang, &packed).await?;
    let audience = if announcement.is_complete() {
        let counting = counted(state, &mut conn, &announcement, &packed);
        Some(state.caches.audiences.get_or_load((id, announcement.version), counting).await?)
    } else {
        None
    };
    let own_address = account::email_of(&mut conn, account_id).await?.filter(|email| !is_placeholder(email));
    Ok(Some(AnnouncementDraft { announcement, people, audience, own_address }))
}

async fn counted(
    state: &AppState,
    conn: &mut Conn,
    announcement: &Announcement,
    packed: &[u8],
) -> AppResult<Arc<AnnouncementAudience>> {
    Ok(Arc::new(audience(state, conn, announcement, &people_set::unpack(packed, 0)?).await?))
}

/// Stores what was typed, whether it can be sent or not.
///
/// # Errors
/// As [`draft`].
pub async fn save(state: &AppState, actor: &Actor, id: i64, typed: TypedAnnouncement) -> AppResult<AnnouncementAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let state = state.clone();
    transaction!(state, |conn| {
        let mut announcement = own(&state, conn, account_id, id).await?;
        if announcement.state != GroupActionState::Draft {
            return Ok(AnnouncementAnswer::Unchanged);
        }
        let texts = sealed(&state, &typed.texts)?;
        announcements::change(conn, id, typed.kind.key(), &texts, typed.per_minute.into(), state.clock.now()).await?;
        announcement.texts = typed.texts;
        if announcement.is_complete() { AnnouncementAnswer::Saved } else { AnnouncementAnswer::Incomplete }
    })
}
