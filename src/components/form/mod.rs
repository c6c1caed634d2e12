//! Form fields: label, hint and error belong together and are tied by aria attributes.
//!
//! The control of field `email` has the id `field-email`; the error summary links to it.

mod checkbox;
mod choice_rows;
mod error_summary;
mod field_frame;
mod file_field;
mod gallery_field;
mod new_password_fields;
mod radio_group;
mod select_field;
mod text_area;
mod text_field;

pub use checkbox::Checkbox;
pub use choice_rows::{ChoiceRow, choice_rows};
pub use error_summary::{ErrorSummary, FieldProblem};
pub use field_frame::{FieldIds, FieldNotes, write_notes};
pub use file_field::{CvField, CvLink, IdPhotoField, PhotoField};
pub use gallery_field::GalleryField;
pub use new_password_fields::NewPasswordFields;
pub use radio_group::{RadioGroup, RadioOption};
pub use select_field::{SelectField, SelectOption};
pub use text_area::TextArea;
pub use text_field::TextField;
