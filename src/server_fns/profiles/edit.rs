//! Changing the own main profile.

use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
pub use request::{discard_section_changes, store_section};

/// Stores a section (fields `section`, `base`, `asked` and the section's own) and leads back to the overview, or to
/// the section while something is wrong.
#[server(prefix = "/fn", endpoint = "save_profile_section", input = FormPost)]
pub async fn save_profile_section(form: FormValues) -> Result<(), Fault> {
    Ok(store_section::<crate::domain::registration::Step>(form).await?)
}

/// Deletes what was typed into a section and not stored.
#[server(prefix = "/fn", endpoint = "discard_profile_changes", input = FormPost)]
pub async fn discard_profile_changes(form: FormValues) -> Result<(), Fault> {
    Ok(discard_section_changes::<crate::domain::registration::Step>(form).await?)
}

#[cfg(feature = "ssr")]
mod request {
    //! What the functions above take from the request and put into the answer.

    use crate::{
        domain::registration::{FormPlace, FormValues, fields as f},
        server::{
            ctx::Ctx,
            db::to_completion,
            error::AppResult,
            security::flash::saved_section,
            services::profiles::edit::{EditedForm, SavedSection, discard, save_section, save_section_draft},
        },
    };

    /// Stores a section and leads on.
    ///
    /// # Errors
    /// `TooManyRequests` when too many changes were refused.
    pub async fn store_section<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let (ctx, form) = (Ctx::current()?, S::received(form));
        let Some(section) = S::from_key(form.first("section")) else {
            leptos_axum::redirect(S::EDIT_PATH);
            return Ok(());
        };
        let show_cities = section.shows_cities() && form.first("action") == "cities";
        let (state, visitor) = (ctx.state.clone(), ctx.form_request());
        let (page, typed) = (section.edit_path(), form.clone());
        let saved = to_completion(async move {
            if show_cities {
                save_section_draft(&state, &visitor, section, &form).await
            } else {
                save_section(&state, &visitor, section, &form).await
            }
        });
        let path = match ctx.keep_typed(saved.await, &page, typed)? {
            SavedSection::Done => {
                ctx.flash(&saved_section::<S>(), &section)?;
                section.overview_path()
            }
            SavedSection::Kept => S::edit_path_at(FormPlace::Field(section, f::RESIDENCE_CITY)),
            SavedSection::Refused => S::edit_path_at(FormPlace::Errors(section)),
            SavedSection::NoProfile => S::PATH.to_owned(),
        };
        leptos_axum::redirect(&path);
        Ok(())
    }

    /// Deletes what was typed into a section and not stored.
    pub async fn discard_section_changes<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        if let Some(section) = S::from_key(form.first("section")) {
            let (state, visitor) = (ctx.state.clone(), ctx.form_request());
            to_completion(async move { discard(&state, &visitor, section).await }).await?;
        }
        leptos_axum::redirect(S::EDIT_PATH);
        Ok(())
    }
}
