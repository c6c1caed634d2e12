//! Answers to the fields of the nine CINEMA sections, and the ways to give and to change them.

use std::sync::LazyLock;

use talentsmaroc::domain::{
    module::Module,
    registration::{FormStep as _, cinema::Section, stored_name},
};

use super::{
    answers::{Answer, with_every_text},
    browser::{Browser, Page},
};

/// The form of a section that is changed.
pub const SECTION: &str = "form[data-section]";
const STEP: &str = "form[data-step]";
const REVIEW: &str = "form[action='/fn/submit_cinema_registration']";

/// Answers to every field of the CINEMA form, by the names the form shows.
pub static ANSWERS: LazyLock<Vec<Answer>> = LazyLock::new(|| with_every_text(Module::Cinema, GIVEN));

const GIVEN: &[Answer] = &[
    ("first_name", "Canarifirst", "Canarianother"),
    ("last_name", "Canarilast", "Canariother"),
    ("date_of_birth", "1990-02-28", "1991-03-30"),
    ("gender", "F", "N"),
    ("id_document_type", "passport", "national_id"),
    ("id_document_number", "CANARIDOC1", "CANARIDOC2"),
    ("phone_country", "US", "MA"),
    ("phone", "+12025550101", "+212600000000"),
    ("whatsapp_country", "US", "MA"),
    ("whatsapp", "+12025550102", "+212600000001"),
    ("website", "https://canarisite.example/1", "https://canarisite.example/2"),
    ("ethnicities", "amazigh", "mixed"),
    ("country_of_origin", "SN", "ML"),
    ("nationality", "TN", "DZ"),
    ("show_origins", "", "on"),
    ("country_of_residence", "MA", "FR"),
    ("city_of_residence", "Casablanca", "Paris"),
    ("city_of_residence_other", "", ""),
    ("languages", "es", "pt"),
    ("eye_color", "odd", "grey"),
    ("hair_color", "brown", "dyed"),
    ("hair_type", "kinky", "wavy"),
    ("skin_tone", "olive", "deep"),
    ("build", "average", "stout"),
    ("height", "181", "182"),
    ("playing_age_min", "21", "22"),
    ("playing_age_max", "31", "32"),
    ("talent_types", "lead_actor", "stunt_performer"),
    ("other_talents", "horse_riding", "juggler"),
    ("facebook", "https://www.facebook.com/canari1", "https://www.facebook.com/canari2"),
    ("instagram", "https://www.instagram.com/canari1", "https://www.instagram.com/canari2"),
    ("tiktok", "https://www.tiktok.com/@canari1", "https://www.tiktok.com/@canari2"),
    ("youtube", "https://www.youtube.com/@canari1", "https://www.youtube.com/@canari2"),
    ("x", "https://x.com/canari1", "https://x.com/canari2"),
    ("linkedin", "https://www.linkedin.com/in/canari1", "https://www.linkedin.com/in/canari2"),
    ("imdb", "https://www.imdb.com/name/nm0000001", "https://www.imdb.com/name/nm0000002"),
    ("threads", "https://www.threads.net/@canari1", "https://www.threads.net/@canari2"),
    ("snapchat", "https://www.snapchat.com/add/canari1", "https://www.snapchat.com/add/canari2"),
    ("telegram", "https://t.me/canari1", "https://t.me/canari2"),
    ("production_title", "Canarifilm one", "Canarifilm two"),
    ("production_year", "1987", "1988"),
    ("production_type", "series", "commercial"),
    ("production_role", "Canarirole one", "Canarirole two"),
    ("years_of_experience", "7", "12"),
    ("visibility", "public", "members"),
    ("show_name_photo", "", "on"),
    ("show_links", "", "on"),
];

/// What a new account is asked beside that, and every account when a profile is made.
const WHEN_REGISTERING: &[(&str, &str)] = &[
    ("email", "amina@example.org"),
    ("password", "velvet tram olive seven"),
    ("password_confirm", "velvet tram olive seven"),
    ("accept_terms", "on"),
    ("accept_privacy", "on"),
];

/// Whether a section shows a field under this name.
pub fn asks(section: Section, shown: &str) -> bool {
    section.asks(stored_name(Section::RENAMED, shown))
}

/// Fills in the CINEMA form as far as it is shown and sends it; `answers` replaces those of the fields it names.
pub async fn register_cinema(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let replaced = |name: &str| answers.iter().any(|(field, _)| *field == name);
    let given: Vec<(&str, &str)> = ANSWERS
        .iter()
        .map(|(field, first, _)| (*field, *first))
        .chain(WHEN_REGISTERING.iter().copied())
        .filter(|(field, _)| !replaced(field))
        .chain(answers.iter().copied())
        .collect();
    let mut page = browser.get("/cinema/register").await;
    while page.has(STEP) {
        let key = page.attribute(&format!("{STEP} input[name=step]"), "value").unwrap();
        let section = Section::from_key(&key).unwrap();
        let asked = |name: &str| {
            let of_account = section == Section::Identity && name.starts_with("password");
            (asks(section, name) || of_account) && page.has(&format!("{STEP} [name='{name}']"))
        };
        let typed: Vec<_> = given.iter().copied().filter(|(name, _)| asked(name)).chain([("action", "next")]).collect();
        let after = browser.submit(&page, STEP, &typed).await;
        assert!(!after.has("#errors"), "{key} at {}: {}", after.address, after.text());
        page = after;
    }
    browser.submit(&page, REVIEW, &[]).await
}

/// The form of a section, or what is shown instead.
pub async fn open(browser: &mut Browser, section: Section) -> Page {
    browser.get(&format!("/cinema/edit?section={}", section.key())).await
}

/// What the first field of this name in a section's form holds, as a browser would send it.
pub fn held(page: &Page, field: &str) -> Option<String> {
    let select = page.attribute(&format!("{SECTION} select[name='{field}'] option[selected]"), "value");
    let ticked = page.attribute(&format!("{SECTION} input[name='{field}'][checked]"), "value");
    let typed =
        page.attribute(&format!("{SECTION} input[name='{field}']:not([type=checkbox]):not([type=radio])"), "value");
    let text = page.texts(&format!("{SECTION} textarea[name='{field}']")).first().cloned();
    select.or(ticked).or(typed).or(text).filter(|value| !value.is_empty())
}

/// The overview without its place.
pub fn is_overview(page: &Page) -> bool {
    page.address.split('#').next() == Some("/cinema/edit")
}
