//! Files of a form that is being filled in.

use super::{Presence, Pressed, SentForm, Taken, press, take};
use crate::{
    domain::registration::{FormDraft, FormPlace},
    server::{
        error::{AppError, AppResult},
        services::{
            files::{FileOwner, posters},
            registration::{FINISH, FormRequest, SKIP, StoredForm, drafts, save_step},
        },
        state::AppState,
    },
};

/// Stores files and answers in the visitor's draft, which begins with them if need be, and says where to go: on only
/// when a button for that was pressed and no file was refused. From now on the request's token leads to the draft, whose
/// beginning [`drafts::count_begin`] has counted. Files that are not begun when the client hangs up are left out.
///
/// # Errors
/// `Unavailable` when too many files are worked on.
pub async fn store_in_draft<S: StoredForm>(
    state: &AppState,
    request: &mut FormRequest,
    sent: SentForm,
    client: &Presence,
) -> AppResult<(Taken, FormPlace<S>)> {
    let SentForm { files, values } = sent;
    let mut values = S::received(values);
    let counted = FormRequest { actor: request.actor.already_counted(), ..request.clone() };
    let begun = drafts::change::<FormDraft<S>>(state, S::FORM, &counted, |_| {}).await?;
    if begun.new_token.is_some() {
        request.draft_token = begun.new_token;
    }
    let owner = own_draft::<S>(state, request).await?;
    let taken = take(state, &request.actor, owner, files, &values, client).await?;
    posters::adopt(state, &request.actor, owner, &mut values).await?;
    let Some(step) = S::from_key(values.first("step")) else { return Ok((taken, FormPlace::Start)) };
    let place = match press(step, &mut values, &["next", "back", SKIP, FINISH]) {
        Pressed::Leave => save_step::<S>(state, request, &values).await?.place,
        Pressed::Nothing => FormPlace::Step(step),
        Pressed::Stay(place) => {
            drafts::change::<FormDraft<S>>(state, S::FORM, request, |draft| draft.take(step, &values)).await?;
            place
        }
    };
    posters::discard_unused(state, &request.actor, owner, &values).await?;
    let place = if taken.errors.is_empty() { place } else { FormPlace::Errors(step) };
    Ok((taken, place))
}

async fn own_draft<S: StoredForm>(state: &AppState, request: &FormRequest) -> AppResult<FileOwner> {
    let mut conn = state.db.read().await?;
    let draft = drafts::find::<FormDraft<S>>(state, &mut conn, S::FORM, request).await?;
    draft.map(|draft| FileOwner::Draft(draft.row.id)).ok_or(AppError::NotFound)
}
