//! The CINEMA form's three posts.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::domain::registration::cinema::Section;
use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
#[cfg(feature = "ssr")]
use crate::server_fns::registration::main_form::{discard_draft, save_step_answers, send_form};

/// Stores the answers of one section (fields `step`, `action` and the section's own) and leads to the next page.
///
/// # Errors
/// Internal errors only: wrong answers are stored in the draft and shown by the page.
#[server(prefix = "/fn", endpoint = "save_cinema_step", input = FormPost)]
pub async fn save_cinema_step(form: FormValues) -> Result<(), Fault> {
    Ok(save_step_answers::<Section>(form).await?)
}

/// Erases everything that was typed.
#[server(prefix = "/fn", endpoint = "reset_cinema_registration", input = FormPost)]
pub async fn reset_cinema_registration(form: FormValues) -> Result<(), Fault> {
    drop(form);
    Ok(discard_draft::<Section>().await?)
}

/// Registers the person of the draft and signs them in, or adds the profile to the signed-in person.
#[server(prefix = "/fn", endpoint = "submit_cinema_registration", input = FormPost)]
pub async fn submit_cinema_registration(form: FormValues) -> Result<(), Fault> {
    Ok(send_form::<Section>(form).await?)
}
