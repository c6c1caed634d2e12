//! Files of a person who has the profile. They come and go at once; what else was typed is stored by the button
//! `action=save` alone, and put into a draft by every other one.

use super::{Presence, Pressed, SentForm, Taken, press, take};
use crate::{
    domain::registration::FormPlace,
    server::{
        error::AppResult,
        services::{
            files::{FileOwner, posters},
            profiles::edit::{EditedForm, SavedSection, discard_posters, save_section, save_section_draft},
            registration::FormRequest,
        },
        state::AppState,
    },
};

/// Where the person goes on.
pub enum FileOutcome<S> {
    /// Everything is stored.
    Saved(S),
    /// The form is shown once more, at this place.
    At(FormPlace<S>),
    /// The person has no such profile.
    NoProfile,
}

/// Stores files and answers of a person. Files that are not begun when the client hangs up are left out.
///
/// # Errors
/// `TooManyRequests` when too many changes were refused.
pub async fn store_in_profile<S: EditedForm>(
    state: &AppState,
    request: &FormRequest,
    sent: SentForm,
    client: &Presence,
) -> AppResult<(Taken, FileOutcome<S>)> {
    let SentForm { files, values } = sent;
    let mut values = S::received(values);
    let Some(person_id) = request.person_id() else { return Ok((Taken::default(), FileOutcome::NoProfile)) };
    if !S::has_profile(&mut state.db.read().await?, person_id).await? {
        return Ok((Taken::default(), FileOutcome::NoProfile));
    }
    let owner = FileOwner::Person(person_id);
    let taken = take(state, &request.actor, owner, files, &values, client).await?;
    posters::adopt(state, &request.actor, owner, &mut values).await?;
    let section = S::FILES;
    let pressed = press(section, &mut values, &["save"]);
    let saved = match pressed {
        Pressed::Leave => save_section(state, request, section, &values).await?,
        Pressed::Nothing => SavedSection::Kept,
        Pressed::Stay(_) => save_section_draft(state, request, section, &values).await?,
    };
    if !matches!(pressed, Pressed::Nothing) {
        discard_posters(state, request, section).await?;
    }
    let outcome = match (saved, pressed) {
        (SavedSection::NoProfile, _) => FileOutcome::NoProfile,
        (SavedSection::Refused, _) => FileOutcome::At(FormPlace::Errors(section)),
        _ if !taken.errors.is_empty() => FileOutcome::At(FormPlace::Errors(section)),
        (SavedSection::Done, _) => FileOutcome::Saved(section),
        (SavedSection::Kept, Pressed::Stay(place)) => FileOutcome::At(place),
        (SavedSection::Kept, _) => FileOutcome::At(FormPlace::Step(section)),
    };
    Ok((taken, outcome))
}
