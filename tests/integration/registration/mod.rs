//! Registering, in both forms.

mod cinema;
mod cinema_lists;
mod drafts;
mod limits;
mod main_form;
mod names;
mod password_advice;
mod shorter;
mod spellings;
