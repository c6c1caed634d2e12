//! What is said of a password before the form is sent.

use super::FormRequest;
use super::drafts;
use crate::{
    domain::{
        field_error::FieldError,
        registration::{FormStep as _, FormValues, RegistrationDraft, Step, fields as f},
        typed::first_characters,
    },
    server::{error::AppResult, state::AppState},
};

/// Characters of the password and of each of the visitor's words that are looked at; longer than any that is taken.
const LONGEST: usize = 600;

/// What is wrong with a password, judged like the form does when it is sent, with the words this visitor has typed so
/// far; `None` when it will do.
///
/// # Errors
/// `TooManyRequests` when this network asks too often, `Unavailable` when too many ask.
pub async fn password_advice(
    state: &AppState,
    request: &FormRequest,
    sent: &FormValues,
) -> AppResult<Option<FieldError>> {
    request.actor.counted(|address| state.security.rate_limits.password_advice(address))?;
    let draft = {
        let mut conn = state.db.read().await?;
        drafts::find::<RegistrationDraft>(state, &mut conn, Step::FORM, request).await?
    };
    let names =
        draft.map(|draft| [f::FIRST_NAME, f::LAST_NAME].map(|name| draft.content.values.first(name).to_owned()));
    // A form that asks the names on the same page sends them along.
    let sent_along = [f::EMAIL, f::FIRST_NAME, f::LAST_NAME].map(|name| sent.first(name).to_owned());
    let personal =
        names.into_iter().flatten().chain(sent_along).map(|text| first_characters(&text, LONGEST).to_owned());
    // One character too many is as wrong as thousands.
    let password = first_characters(sent.first(f::PASSWORD), LONGEST).to_owned();
    Ok(state.security.passwords.advise(password, personal.collect()).await?.err())
}
