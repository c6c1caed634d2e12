//! The main profile's form, to be changed.

use leptos::server_fn::ServerFn;

use super::{EditTexts, ShownEdit};
use crate::{
    domain::registration::Step,
    i18n::{Locale, td_string},
    routes,
    server_fns::profiles::edit::{DiscardPersonChanges, DiscardProfileChanges, SavePersonSection, SaveProfileSection},
};

impl ShownEdit for Step {
    const SAVE_SECTION: &'static str = SaveProfileSection::PATH;
    const SAVE_SECTION_FILES: &'static str = routes::PROFILE_FILES;
    const DISCARD: &'static str = DiscardProfileChanges::PATH;
    const SAVE_FOR_PERSON: &'static str = SavePersonSection::PATH;
    const DISCARD_FOR_PERSON: &'static str = DiscardPersonChanges::PATH;

    fn edit_texts(locale: Locale) -> EditTexts {
        EditTexts { title: td_string!(locale, profile.edit_title), lead: td_string!(locale, profile.edit_lead) }
    }
}
