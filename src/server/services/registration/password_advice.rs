//! What is said of a password before the form is sent.

use super::FormRequest;
use super::drafts;
use crate::{
    domain::{
        field_error::FieldError,
        registration::{FormStep as _, FormValues, RegistrationDraft, Step, fields as f},
    },
    server::{error::AppResult, services::accounts::new_password, state::AppState},
};

/// What is wrong with a password, judged like the form does when it is sent, with the words this visitor has typed so
/// far; `None` when it will do.
///
/// # Errors
/// `TooManyRequests` when this network asks too often.
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
    let personal = names.into_iter().flatten().chain(sent_along).collect();
    let password = sent.first(f::PASSWORD);
    let errors = new_password::judge(password, password, personal).await?;
    Ok(errors.get(f::PASSWORD).cloned())
}
