//! Answers to every field of the nine steps, so that a test can walk through all of them.

use std::sync::LazyLock;

use talentsmaroc::domain::{
    fields::{FIELDS, Kind, Script},
    module::Module,
    registration::fields as f,
};

/// A field, an answer to it, and another to change it to. The words occur nowhere else.
pub type Answer = (&'static str, &'static str, &'static str);

/// The given answers and one for every other field of text that the form of a module asks: a new one needs no line.
pub fn with_every_text(module: Module, given: &[Answer]) -> Vec<Answer> {
    let asked = FIELDS.iter().filter(|field| field.is_asked_by(module));
    let texts = asked.filter(|field| given.iter().all(|(name, ..)| *name != field.name)).filter_map(|field| {
        let words = |end: &str| -> &'static str { format!("Canari{} {end}", field.name.replace('_', "")).leak() };
        match field.kind {
            Kind::Line { script: Script::Arabic, .. } => Some((field.name, "كناري الأول", "كناري الثاني")),
            Kind::Line { .. } | Kind::Text { .. } => Some((field.name, words("one"), words("two"))),
            _ => None,
        }
    });
    given.iter().copied().chain(texts).collect()
}

/// Answers to every field of the main form.
pub static ANSWERS: LazyLock<Vec<Answer>> = LazyLock::new(|| with_every_text(Module::Main, GIVEN));

const GIVEN: &[Answer] = &[
    (f::FIRST_NAME, "Canarifirst", "Canarianother"),
    (f::LAST_NAME, "Canarilast", "Canariother"),
    (f::DATE_OF_BIRTH, "1990-02-28", "1991-03-30"),
    (f::GENDER, "F", "N"),
    (f::PASSPORT_NUMBER, "CANARIPASS1", "CANARIPASS2"),
    (f::RESIDENCE_CARD, "CANARICARD1", "CANARICARD2"),
    (f::PHONE_COUNTRY, "US", "MA"),
    (f::PHONE, "+12025550101", "+212600000000"),
    (f::WHATSAPP_COUNTRY, "US", "MA"),
    (f::WHATSAPP, "+12025550102", "+212600000001"),
    (f::ADDRESS, "1 rue du Canariaddress", "2 rue du Canarimoved"),
    (f::COUNTRY_OF_ORIGIN, "SN", "ML"),
    (f::NATIONALITY, "TN", "DZ"),
    (f::RESIDENCE_COUNTRY, "MA", "FR"),
    (f::RESIDENCE_CITY, "Casablanca", "Paris"),
    (f::RESIDENCE_CITY_OTHER, "", ""),
    (f::YEARS_EXPERIENCE, "7", "12"),
    (f::BIO, "Canaribio one", "Canaribio two"),
    (f::EDUCATION, "Canaristudy one", "Canaristudy two"),
    (f::LANGUAGES, "es", "pt"),
    (f::AVAILABILITY, "weekends", "evenings"),
    (f::WORK_MODE, "nomad", "hybrid"),
    (f::HOURLY_RATE, "987651", "987652"),
    (f::MONTHLY_RATE, "876541", "876542"),
    (f::RATE_CURRENCY, "XOF", "EUR"),
    (f::TALENTS, "music", "dj"),
    (f::PORTFOLIO_URL, "https://canariportfolio.example/1", "https://canariportfolio.example/2"),
    (f::ALLOW_CV_ANALYSIS, "on", ""),
    (f::WEBSITE, "https://canarisite.example/1", "https://canarisite.example/2"),
    ("linkedin", "https://www.linkedin.com/in/canari1", "https://www.linkedin.com/in/canari2"),
    ("facebook", "https://www.facebook.com/canari1", "https://www.facebook.com/canari2"),
    ("instagram", "https://www.instagram.com/canari1", "https://www.instagram.com/canari2"),
    ("x", "https://x.com/canari1", "https://x.com/canari2"),
    ("github", "https://github.com/canari1", "https://github.com/canari2"),
    ("youtube", "https://www.youtube.com/@canari1", "https://www.youtube.com/@canari2"),
    ("tiktok", "https://www.tiktok.com/@canari1", "https://www.tiktok.com/@canari2"),
    ("telegram", "https://t.me/canari1", "https://t.me/canari2"),
    ("snapchat", "https://www.snapchat.com/add/canari1", "https://www.snapchat.com/add/canari2"),
    ("behance", "https://www.behance.net/canari1", "https://www.behance.net/canari2"),
    ("dribbble", "https://dribbble.com/canari1", "https://dribbble.com/canari2"),
    ("pinterest", "https://www.pinterest.com/canari1", "https://www.pinterest.com/canari2"),
    ("imdb", "https://www.imdb.com/name/nm0000001", "https://www.imdb.com/name/nm0000002"),
    ("threads", "https://www.threads.net/@canari1", "https://www.threads.net/@canari2"),
    (f::VISIBILITY, "public", "members"),
    (f::SHOW_NAME_PHOTO, "", "on"),
    (f::SHOW_LINKS, "", "on"),
    (f::SHOW_ORIGINS, "", "on"),
];

/// Asked when registering only, or only of minors.
pub const NOT_EDITED: &[&str] =
    &[f::EMAIL, f::ACCEPT_TERMS, f::ACCEPT_PRIVACY, f::GUARDIAN_NAME, f::GUARDIAN_PHONE, f::GUARDIAN_CONSENT];

/// Answers that leave a person with the civil name alone.
pub fn civil_name_alone() -> impl Iterator<Item = (&'static str, &'static str)> {
    FIELDS.iter().filter(|field| !field.stands_for.is_empty()).map(|field| (field.name, ""))
}

/// What is typed when registering.
pub fn first() -> Vec<(&'static str, &'static str)> {
    ANSWERS.iter().map(|(field, value, _)| (*field, *value)).filter(|(_, value)| !value.is_empty()).collect()
}
