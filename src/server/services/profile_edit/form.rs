//! What a form must know so that its stored answers can be changed.

use super::{Editor, sealed::SealedAnswers};
use crate::{
    domain::{
        field_error::FieldErrors,
        registration::{FormValues, Known, Place, fields as f},
    },
    server::{
        db::Conn,
        error::AppResult,
        services::{answers::Stored, registration::StoredForm},
        state::AppState,
    },
};

/// A form whose stored answers are changed, a section at a time.
pub trait EditedForm: StoredForm {
    /// The page that shows everything, and a section's form with `?section=…`.
    const EDIT_PATH: &'static str;
    /// What the `form` of its sections' drafts begins with; always `edit:` first.
    const DRAFTS: &'static str;

    /// What is stored beside the values.
    type Row: Send + Sync;
    /// The checked answers of one section.
    type Answers: Send + Sync;

    /// The stored answers of a person; `None` without the form's profile.
    fn load(
        state: &AppState,
        conn: &mut Conn,
        person_id: i64,
    ) -> impl Future<Output = AppResult<Option<Stored<Self::Row>>>> + Send;

    /// Checks the section alone.
    ///
    /// # Errors
    /// Its wrong fields.
    fn check(self, values: &FormValues, known: &Known) -> Result<Self::Answers, FieldErrors>;

    /// Encrypts what is private among the answers.
    fn seal(state: &AppState, answers: &Self::Answers) -> SealedAnswers;

    /// Writes the answers of a section and what is made from them, in the caller's transaction.
    fn apply(
        state: &AppState,
        conn: &mut Conn,
        change: &Change<'_, Self>,
    ) -> impl Future<Output = AppResult<()>> + Send;

    /// The form of this section.
    #[must_use]
    fn edit_path(self) -> String {
        format!("{}?section={}", Self::EDIT_PATH, self.key())
    }

    /// The section on the page that shows everything.
    #[must_use]
    fn overview_path(self) -> String {
        format!("{}#{}", Self::EDIT_PATH, self.key())
    }

    /// A place in the forms of the sections.
    #[must_use]
    fn edit_path_at(place: Place<Self>) -> String {
        match place {
            Place::Start => Self::PATH.to_owned(),
            Place::Review => Self::EDIT_PATH.to_owned(),
            Place::Step(section) | Place::Errors(section) | Place::Field(section, _) | Place::Productions(section) => {
                format!("{}{}", section.edit_path(), place.fragment())
            }
        }
    }

    /// Whether the section asks where somebody lives, whose cities a button of its own shows.
    #[must_use]
    fn shows_cities(self) -> bool {
        self.asks(f::RESIDENCE_CITY)
    }
}

/// Checked answers on their way into the tables.
pub struct Change<'a, S: EditedForm> {
    pub editor: &'a Editor,
    /// What is stored before the change.
    pub row: &'a S::Row,
    pub answers: &'a S::Answers,
    pub sealed: &'a SealedAnswers,
}
