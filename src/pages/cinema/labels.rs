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
        Section::Identity => td_string!(locale, cinema.identity),
        Section::Origins => td_string!(locale, cinema.origins),
        Section::Residence => td_string!(locale, cinema.residence),
        Section::Languages => td_string!(locale, cinema.languages),
        Section::Physique => td_string!(locale, cinema.physique),
        Section::Types => td_string!(locale, cinema.types),
        Section::Skills => td_string!(locale, cinema.skills),
        Section::Networks => td_string!(locale, cinema.networks),
        Section::Pictures => td_string!(locale, cinema.pictures),
    }
}

/// What a section is about, in a sentence.
pub fn section_intro(locale: Locale, section: Section) -> &'static str {
    match section {
        Section::Identity => td_string!(locale, cinema.identity_intro),
        Section::Origins => td_string!(locale, cinema.origins_intro),
        Section::Residence => td_string!(locale, register.location_intro),
        Section::Languages => td_string!(locale, cinema.languages_intro),
        Section::Physique => td_string!(locale, cinema.physique_intro),
        Section::Types => td_string!(locale, cinema.types_intro),
        Section::Skills => td_string!(locale, cinema.skills_intro),
        Section::Networks => td_string!(locale, register.networks_intro),
        Section::Pictures => td_string!(locale, cinema.pictures_intro),
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
