//! What the registration forms post.

pub mod cinema;
pub mod main_form;
pub mod password_advice;
