//! What a form must know so that its stored answers can be changed.

use crate::{
    domain::registration::{FormPlace, Step, cinema::Section, fields as f},
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

    /// The section on the page that shows everything.
    #[must_use]
    fn overview_path(self) -> String {
        format!("{}#{}", Self::EDIT_PATH, self.key())
    }

    /// A place in the forms of the sections.
    #[must_use]
    fn edit_path_at(place: FormPlace<Self>) -> String {
        match place {
            FormPlace::Start => Self::PATH.to_owned(),
            FormPlace::Review => Self::EDIT_PATH.to_owned(),
            FormPlace::Step(section) => section.edit_path(),
            FormPlace::Errors(section) | FormPlace::Field(section, _) | FormPlace::Productions(section) => {
                format!("{}{}", section.edit_path(), place.fragment())
            }
        }
    }

    /// Whether the section asks for the residence, whose cities a button of its own shows.
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
