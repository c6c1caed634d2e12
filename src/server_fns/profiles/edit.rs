//! Changing a main profile: the own one, and from the desk that of a person.

use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
pub use request::{discard_changes_of_person, discard_section_changes, store_section, store_section_of_person};

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

/// Stores a section of the person with the field `code`, as [`save_profile_section`] does the own one.
#[server(prefix = "/fn", endpoint = "save_person_section", input = FormPost)]
pub async fn save_person_section(form: FormValues) -> Result<(), Fault> {
    Ok(store_section_of_person::<crate::domain::registration::Step>(form).await?)
}

/// Deletes what an administrator typed into a section of the person with the field `code` and did not store.
#[server(prefix = "/fn", endpoint = "discard_person_changes", input = FormPost)]
pub async fn discard_person_changes(form: FormValues) -> Result<(), Fault> {
    Ok(discard_changes_of_person::<crate::domain::registration::Step>(form).await?)
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
            services::{
                profiles::edit::{EditedForm, SavedSection, discard, of_person, save_section, save_section_draft},
                registration::FormRequest,
            },
        },
    };

    /// Stores a section and leads on.
    ///
    /// # Errors
    /// `TooManyRequests` when too many changes were refused.
    pub async fn store_section<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        let visitor = ctx.form_request();
        store::<S>(&ctx, visitor, form).await
    }

    /// Stores a section of a person from the desk and leads on.
    ///
    /// # Errors
    /// `Forbidden` without the capability, `NotFound` for a code without a person, and those of [`store_section`].
    pub async fn store_section_of_person<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        let visitor = of_person(&ctx.state, ctx.form_request(), form.first("code")).await?;
        store::<S>(&ctx, visitor, form).await
    }

    async fn store<S: EditedForm>(ctx: &Ctx, visitor: FormRequest, form: FormValues) -> AppResult<()> {
        let (form, desk) = (S::received(form), visitor.desk_code().map(str::to_owned));
        let Some(section) = S::from_key(form.first("section")) else {
            leptos_axum::redirect(&S::edit_page(desk.as_deref()));
            return Ok(());
        };
        let show_cities = section.shows_cities() && form.first("action") == "cities";
        let state = ctx.state.clone();
        let (page, typed) = (section.section_path(desk.as_deref()), form.clone());
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
                section.overview_path(desk.as_deref())
            }
            SavedSection::Kept => S::edit_path_at(FormPlace::Field(section, f::RESIDENCE_CITY), desk.as_deref()),
            SavedSection::Refused => S::edit_path_at(FormPlace::Errors(section), desk.as_deref()),
            SavedSection::NoProfile => S::without_profile(desk.as_deref()),
        };
        leptos_axum::redirect(&path);
        Ok(())
    }

    /// Deletes what was typed into a section and not stored.
    pub async fn discard_section_changes<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        let visitor = ctx.form_request();
        discard_of::<S>(&ctx, visitor, &form).await
    }

    /// Deletes what an administrator typed into a section of a person and did not store.
    ///
    /// # Errors
    /// `Forbidden` without the capability, `NotFound` for a code without a person.
    pub async fn discard_changes_of_person<S: EditedForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        let visitor = of_person(&ctx.state, ctx.form_request(), form.first("code")).await?;
        discard_of::<S>(&ctx, visitor, &form).await
    }

    async fn discard_of<S: EditedForm>(ctx: &Ctx, visitor: FormRequest, form: &FormValues) -> AppResult<()> {
        let page = S::edit_page(visitor.desk_code());
        if let Some(section) = S::from_key(form.first("section")) {
            let state = ctx.state.clone();
            to_completion(async move { discard(&state, &visitor, section).await }).await?;
        }
        leptos_axum::redirect(&page);
        Ok(())
    }
}
