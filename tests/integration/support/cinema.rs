//! Filling in the CINEMA form as a visitor without scripts does.

use talentsmaroc::domain::registration::{FormStep as _, cinema::Section, fields as f};

use super::{
    browser::{Browser, Page},
    registration::STEP,
};

/// The form of the review.
pub const REVIEW: &str = "form[action='/fn/submit_cinema_registration']";
/// Where files go.
pub const UPLOAD: &str = "/cinema/register/files";

/// Good answers; `answers` replaces those of the fields it names.
const DEFAULTS: &[(&str, &str)] = &[
    ("first_name", "Amina"),
    ("last_name", "Exemple"),
    ("date_of_birth", "1990-02-28"),
    ("gender", "F"),
    ("id_document_type", "passport"),
    ("id_document_number", "ZZ-SPECIMEN-7"),
    ("email", "amina@example.org"),
    ("phone_country", "US"),
    ("phone", "2025550142"),
    ("password", "velvet tram olive seven"),
    ("password_confirm", "velvet tram olive seven"),
    ("ethnicities", "amazigh"),
    ("nationality", "MA"),
    ("country_of_residence", "MA"),
    ("city_of_residence", "Casablanca"),
    ("languages", "ar"),
    ("eye_color", "green"),
    ("height", "172"),
    ("playing_age_min", "25"),
    ("playing_age_max", "35"),
    ("talent_types", "stunt_performer"),
    ("other_talents", "horse_riding"),
    ("instagram", "@amina.exemple"),
    ("years_of_experience", "6"),
    ("production_title", "Ali Zaoua"),
    ("production_year", "2000"),
    ("production_type", "film"),
    ("production_role", "Figurante"),
    ("production_tmdb_id", ""),
    ("production_poster", ""),
    ("visibility", "public"),
    ("accept_terms", "on"),
    ("accept_privacy", "on"),
];

/// What is typed into the fields of a section.
pub fn typed<'a>(section: &str, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let section = Section::from_key(section).unwrap();
    let asks = |name: &str| {
        section.stored_inputs().iter().any(|kept| Section::shown_name(kept) == name)
            || (section == Section::Identity && matches!(name, f::PASSWORD | f::PASSWORD_CONFIRM))
    };
    let replaced = |name: &str| answers.iter().any(|(n, _)| *n == name);
    DEFAULTS
        .iter()
        .copied()
        .filter(|(name, _)| !replaced(name))
        .chain(answers.iter().copied())
        .filter(|(name, _)| asks(name))
        .collect()
}

/// Sends the section that is shown.
pub async fn send(browser: &mut Browser, page: &Page, answers: &[(&str, &str)]) -> Page {
    let section = page.attribute(&format!("{STEP} input[name=step]"), "value");
    let section =
        section.unwrap_or_else(|| panic!("no section at {} ({}): {}", page.address, page.status, page.text()));
    let answers: Vec<_> = typed(&section, answers).into_iter().chain([("action", "next")]).collect();
    browser.submit(page, STEP, &answers).await
}

/// Goes through all nine sections; answers the review, or the section that was refused.
pub async fn fill_in(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let mut page = browser.get("/cinema/register").await;
    for section in Section::ALL.map(Section::key) {
        let shown = page.attribute(&format!("{STEP} input[name=step]"), "value");
        assert_eq!(shown.as_deref(), Some(section), "at {}: {}", page.address, page.text());
        page = send(browser, &page, answers).await;
        if page.has("#errors") {
            break;
        }
    }
    page
}

/// Registers; answers the page after it.
pub async fn register(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let review = fill_in(browser, answers).await;
    browser.submit(&review, REVIEW, &[]).await
}

/// The unique code on the page after a registration.
pub fn code_on(page: &Page) -> String {
    let image = page.attribute("img[src^='/qr/cinema/']", "src");
    let image = image.unwrap_or_else(|| panic!("no code at {} ({}): {}", page.address, page.status, page.text()));
    image.trim_start_matches("/qr/cinema/").trim_end_matches(".png").to_owned()
}
