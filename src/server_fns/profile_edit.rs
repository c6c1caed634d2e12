//! Changing the own main profile, and what the pages of every such form read.

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
    Ok(store_section::<crate::domain::registration::Step>(form).await?)
}

/// Forgets what was typed into a section and not stored.
///
/// # Errors
/// Faults of ours only.
#[server(prefix = "/fn", endpoint = "discard_profile_changes", input = FormPost)]
pub async fn discard_profile_changes(form: FormValues) -> Result<(), Fault> {
    Ok(forget_section::<crate::domain::registration::Step>(form).await?)
}

#[cfg(feature = "ssr")]
pub use request::{edit_overview, edit_section, forget_section, just_saved, store_section};

#[cfg(feature = "ssr")]
mod request {
    //! What the functions above take from the request and put into the answer.

    use crate::{
        domain::registration::{FormValues, fields as f},
        server::{
            context::use_request,
            context::use_state,
            db::to_completion,
            error::AppResult,
            security::flash::{set_flash, take_flash},
            services::{
                profile_edit::{
                    EditPage, EditedForm, Editor, Overview, Saved, discard, keep_section, load_overview, load_section,
                    save_section, saved_flash,
                },
                sessions::use_response,
            },
        },
        server_fns::registration::too_fast,
    };

    /// Stores a section and leads on.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn store_section<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let (state, form) = (use_state()?, S::received(form));
        let Some(editor) = editor() else {
            leptos_axum::redirect(S::PATH);
            return Ok(());
        };
        let Some(section) = S::from_key(form.first("section")) else {
            leptos_axum::redirect(S::EDIT_PATH);
            return Ok(());
        };
        let show_cities = section.shows_cities() && form.first("action") == "cities";
        let saved = to_completion(async move {
            if show_cities {
                keep_section(&state, &editor, section, &form).await
            } else {
                save_section(&state, &editor, section, &form).await
            }
        });
        match saved.await? {
            Saved::Done => {
                say_saved(section)?;
                leptos_axum::redirect(&format!("{}#{}", S::EDIT_PATH, section.key()));
            }
            Saved::Kept => leptos_axum::redirect(&section.edit_path_of(f::RESIDENCE_CITY)),
            Saved::Refused => leptos_axum::redirect(&format!("{}#errors", section.edit_path())),
            Saved::NoProfile => leptos_axum::redirect(S::PATH),
            Saved::TooFast(wait) => too_fast(wait),
        }
        Ok(())
    }

    /// Forgets what was typed into a section and not stored.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn forget_section<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let state = use_state()?;
        if let (Some(editor), Some(section)) = (editor(), S::from_key(form.first("section"))) {
            to_completion(async move { discard(&state, &editor, section).await }).await?;
        }
        leptos_axum::redirect(S::EDIT_PATH);
        Ok(())
    }

    /// The signed-in person; `None` for an account without one.
    fn editor() -> Option<Editor> {
        Editor::of(&use_request())
    }

    /// Every section of the own profile; `None` without one.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn edit_overview<S: EditedForm>() -> AppResult<Option<Overview>> {
        match editor() {
            Some(editor) => load_overview::<S>(&use_state()?, &editor).await,
            None => Ok(None),
        }
    }

    /// One section of the own profile; `None` without one.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn edit_section<S: EditedForm>(section: S) -> AppResult<Option<EditPage<S>>> {
        match editor() {
            Some(editor) => load_section(&use_state()?, &editor, section).await,
            None => Ok(None),
        }
    }

    /// Has the next page say that a section was stored.
    fn say_saved<S: EditedForm>(section: S) -> AppResult<()> {
        set_flash(&use_state()?, &use_response()?, &saved_flash::<S>(), &section)
    }

    /// The section that was stored a moment ago.
    #[must_use]
    pub fn just_saved<S: EditedForm>() -> Option<S> {
        take_flash(&saved_flash::<S>())
    }
}
