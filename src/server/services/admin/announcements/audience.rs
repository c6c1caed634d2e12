//! Who would get an announcement as it is now: counted before it begins.

use std::collections::HashSet;

use super::{Announcement, one_person::addressee};
use crate::{
    domain::{announcement::RecipientOutcome, lang::Lang},
    server::{
        db::Conn,
        error::AppResult,
        repositories::admin::announcement_recipients::{addressees, written_on},
        state::AppState,
    },
};

/// People read by one query.
const AT_ONCE: usize = 1_000;

/// How many people get an announcement in which language, and how many do not get it and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnouncementAudience {
    /// The languages it is written in.
    pub mails: Vec<(Lang, u64)>,
    /// The reasons that there are.
    pub left_out: Vec<(RecipientOutcome, u64)>,
    /// People who were erased since they were chosen.
    pub gone: u64,
}

impl AnnouncementAudience {
    /// How many people get it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.mails.iter().map(|(_, count)| count).sum()
    }

    fn count<K: PartialEq>(counts: &mut Vec<(K, u64)>, key: K) {
        match counts.iter_mut().find(|(counted, _)| *counted == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }
}

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
