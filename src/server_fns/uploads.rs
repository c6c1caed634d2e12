//! What step 7 of the registration reads about its files. They are sent by an ordinary form, see
//! [`crate::server::handlers::register_files`].

use crate::{
    domain::{field_error::FieldErrors, registration::RegistrationDraft},
    server::{
        error::AppResult,
        security::flash::take_flash,
        services::{
            drafts,
            registration::{Applicant, FORM},
            uploads::{FILE_ERRORS, FileOwner, OwnFiles, files_of},
        },
        state::use_state,
    },
};

/// What was wrong with the files sent last, once. Ask while the page is rendered, before the first `.await`.
#[must_use]
pub fn file_errors() -> FieldErrors {
    take_flash(FILE_ERRORS).unwrap_or_default()
}

/// The files of the visitor's draft.
///
/// # Errors
/// When the database or the keys fail.
pub async fn draft_files(applicant: &Applicant) -> AppResult<OwnFiles> {
    let state = use_state()?;
    if applicant.owner.token.is_none() && applicant.account.is_none() {
        return Ok(OwnFiles::default());
    }
    let mut conn = state.db.read().await?;
    match drafts::find::<RegistrationDraft>(&state, &mut conn, FORM, &applicant.owner).await? {
        Some(draft) => files_of(&state, &mut conn, FileOwner::Draft(draft.row.id)).await,
        None => Ok(OwnFiles::default()),
    }
}
