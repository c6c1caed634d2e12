//! Names and colours of the nine sections.

use crate::{
    components::section_card::SectionColor,
    domain::{
        cinema::{Section, fields as c},
        registration::{FormStep as _, fields as f},
    },
    i18n::{Locale, td_string},
};

/// The name of a section.
pub fn section_label(locale: Locale, section: Section) -> &'static str {
    match section {
        Section::Identity => td_string!(locale, section.cinema_identity),
        Section::Origins => td_string!(locale, section.origins),
        Section::Residence => td_string!(locale, section.residence),
        Section::Languages => td_string!(locale, section.languages),
        Section::Physique => td_string!(locale, section.physique),
        Section::Types => td_string!(locale, section.types),
        Section::Skills => td_string!(locale, section.skills),
        Section::Networks => td_string!(locale, section.networks),
        Section::Pictures => td_string!(locale, section.pictures),
    }
}

/// What a section is about, in a sentence.
pub fn section_intro(locale: Locale, section: Section) -> &'static str {
    match section {
        Section::Identity => td_string!(locale, section.cinema_identity_intro),
        Section::Origins => td_string!(locale, section.origins_intro),
        Section::Residence => td_string!(locale, section.location_intro),
        Section::Languages => td_string!(locale, section.languages_intro),
        Section::Physique => td_string!(locale, section.physique_intro),
        Section::Types => td_string!(locale, section.types_intro),
        Section::Skills => td_string!(locale, section.skills_intro),
        Section::Networks => td_string!(locale, section.networks_intro),
        Section::Pictures => td_string!(locale, section.pictures_intro),
    }
}

/// The colour of a section, the same in the form and on the profile.
pub const fn section_color(section: Section) -> SectionColor {
    match section {
        Section::Identity => SectionColor::Blue,
        Section::Origins => SectionColor::Green,
        Section::Residence => SectionColor::Purple,
        Section::Languages => SectionColor::Cyan,
        Section::Physique => SectionColor::Orange,
        Section::Types => SectionColor::Yellow,
        Section::Skills => SectionColor::Pink,
        Section::Networks => SectionColor::Indigo,
        Section::Pictures => SectionColor::Red,
    }
}

/// The fields of a section, those the draft does not keep included.
pub fn section_fields(section: Section) -> Vec<&'static str> {
    let others: &[&str] = match section {
        Section::Identity => &[f::PASSWORD, f::PASSWORD_CONFIRM],
        Section::Pictures => &[f::PHOTO, c::ID_PHOTO, c::GALLERY_PHOTOS],
        _ => &[],
    };
    section.kept_fields().iter().chain(others).copied().collect()
}
