//! The input of a field that takes a file.

use leptos::prelude::*;

use super::labels::field_text;
use crate::{
    components::{
        field_error_text::text_for,
        form::{CvField, IdPhotoField, PhotoField},
        lang::current_locale,
    },
    domain::{
        files::FileKind,
        module::Module,
        registration::{Step, cinema::Section, fields as f},
    },
    routes,
    server::services::profiles::{answers::FormContent, edit::EditedForm as _},
};

/// The input for a file of this kind, with the one that is stored.
pub fn file_input(kind: FileKind, module: Module, content: &FormContent) -> AnyView {
    let locale = current_locale();
    let address = files_address(module, content);
    let error = text_for(locale, &content.errors, kind.field());
    match kind {
        FileKind::Photo => view! {
            <PhotoField
                name=content.name(f::PHOTO)
                address
                label=field_text(locale, module, f::PHOTO).unwrap_or_default()
                photo=content.files.photo.clone()
                elsewhere=content.person_photo.clone()
                error
            />
        }
        .into_any(),
        FileKind::Cv => view! { <CvField address cv=content.files.cv.clone() error /> }.into_any(),
        FileKind::IdPhoto => view! { <IdPhotoField address kept=content.files.has_id_photo error /> }.into_any(),
        // Their inputs are parts of composites.
        FileKind::Gallery | FileKind::Poster => ().into_any(),
    }
}

/// Where the form goes that has files.
pub fn files_address(module: Module, content: &FormContent) -> String {
    if let Some(code) = &content.desk {
        let page = match module {
            Module::Main => Step::edit_page(Some(code)),
            Module::Cinema => Section::edit_page(Some(code)),
        };
        return format!("{page}/files");
    }
    let address = match (module, content.editing) {
        (Module::Main, false) => routes::REGISTER_FILES,
        (Module::Main, true) => routes::PROFILE_FILES,
        (Module::Cinema, false) => routes::CINEMA_REGISTER_FILES,
        (Module::Cinema, true) => routes::CINEMA_EDIT_FILES,
    };
    address.to_owned()
}
