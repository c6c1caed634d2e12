//! Files of a person who has the profile. They come and go at once; what else was typed is stored by the button
//! `action=save` alone, and put into a draft by every other one.

use super::{Pressed, Sent, Taken, press, take};
use crate::{
    domain::registration::Place,
    server::{
        error::AppResult,
        services::{
            posters,
            profile_edit::{EditedForm, Editor, Saved, discard_posters, keep_section, save_section},
            uploads::FileOwner,
        },
        state::AppState,
    },
};

/// Where the editor goes on.
pub enum Outcome<S> {
    /// Everything is stored.
    Saved(S),
    /// The form is shown once more, at this place.
    At(Place<S>),
    /// The person has no such profile.
    NoProfile,
}

/// Stores files and answers of a person.
///
/// # Errors
/// `TooManyRequests` when too many changes were refused.
pub async fn keep_in_profile<S: EditedForm>(
    state: &AppState,
    editor: &Editor,
    sent: Sent,
) -> AppResult<(Taken, Outcome<S>)> {
    let Sent { files, values } = sent;
    let mut values = S::received(values);
    let owner = FileOwner::Person(editor.person_id);
    if !S::has_profile(&mut state.db.read().await?, editor.person_id).await? {
        return Ok((Taken::default(), Outcome::NoProfile));
    }
    let taken = take(state, owner, files, &values).await?;
    posters::adopt(state, owner, &mut values).await?;
    let section = S::FILES;
    let pressed = press(section, &mut values, &["save"]);
    let saved = match pressed {
        Pressed::Leave => save_section(state, editor, section, &values).await?,
        Pressed::Nothing => Saved::Kept,
        Pressed::Stay(_) => keep_section(state, editor, section, &values).await?,
    };
    if !matches!(pressed, Pressed::Nothing) {
        discard_posters(state, editor, section).await?;
    }
    let outcome = match (saved, pressed) {
        (Saved::NoProfile, _) => Outcome::NoProfile,
        (Saved::Refused, _) => Outcome::At(Place::Errors(section)),
        _ if !taken.errors.is_empty() => Outcome::At(Place::Errors(section)),
        (Saved::Done, _) => Outcome::Saved(section),
        (Saved::Kept, Pressed::Stay(place)) => Outcome::At(place),
        (Saved::Kept, _) => Outcome::At(Place::Step(section)),
    };
    Ok((taken, outcome))
}
