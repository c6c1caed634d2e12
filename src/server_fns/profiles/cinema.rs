//! Changing a CINEMA profile: the own one, and from the desk that of a person.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::domain::registration::cinema::Section;
use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
#[cfg(feature = "ssr")]
use crate::server_fns::profiles::edit::{
    discard_changes_of_person, discard_section_changes, store_section, store_section_of_person,
};

/// Stores a section (fields `section`, `base`, `asked` and the section's own) and leads back to the overview, or to the
/// section while something is wrong.
///
/// # Errors
/// Internal errors only: what was typed is stored in a draft and shown by the page.
#[server(prefix = "/fn", endpoint = "save_cinema_section", input = FormPost)]
pub async fn save_cinema_section(form: FormValues) -> Result<(), Fault> {
    Ok(store_section::<Section>(form).await?)
}

/// Deletes what was typed into a section and not stored.
#[server(prefix = "/fn", endpoint = "discard_cinema_changes", input = FormPost)]
pub async fn discard_cinema_changes(form: FormValues) -> Result<(), Fault> {
    Ok(discard_section_changes::<Section>(form).await?)
}

/// Stores a section of the person with the field `code`, as [`save_cinema_section`] does the own one.
///
/// # Errors
/// `NotFound` for a code without a person, and internal errors.
#[server(prefix = "/fn", endpoint = "save_person_cinema_section", input = FormPost)]
pub async fn save_person_cinema_section(form: FormValues) -> Result<(), Fault> {
    Ok(store_section_of_person::<Section>(form).await?)
}

/// Deletes what an administrator typed into a section of the person with the field `code` and did not store.
///
/// # Errors
/// `NotFound` for a code without a person, and internal errors.
#[server(prefix = "/fn", endpoint = "discard_person_cinema_changes", input = FormPost)]
pub async fn discard_person_cinema_changes(form: FormValues) -> Result<(), Fault> {
    Ok(discard_changes_of_person::<Section>(form).await?)
}
