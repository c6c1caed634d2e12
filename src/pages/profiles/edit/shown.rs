//! What the pages for changing a profile must know of a form.

use crate::{
    domain::{
        fields::{Composite, Field, Kind},
        registration::fields::GUARDIAN_CONSENT,
    },
    i18n::Locale,
    pages::registration::ShownForm,
    server::services::profiles::edit::EditedForm,
};

/// Sentences of the page as a whole.
#[derive(Debug, Clone, Copy)]
pub struct EditTexts {
    pub title: &'static str,
    pub lead: &'static str,
}

/// A form whose stored answers are changed, with its words and addresses.
pub trait ShownEdit: ShownForm + EditedForm {
    /// Where a section goes.
    const SAVE_SECTION: &'static str;
    /// Where the section with files goes.
    const SAVE_SECTION_FILES: &'static str;
    /// Where « forget these changes » goes.
    const DISCARD: &'static str;
    /// Where a section goes that an administrator changes for a person.
    const SAVE_FOR_PERSON: &'static str;
    /// Where « forget these changes » goes on the desk.
    const DISCARD_FOR_PERSON: &'static str;

    /// The sentences of the page.
    fn edit_texts(locale: Locale) -> EditTexts;

    /// Boxes, lists and rows send nothing when nothing is ticked or left: the form says that it asked them.
    fn boxes(self) -> Vec<&'static str> {
        self.asked_fields().flat_map(|field| boxes_of(field)).copied().collect()
    }
}

/// The inputs of a field that send nothing when nothing is ticked or left.
fn boxes_of(field: &Field) -> &'static [&'static str] {
    match field.kind {
        Kind::Switch | Kind::Choices(_) | Kind::Composite(Composite::Talents | Composite::Productions) => field.inputs,
        Kind::Composite(Composite::Guardian) => &[GUARDIAN_CONSENT],
        _ => &[],
    }
}
