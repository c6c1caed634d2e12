//! Changing what is stored of a person, a section at a time, in either form: by the person or by an administrator.

mod desk;
mod form;
mod load;
mod patch;
mod save;
mod typed;

pub use self::{
    desk::{REASON, of_person},
    form::EditedForm,
    load::{EditPage, Overview, TypedReason, load_overview, load_section},
    patch::{CINEMA_VISIBILITY, ChangedInputs, Patched, changeable_inputs, is_changeable, patch},
    save::{SavedSection, discard, discard_posters, save_section, save_section_draft},
};
use super::{StoredAnswers, load_answers};
use crate::server::services::registration::FormRequest;
use crate::{
    domain::registration::FormValues,
    server::{db::Conn, error::AppResult, repositories::registration::drafts::about_person, state::AppState},
};
use serde::{Deserialize, Serialize};

/// What was typed into a section and not stored yet.
#[derive(Default, Serialize, Deserialize)]
struct EditDraft {
    values: FormValues,
    /// Fingerprint of the stored section it was typed over.
    base: String,
    /// Whether storing it was not requested yet, so that nothing is to be called wrong.
    #[serde(default)]
    unfinished: bool,
    /// The reason an administrator chose for a stricter visibility.
    #[serde(default)]
    reason: String,
}

/// The stored answers of the request's person; `None` without the form's profile.
async fn stored<S: EditedForm>(
    state: &AppState,
    conn: &mut Conn,
    request: &FormRequest,
) -> AppResult<Option<StoredAnswers>> {
    let Some(person_id) = request.person_id() else { return Ok(None) };
    load_answers(conn, &state.security.keyring, person_id, Some(S::MODULE)).await
}

/// The `form` of a section's drafts. An administrator has one for each person.
fn form<S: EditedForm>(section: S, request: &FormRequest) -> String {
    let own = format!("{}{}", S::DRAFTS, section.key());
    match &request.edited {
        Some(person) => format!("{}{own}", about_person(person.id)),
        None => own,
    }
}
