//! The fields of each section of both forms, for registering and for editing, and what was answered to them.

pub mod answers;
pub mod choice_list;
pub mod cinema;
mod composite_answers;
mod composite_input;
mod contact;
mod currency;
mod field_input;
pub mod file_input;
pub mod groups;
mod identity;
pub mod layout;
mod location;
pub mod main_layout;
mod networks;
pub mod options;
mod phone;
mod privacy;
pub mod secret_field;
mod talents;

pub use crate::texts::labels;
