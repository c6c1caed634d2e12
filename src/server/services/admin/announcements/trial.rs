//! Trying an announcement out: the administrator gets it as people will.

use chrono::TimeDelta;

use super::own;
use crate::{
    domain::{
        access::Capability, accounts::no_address::is_placeholder, announcement::AnnouncementAnswer,
        group_action::GroupActionState,
    },
    i18n::{Locale, td_string},
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        mails::Message,
        repositories::{accounts::account, mail::outbox},
        services::{
            admin::audit_log::{self, Subject},
            mail::{self, Recipient},
        },
        state::AppState,
    },
};

/// Test mails an hour, of which an announcement in three languages takes three.
const MOST_TESTS: i64 = 30;

/// The code that stands for the one of each person.
pub const SAMPLE_CODE: &str = "MACAS0001F";

/// Writes the draft to the actor's own address, in each of its languages, as to a person with a name of the catalogue.
///
/// # Errors
/// `Forbidden` without the capability, `NotFound` when the draft is another administrator's or too old.
pub async fn try_out(state: &AppState, actor: &Actor, id: i64) -> AppResult<AnnouncementAnswer> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let announcement = own(&state, conn, account_id, id).await?;
        if announcement.state != GroupActionState::Draft {
            return Ok(AnnouncementAnswer::Unchanged);
        }
        if !announcement.is_complete() {
            return Ok(AnnouncementAnswer::Incomplete);
        }
        let account = account::access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if is_placeholder(&account.email) {
            return Ok(AnnouncementAnswer::NoOwnAddress);
        }
        let since = state.clock.now() - TimeDelta::hours(1);
        if outbox::count_since(conn, account_id, &["announcement_test"], since).await? >= MOST_TESTS {
            return Ok(AnnouncementAnswer::TooManyTests);
        }
        for lang in announcement.texts.languages() {
            let name = td_string!(Locale::from(lang), announcement.sample_name);
            let text = announcement.texts.of(lang).filled(lang, name, SAMPLE_CODE);
            let recipient = Recipient { account_id, address: &account.email, lang };
            let message = Message::AnnouncementTest { text: &text };
            mail::write_to(&state, conn, recipient, TimeDelta::zero(), &message).await?;
        }
        audit_log::record(&state, conn, &actor, "announcement.tested", &Subject::announcement(id, announcement.total))
            .await?;
        AnnouncementAnswer::Tested
    })
}
