//! `/admin/users/{code}/edit` and `/admin/users/{code}/edit/cinema`: the answers of a person, changed by an administrator
//! in the forms that people have themselves.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    domain::registration::{Step, cinema::Section},
    pages::profiles::edit::edit_page,
};

/// The main profile of a person.
#[component]
pub fn DeskEditPage() -> impl IntoView {
    edit_page::<Step>(Some(code()))
}

/// The CINEMA profile of a person.
#[component]
pub fn DeskCinemaEditPage() -> impl IntoView {
    edit_page::<Section>(Some(code()))
}

fn code() -> String {
    use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default()
}
