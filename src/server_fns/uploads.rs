//! What pages with files read. The files are sent by an ordinary form, see [`crate::server::handlers`].

use crate::{
    domain::field_error::FieldErrors,
    server::{security::flash::take_flash, services::uploads::FILE_ERRORS},
};

/// What was wrong with the files sent last, once. Ask while the page is rendered, before the first `.await`.
#[must_use]
pub fn file_errors() -> FieldErrors {
    take_flash(FILE_ERRORS).unwrap_or_default()
}
