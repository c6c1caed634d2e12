//! Registering: from the first answer to the account, the person, a profile and the code, whichever form is filled in.

mod account;
mod done;
pub mod drafts;
mod form;
mod page;
mod password_advice;
mod save_step;
mod submit;

pub use self::{
    done::{Registered, registered},
    drafts::{EditedPerson, FormRequest},
    form::StoredForm,
    page::{RegistrationPage, RequestedPage, load_page},
    password_advice::password_advice,
    save_step::{FINISH, SKIP, SavedStep, save_step},
    submit::{OFFERED, Submitted, TYPED, submit},
};
use crate::server::services::profiles::{SaveError, StoredAnswers, load_answers};
use crate::{
    domain::registration::{FormDraft, FormStep},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::profiles::people,
        state::AppState,
    },
};

/// Why nothing was written.
enum Refusal {
    /// Another account has the address.
    EmailTaken,
    /// The person has this profile already: the form was sent twice.
    AlreadyRegistered,
    /// What is stored of the person changed since the answers were compared with it.
    PersonChanged,
    /// The draft changed since it was read.
    DraftChanged,
    /// An internal error.
    Failed(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<SaveError> for Refusal {
    fn from(error: SaveError) -> Self {
        match error {
            // The other form was sent meanwhile and made the person: the answers must be compared with it first.
            SaveError::PersonExists => Self::PersonChanged,
            SaveError::ProfileExists => Self::AlreadyRegistered,
            SaveError::Failed(error) => Self::Failed(error),
        }
    }
}

/// The stored answers about the person of an actor who is signed in.
async fn existing_person(state: &AppState, conn: &mut Conn, request: &FormRequest) -> AppResult<Option<StoredAnswers>> {
    let Some(account) = request.actor.account() else { return Ok(None) };
    let Some(person_id) = people::id_of_account(conn, account.id).await? else { return Ok(None) };
    load_answers(conn, &state.security.keyring, person_id, None).await
}

/// Deletes everything the visitor typed.
pub async fn reset<S: FormStep>(state: &AppState, request: &FormRequest) -> AppResult<()> {
    drafts::erase::<FormDraft<S>>(state, S::FORM, request).await
}
