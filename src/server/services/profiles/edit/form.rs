//! What a form must know so that its stored answers can be changed.

use crate::{
    domain::registration::{FormPlace, Step, cinema::Section, fields as f},
    routes,
    server::services::registration::StoredForm,
};

/// A form whose stored answers are changed, a section at a time: by the person, or from the desk by an administrator, who
/// opened the person under the code `desk`.
pub trait EditedForm: StoredForm {
    /// The page that shows everything, and a section's form with `?section=…`.
    const EDIT_PATH: &'static str;
    /// The same page on the desk: what follows the address of the page about the person there.
    const DESK_PATH: &'static str;
    /// What the `form` of its sections' drafts begins with; always `edit:` first.
    const DRAFTS: &'static str;

    /// The page that shows everything.
    #[must_use]
    fn edit_page(desk: Option<&str>) -> String {
        desk.map_or_else(
            || Self::EDIT_PATH.to_owned(),
            |code| format!("{}{}", routes::desk_person(code), Self::DESK_PATH),
        )
    }

    /// Where those go on whose person has no such profile: to the registration, or back to the person.
    #[must_use]
    fn without_profile(desk: Option<&str>) -> String {
        desk.map_or_else(|| Self::PATH.to_owned(), routes::desk_person)
    }

    /// The form of this section, for the person.
    #[must_use]
    fn edit_path(self) -> String {
        self.section_path(None)
    }

    /// The form of this section.
    #[must_use]
    fn section_path(self, desk: Option<&str>) -> String {
        format!("{}?section={}", Self::edit_page(desk), self.key())
    }

    /// The section on the page that shows everything.
    #[must_use]
    fn overview_path(self, desk: Option<&str>) -> String {
        format!("{}#{}", Self::edit_page(desk), self.key())
    }

    /// A place in the forms of the sections.
    #[must_use]
    fn edit_path_at(place: FormPlace<Self>, desk: Option<&str>) -> String {
        match place {
            FormPlace::Start => Self::without_profile(desk),
            FormPlace::Review => Self::edit_page(desk),
            FormPlace::Step(section) => section.section_path(desk),
            FormPlace::Errors(section) | FormPlace::Field(section, _) | FormPlace::Productions(section) => {
                format!("{}{}", section.section_path(desk), place.fragment())
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
    const DESK_PATH: &'static str = "/edit";
    const DRAFTS: &'static str = "edit:";
}

impl EditedForm for Section {
    const EDIT_PATH: &'static str = "/cinema/edit";
    const DESK_PATH: &'static str = "/edit/cinema";
    const DRAFTS: &'static str = "edit:cinema:";
}
