//! Changing the own CINEMA profile.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::domain::registration::cinema::Section;
use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
#[cfg(feature = "ssr")]
use crate::server_fns::profiles::edit::{discard_section_changes, store_section};

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
