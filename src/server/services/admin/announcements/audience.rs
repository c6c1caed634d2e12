//! Who would get an announcement as it is now: counted before it begins.

use std::collections::HashSet;

use super::{Announcement, one_person::addressee};
use crate::{
    domain::{
        announcement::{AnnouncementAudience, RecipientOutcome},
        lang::Lang,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::admin::announcement_recipients::{addressees, written_on},
        state::AppState,
    },
};

/// People read by one query.
const AT_ONCE: usize = 1_000;

/// Counts these people for an announcement that is complete.
pub(super) async fn audience(
    state: &AppState,
    conn: &mut Conn,
    announcement: &Announcement,
    people: &[i64],
) -> AppResult<AnnouncementAudience> {
    let (kind, today) = (announcement.kind, state.clock.today());
    let languages = announcement.texts.languages().into_iter().map(|lang| (lang, 0)).collect();
    let mut audience = AnnouncementAudience { mails: languages, ..AnnouncementAudience::default() };
    for ids in people.chunks(AT_ONCE) {
        let same_day: HashSet<i64> = written_on(conn, kind.key(), today, ids).await?.into_iter().collect();
        let found = addressees(conn, ids).await?;
        audience.gone += u64::try_from(ids.len().saturating_sub(found.len())).unwrap_or_default();
        for person in &found {
            let same_day = same_day.contains(&person.person_id).then_some(RecipientOutcome::SameDay);
            let lang = Lang::from_code(&person.language).unwrap_or_default();
            match (addressee(person).left_out(kind).or(same_day), announcement.texts.language_for(lang)) {
                (Some(reason), _) => AnnouncementAudience::count(&mut audience.left_out, reason),
                (None, Some(lang)) => AnnouncementAudience::count(&mut audience.mails, lang),
                (None, None) => {}
            }
        }
    }
    audience.left_out.sort_unstable_by_key(|(reason, _)| reason.key());
    Ok(audience)
}
