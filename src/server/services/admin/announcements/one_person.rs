//! Writing to one of the people.

use chrono::{NaiveDate, TimeDelta};

use super::Announcement;
use crate::{
    domain::{
        accounts::no_address::is_placeholder,
        announcement::{Addressee, RecipientOutcome},
        lang::Lang,
    },
    server::{
        db::Conn,
        error::AppResult,
        mails::Message,
        repositories::admin::announcement_recipients::{self, AddresseeRow},
        security::unsubscribe::unsubscribe_link,
        services::mail::{self, Recipient},
        state::AppState,
    },
};

/// What decides whether this person is written to.
pub(super) fn addressee(person: &AddresseeRow) -> Addressee {
    Addressee {
        has_address: !is_placeholder(&person.email),
        confirmed: person.email_confirmed_at.is_some(),
        active: person.state == "active",
        demo: person.demo,
        news: person.news,
    }
}

/// Notes what becomes of a person, and writes the mail if there is one: it leaves after `wait`. In a transaction of the
/// caller, who holds the announcement. Says whether a mail was written.
pub(super) async fn write(
    state: &AppState,
    conn: &mut Conn,
    announcement: &Announcement,
    person: &AddresseeRow,
    today: NaiveDate,
    wait: TimeDelta,
) -> AppResult<bool> {
    let (id, kind) = (announcement.id, announcement.kind);
    let reads = Lang::from_code(&person.language).unwrap_or_default();
    let lang = announcement.texts.language_for(reads);
    let mut outcome = addressee(person).left_out(kind).unwrap_or(RecipientOutcome::Written);
    if outcome == RecipientOutcome::Written
        && !announcement_recipients::take_day(conn, id, person.person_id, kind.key(), today).await?
    {
        outcome = RecipientOutcome::SameDay;
    }
    // The row comes before the mail: of two attempts, the second one finds it and writes nothing.
    let is_first = announcement_recipients::add_recipient(conn, id, person.person_id, outcome).await?;
    let Some(lang) = lang.filter(|_| is_first && outcome == RecipientOutcome::Written) else { return Ok(false) };
    let text = announcement.texts.of(lang).filled(lang, &person.first_name, &person.code);
    let link = unsubscribe_link(&state.security.unsubscribe, &state.config.base_url, person.account_id);
    let message = Message::Announcement { kind, text: &text, unsubscribe: kind.can_be_unsubscribed().then_some(&link) };
    let recipient = Recipient { account_id: person.account_id, address: &person.email, lang };
    let mail_id = mail::write_to(state, conn, recipient, wait, &message).await?;
    announcement_recipients::set_mail(conn, id, person.person_id, mail_id).await?;
    Ok(true)
}
