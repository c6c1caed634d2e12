//! Names of steps and fields, and the colours of the steps.

use crate::{
    components::section_card::SectionColor,
    domain::{
        cinema::fields as c,
        completeness::PROFILE_SCORE,
        reference,
        registration::{FormStep as _, Step, fields as f},
    },
    i18n::{Locale, td_string},
};

/// The name of a step.
pub fn step_label(locale: Locale, step: Step) -> &'static str {
    match step {
        Step::Identity => td_string!(locale, register.step_identity),
        Step::Contact => td_string!(locale, register.step_contact),
        Step::Location => td_string!(locale, register.step_location),
        Step::Career => td_string!(locale, register.step_career),
        Step::Availability => td_string!(locale, register.step_availability),
        Step::Talents => td_string!(locale, register.step_talents),
        Step::Documents => td_string!(locale, register.step_documents),
        Step::Networks => td_string!(locale, register.step_networks),
        Step::Privacy => td_string!(locale, register.step_privacy),
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
        Step::Identity => td_string!(locale, register.identity_intro),
        Step::Contact => td_string!(locale, register.contact_intro),
        Step::Location => td_string!(locale, register.location_intro),
        Step::Career => td_string!(locale, register.career_intro),
        Step::Availability => td_string!(locale, register.availability_intro),
        Step::Talents => td_string!(locale, register.talents_intro),
        Step::Documents => td_string!(locale, register.documents_intro),
        Step::Networks => td_string!(locale, register.networks_intro),
        Step::Privacy => td_string!(locale, register.privacy_intro),
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

/// The name of a field.
pub fn field_label(locale: Locale, field: &str) -> &'static str {
    match field {
        f::FIRST_NAME => td_string!(locale, register.first_name),
        f::LAST_NAME => td_string!(locale, register.last_name),
        f::DATE_OF_BIRTH => td_string!(locale, register.date_of_birth),
        f::GENDER => td_string!(locale, register.gender),
        f::GUARDIAN_NAME => td_string!(locale, register.guardian_name),
        f::GUARDIAN_PHONE => td_string!(locale, register.guardian_phone),
        f::GUARDIAN_CONSENT => td_string!(locale, register.guardian_label),
        f::EMAIL => td_string!(locale, register.email),
        f::PHONE => td_string!(locale, register.phone),
        f::PHONE_COUNTRY => td_string!(locale, register.phone_country),
        f::PASSWORD => td_string!(locale, register.password),
        f::PASSWORD_CONFIRM => td_string!(locale, register.password_confirm),
        f::RESIDENCE_COUNTRY => td_string!(locale, register.residence_country),
        f::RESIDENCE_CITY => td_string!(locale, register.residence_city),
        f::RESIDENCE_CITY_OTHER => td_string!(locale, register.residence_city_other),
        f::TALENTS => td_string!(locale, register.talents),
        f::VISIBILITY => td_string!(locale, register.visibility_short),
        f::SHOW_NAME_PHOTO => td_string!(locale, register.show_name_photo),
        f::SHOW_LINKS => td_string!(locale, register.show_links),
        f::SHOW_ORIGINS => td_string!(locale, register.show_origins),
        f::ACCEPT_TERMS => td_string!(locale, register.terms_label),
        f::ACCEPT_PRIVACY => td_string!(locale, register.privacy_label),
        f::PASSPORT_NUMBER => td_string!(locale, register.passport_number),
        f::RESIDENCE_CARD => td_string!(locale, register.residence_card),
        f::WHATSAPP => td_string!(locale, register.whatsapp),
        f::WHATSAPP_COUNTRY => td_string!(locale, register.whatsapp_country),
        f::ADDRESS => td_string!(locale, register.address),
        f::COUNTRY_OF_ORIGIN => td_string!(locale, register.country_of_origin),
        f::NATIONALITY => td_string!(locale, register.nationality),
        f::YEARS_EXPERIENCE => td_string!(locale, register.years_experience),
        f::BIO => td_string!(locale, register.bio),
        f::EDUCATION => td_string!(locale, register.education),
        f::LANGUAGES => td_string!(locale, register.languages),
        f::AVAILABILITY => td_string!(locale, register.availability),
        f::WORK_MODE => td_string!(locale, register.work_mode),
        f::HOURLY_RATE => td_string!(locale, register.hourly_rate),
        f::MONTHLY_RATE => td_string!(locale, register.monthly_rate),
        f::RATE_CURRENCY => td_string!(locale, register.rate_currency),
        f::PHOTO => td_string!(locale, files.photo),
        f::CV => td_string!(locale, files.cv),
        f::PORTFOLIO_URL => td_string!(locale, register.portfolio_url),
        f::ALLOW_CV_ANALYSIS => td_string!(locale, register.allow_cv_analysis_label),
        f::WEBSITE => td_string!(locale, register.website),
        PROFILE_SCORE => td_string!(locale, profile.score),
        other => cinema_label(locale, other),
    }
}

/// The name of a field that only the CINEMA form has, or of a network's.
fn cinema_label(locale: Locale, field: &str) -> &'static str {
    match field {
        f::ID_DOCUMENT_TYPE => td_string!(locale, cinema.id_document_type),
        f::ID_DOCUMENT_NUMBER => td_string!(locale, cinema.id_document_number),
        c::ETHNICITIES => td_string!(locale, cinema.ethnicities),
        c::EYE_COLOR => td_string!(locale, cinema.eye_color),
        c::HAIR_COLOR => td_string!(locale, cinema.hair_color),
        c::HAIR_TYPE => td_string!(locale, cinema.hair_type),
        c::SKIN_TONE => td_string!(locale, cinema.skin_tone),
        c::BUILD => td_string!(locale, cinema.build),
        c::HEIGHT => td_string!(locale, cinema.height),
        c::PLAYING_AGE_MIN => td_string!(locale, cinema.playing_age_min),
        c::PLAYING_AGE_MAX => td_string!(locale, cinema.playing_age_max),
        c::TALENT_TYPES => td_string!(locale, cinema.talent_types),
        c::OTHER_TALENTS => td_string!(locale, cinema.other_talents),
        c::ID_PHOTO => td_string!(locale, cinema.id_photo),
        c::PRODUCTIONS => td_string!(locale, cinema.productions),
        c::GALLERY_PHOTOS => td_string!(locale, cinema.gallery_photos),
        network => reference::term("social_network", network).map_or("", |term| term.label(locale.into())),
    }
}
