//! `/cinema/edit`: the CINEMA profile, to be changed.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{EditTexts, ShownEdit, edit_page};
use crate::{
    domain::registration::cinema::Section,
    i18n::{Locale, td_string},
    routes,
    server_fns::profiles::cinema::{
        DiscardCinemaChanges, DiscardPersonCinemaChanges, SaveCinemaSection, SavePersonCinemaSection,
    },
};

impl ShownEdit for Section {
    const SAVE_SECTION: &'static str = SaveCinemaSection::PATH;
    const SAVE_SECTION_FILES: &'static str = routes::CINEMA_EDIT_FILES;
    const DISCARD: &'static str = DiscardCinemaChanges::PATH;
    const SAVE_FOR_PERSON: &'static str = SavePersonCinemaSection::PATH;
    const DISCARD_FOR_PERSON: &'static str = DiscardPersonCinemaChanges::PATH;

    fn edit_texts(locale: Locale) -> EditTexts {
        EditTexts { title: td_string!(locale, cinema.edit_title), lead: td_string!(locale, cinema.edit_lead) }
    }
}

/// All sections of the CINEMA profile, or with `?section=…` the form of one. People without one are led to the
/// registration.
#[component]
pub fn CinemaEditPage() -> impl IntoView {
    edit_page::<Section>(None)
}
