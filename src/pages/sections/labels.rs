//! Names of steps and fields, and the colours of the steps.

use crate::{
    components::section_card::SectionColor,
    domain::{
        reference,
        registration::{FormStep as _, Step, fields as f},
    },
    i18n::{Locale, td_string},
    named_texts,
};

/// The name of a step.
pub fn step_label(locale: Locale, step: Step) -> &'static str {
    match step {
        Step::Identity => td_string!(locale, section.identity),
        Step::Contact => td_string!(locale, section.contact),
        Step::Location => td_string!(locale, section.location),
        Step::Career => td_string!(locale, section.career),
        Step::Availability => td_string!(locale, section.availability),
        Step::Talents => td_string!(locale, section.talents),
        Step::Documents => td_string!(locale, section.documents),
        Step::Networks => td_string!(locale, section.networks),
        Step::Privacy => td_string!(locale, section.privacy),
    }
}

/// The colour of a step, the same as its section has everywhere.
pub const fn step_color(step: Step) -> SectionColor {
    match step {
        Step::Identity => SectionColor::Blue,
        Step::Contact => SectionColor::Green,
        Step::Location => SectionColor::Red,
        Step::Career => SectionColor::Purple,
        Step::Availability => SectionColor::Yellow,
        Step::Talents => SectionColor::Orange,
        Step::Documents => SectionColor::Cyan,
        Step::Networks => SectionColor::Pink,
        Step::Privacy => SectionColor::Slate,
    }
}

/// What a step is about, in a sentence.
pub fn step_intro(locale: Locale, step: Step) -> &'static str {
    match step {
        Step::Identity => td_string!(locale, section.identity_intro),
        Step::Contact => td_string!(locale, section.contact_intro),
        Step::Location => td_string!(locale, section.location_intro),
        Step::Career => td_string!(locale, section.career_intro),
        Step::Availability => td_string!(locale, section.availability_intro),
        Step::Talents => td_string!(locale, section.talents_intro),
        Step::Documents => td_string!(locale, section.documents_intro),
        Step::Networks => td_string!(locale, section.networks_intro),
        Step::Privacy => td_string!(locale, section.privacy_intro),
    }
}

/// The fields of a step, those the draft does not keep included.
pub fn fields_of(step: Step) -> Vec<&'static str> {
    let others: &[&str] = match step {
        Step::Contact => &[f::PASSWORD, f::PASSWORD_CONFIRM],
        Step::Documents => &[f::PHOTO, f::CV],
        _ => &[],
    };
    others.iter().chain(step.kept_fields()).copied().collect()
}

/// The name of a field, or of one of its inputs.
pub fn field_label(locale: Locale, field: &str) -> &'static str {
    let network = || reference::term("social_network", field).map_or("", |term| term.label(locale.into()));
    named_texts::field(locale, field).unwrap_or_else(network)
}
