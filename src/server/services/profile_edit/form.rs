//! What a form must know so that its stored answers can be changed.

use crate::{
    domain::{
        cinema::Section,
        registration::{Step, fields as f},
    },
    server::services::registration::StoredForm,
};

/// A form whose stored answers are changed, a section at a time.
pub trait EditedForm: StoredForm {
    /// The page that shows everything, and a section's form with `?section=…`.
    const EDIT_PATH: &'static str;
    /// What the `form` of its sections' drafts begins with; always `edit:` first.
    const DRAFTS: &'static str;

    /// The form of this section.
    #[must_use]
    fn edit_path(self) -> String {
        format!("{}?section={}", Self::EDIT_PATH, self.key())
    }

    /// A field in the form of this section, by the name its answers are kept under.
    #[must_use]
    fn edit_path_of(self, field: &str) -> String {
        format!("{}#field-{}", self.edit_path(), Self::shown_name(field))
    }

    /// Whether the section asks where somebody lives, whose cities a button of its own shows.
    #[must_use]
    fn shows_cities(self) -> bool {
        self.asks(f::RESIDENCE_CITY)
    }
}

impl EditedForm for Step {
    const EDIT_PATH: &'static str = "/profile/edit";
    const DRAFTS: &'static str = "edit:";
}

impl EditedForm for Section {
    const EDIT_PATH: &'static str = "/cinema/edit";
    const DRAFTS: &'static str = "edit:cinema:";
}
