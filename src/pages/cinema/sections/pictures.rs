//! Section 9: photos, productions, experience, and what others may see.

use leptos::prelude::*;

use crate::{
    components::{
        field_error_text::text_for,
        form::{CINEMA_EDIT_FILES, CINEMA_FILES, GalleryField, IdPhotoField, PhotoField},
        lang::current_locale,
    },
    domain::{cinema::fields as c, registration::fields as f},
    i18n::td_string,
    pages::{
        cinema::productions::ProductionFields,
        sections::{
            career::ExperienceField,
            privacy::{Agreements, Switches, VisibilityField},
        },
    },
    server::services::answers::FormContent,
};

/// The fields of the section.
#[component]
pub fn PicturesFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let address = if content.editing { CINEMA_EDIT_FILES } else { CINEMA_FILES };
    let error = |field: &str| text_for(locale, &content.errors, field);
    view! {
        <PhotoField
            name=content.name(f::PHOTO)
            address
            label=td_string!(locale, field.cinema_photo)
            photo=content.files.photo.clone()
            elsewhere=content.person_photo.clone()
            error=error(f::PHOTO)
        />
        <IdPhotoField address kept=content.files.has_id_photo error=error(c::ID_PHOTO) />
        <GalleryField address photos=content.files.gallery.clone() error=error(c::GALLERY_PHOTOS) />
        <fieldset id="productions" tabindex="-1" class="flex flex-col gap-4 border-t border-base-300 pt-5 scroll-mt-4">
            <legend class="sr-only">{td_string!(locale, field.previous_productions)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {td_string!(locale, field.previous_productions)}
                " "
                <span class="ms-1 text-sm font-normal text-muted">{td_string!(locale, common.optional)}</span>
            </h3>
            <ProductionFields content=content.clone() />
        </fieldset>
        <div class="border-t border-base-300 pt-5">
            <ExperienceField content />
        </div>
        <div class="flex flex-col gap-5 border-t border-base-300 pt-5">
            <VisibilityField content />
            <Switches content fields=&[f::SHOW_NAME_PHOTO, f::SHOW_LINKS] />
            // Whoever changes a profile agreed when it was made.
            {(!content.editing).then(|| view! { <Agreements content /> })}
        </div>
    }
}
