//! Registering, in both forms.

mod cinema;
mod cinema_lists;
mod main_form;
mod password_advice;
mod spellings;
