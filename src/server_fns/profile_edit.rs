//! Changing the own profile.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Stores a section (fields `section`, `base`, `asked` and the section's own) and leads back to the overview, or to
/// the section while something is wrong.
///
/// # Errors
/// Faults of ours only: what was typed is kept and shown by the page.
#[server(prefix = "/fn", endpoint = "save_profile_section", input = FormPost)]
pub async fn save_profile_section(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::registration::FormStep as _,
        server::{
            db::to_completion,
            services::profile_edit::{Saved, save_section},
            state::use_state,
        },
    };
    let state = use_state()?;
    let Some(editor) = request::editor() else {
        leptos_axum::redirect("/auth/register");
        return Ok(());
    };
    let Some(section) = request::section(form.first("section")) else {
        leptos_axum::redirect(EDIT);
        return Ok(());
    };
    match to_completion(async move { save_section(&state, &editor, section, &form).await }).await? {
        Saved::Done => {
            request::say_saved(section)?;
            leptos_axum::redirect(&format!("{EDIT}#{}", section.key()));
        }
        Saved::Refused => leptos_axum::redirect(&format!("{EDIT}?section={}#errors", section.key())),
        Saved::NoProfile => leptos_axum::redirect("/auth/register"),
        Saved::TooFast(wait) => super::registration::too_fast(wait),
    }
    Ok(())
}

/// Forgets what was typed into a section and not stored.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "discard_profile_changes", input = FormPost)]
pub async fn discard_profile_changes(form: FormValues) -> Result<(), Fault> {
    use crate::server::{db::to_completion, services::profile_edit::discard, state::use_state};
    let state = use_state()?;
    if let (Some(editor), Some(section)) = (request::editor(), request::section(form.first("section"))) {
        to_completion(async move { discard(&state, &editor, section).await }).await?;
    }
    leptos_axum::redirect(EDIT);
    Ok(())
}

/// Where a profile is changed.
#[cfg(feature = "ssr")]
pub const EDIT: &str = "/profile/edit";

#[cfg(feature = "ssr")]
pub use request::{edit_overview, edit_section, just_saved};

#[cfg(feature = "ssr")]
mod request {
    use crate::{
        domain::registration::{FormStep as _, Step},
        server::{
            context::use_request,
            error::AppResult,
            security::flash::{set_flash, take_flash},
            services::{
                profile_edit::{EditPage, Editor, Overview, load_overview, load_section},
                sessions::use_response,
            },
            state::use_state,
        },
    };

    /// The signed-in person; `None` for an account without one.
    pub fn editor() -> Option<Editor> {
        Editor::of(&use_request())
    }

    pub fn section(key: &str) -> Option<Step> {
        Step::from_key(key)
    }

    /// Every section of the own profile; `None` without one.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn edit_overview() -> AppResult<Option<Overview>> {
        match editor() {
            Some(editor) => load_overview(&use_state()?, &editor).await,
            None => Ok(None),
        }
    }

    /// One section of the own profile; `None` without one.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn edit_section(section: Step) -> AppResult<Option<EditPage>> {
        match editor() {
            Some(editor) => load_section(&use_state()?, &editor, section).await,
            None => Ok(None),
        }
    }

    /// Has the next page say that a section was stored.
    pub fn say_saved(section: Step) -> AppResult<()> {
        set_flash(&use_state()?, &use_response()?, "profile_saved", &section)
    }

    /// The section that was stored a moment ago.
    #[must_use]
    pub fn just_saved() -> Option<Step> {
        take_flash("profile_saved")
    }
}
