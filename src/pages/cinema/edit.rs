//! `/cinema/edit`: the CINEMA profile, to be changed.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    components::form::CINEMA_EDIT_FILES,
    domain::{
        cinema::{Section, fields as c, production_fields as p},
        registration::fields as f,
    },
    i18n::{Locale, td_string},
    pages::profile::edit::{EditTexts, ShownEdit, edit_page},
    server_fns::cinema_edit::{DiscardCinemaChanges, SaveCinemaSection},
};

impl ShownEdit for Section {
    const SAVE_SECTION: &'static str = SaveCinemaSection::PATH;
    const SAVE_SECTION_FILES: &'static str = CINEMA_EDIT_FILES;
    const DISCARD: &'static str = DiscardCinemaChanges::PATH;

    fn edit_texts(locale: Locale) -> EditTexts {
        EditTexts { title: td_string!(locale, cinema.edit_title), lead: td_string!(locale, cinema.edit_lead) }
    }

    fn boxes(self) -> Vec<&'static str> {
        match self {
            Self::Identity => vec![f::GUARDIAN_CONSENT],
            Self::Origins => vec![c::ETHNICITIES, f::SHOW_ORIGINS],
            Self::Languages => vec![f::LANGUAGES],
            Self::Types => vec![c::TALENT_TYPES],
            Self::Skills => vec![c::OTHER_TALENTS],
            Self::Pictures => [f::SHOW_NAME_PHOTO, f::SHOW_LINKS].into_iter().chain(p::ALL).collect(),
            Self::Residence | Self::Physique | Self::Networks => Vec::new(),
        }
    }
}

/// All sections of the CINEMA profile, or with `?section=…` the form of one. People without one are led to the
/// registration.
#[component]
pub fn CinemaEditPage() -> impl IntoView {
    edit_page::<Section>()
}
