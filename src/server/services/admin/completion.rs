//! Asking people by mail to complete their profiles.

use chrono::TimeDelta;

use super::audit_log::{self, Subject};
use crate::{
    domain::{
        accounts::no_address::is_placeholder, group_action::Outcome, module::Module, profiles::completeness::score,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        mails::Message,
        repositories::{accounts::account, mail::outbox, profiles::people},
        services::{mail, profiles::completeness},
        state::AppState,
    },
};

/// At most one such mail to a person in this time.
const AT_MOST_EVERY: TimeDelta = TimeDelta::days(1);
/// The score of a profile that lacks nothing.
const COMPLETE: u8 = 100;

/// Mails a person that answers are missing, in a transaction of the caller, who has asked for the capability. A
/// person is asked once a day at most, and not when nothing is missing.
///
/// # Errors
/// `NotFound` for a person who is not there.
pub(super) async fn ask_within(state: &AppState, conn: &mut Conn, actor: &Actor, person_id: i64) -> AppResult<Outcome> {
    let account_id = people::account_of(conn, person_id).await?.ok_or(AppError::NotFound)?;
    // Locked: of two at once the second sees the mail of the first.
    let account = account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
    if !account.is_active() {
        return Ok(Outcome::AccountSuspended);
    }
    if account.demo {
        return Ok(Outcome::DemoAccount);
    }
    if is_placeholder(&account.email) {
        return Ok(Outcome::NoAddress);
    }
    let since = state.clock.now() - AT_MOST_EVERY;
    if outbox::count_since(conn, account_id, &[Message::Completion.kind()], since).await? > 0 {
        return Ok(Outcome::AskedToday);
    }
    if lacks_nothing(state, conn, person_id).await? {
        return Ok(Outcome::Complete);
    }
    mail::post(state, conn, &account, None, &Message::Completion).await?;
    audit_log::record(state, conn, actor, "profile.completion_asked", &Subject::person(person_id)).await?;
    Ok(Outcome::Changed)
}

/// Whether every profile of a person has all points.
async fn lacks_nothing(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    for module in Module::ALL {
        let points = completeness::of_person(state, conn, person_id, module).await?;
        if !points.is_empty() && score(&points) < COMPLETE {
            return Ok(false);
        }
    }
    Ok(true)
}
