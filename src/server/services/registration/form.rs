//! What a form must know to be stored.

use super::{Applicant, PersonAnswers, SealedPerson, person::ExistingPerson};
use crate::{
    domain::registration::CheckedForm,
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::files::FileRow,
        services::uploads::FileKind,
        state::AppState,
    },
};

/// Why nothing was written.
pub enum Refusal {
    /// Another account has the address.
    EmailTaken,
    /// The person has this profile already: somebody sent the form twice.
    AlreadyRegistered,
    /// What is stored of the person changed since the answers were compared with it.
    PersonChanged,
    /// A failure of ours.
    Failed(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// A finished form on its way into the tables.
pub struct Submission<'a, S: CheckedForm> {
    pub applicant: &'a Applicant,
    /// The checked answers.
    pub whole: &'a S::Whole,
    /// Those about the person, encrypted.
    pub sealed: &'a SealedPerson,
    /// The draft, whose files become the person's.
    pub draft_id: i64,
    /// The person who adds a profile.
    pub existing: Option<&'a ExistingPerson>,
}

/// What was written.
pub struct Stored {
    pub account_id: i64,
    /// Files whose rows are gone: to be forgotten after the commit.
    pub replaced: Vec<FileRow>,
}

/// A form that makes a profile.
pub trait StoredForm: CheckedForm {
    /// The files the form takes.
    const FILE_KINDS: &'static [FileKind];

    /// What the answers say of the person.
    fn person(whole: &Self::Whole) -> PersonAnswers<'_>;

    /// Writes everything the answers say, in the caller's transaction.
    fn store(
        state: &AppState,
        conn: &mut Conn,
        submission: &Submission<'_, Self>,
    ) -> impl Future<Output = Result<Stored, Refusal>> + Send;

    /// Whether a person has the profile already.
    fn has_profile(conn: &mut Conn, person_id: i64) -> impl Future<Output = AppResult<bool>> + Send;
}
