//! Filling in the registration form as a visitor without scripts does.

use super::browser::{Browser, Page};

/// The form of the step that is shown.
pub const STEP: &str = "form[data-step]";
/// The form of the review.
pub const REVIEW: &str = "form[action='/fn/submit_registration']";

/// Good answers; `answers` replaces those of the fields it names.
const DEFAULTS: &[(&str, &str)] = &[
    ("first_name", "Amina"),
    ("last_name", "Exemple"),
    ("date_of_birth", "1990-02-28"),
    ("gender", "F"),
    ("email", "amina@example.org"),
    ("phone_country", "US"),
    ("phone", "2025550142"),
    ("password", "velvet tram olive seven"),
    ("password_confirm", "velvet tram olive seven"),
    ("residence_country", "MA"),
    ("residence_city", "Casablanca"),
    ("talents", "music"),
    ("visibility", "public"),
    ("accept_terms", "on"),
    ("accept_privacy", "on"),
];

/// The fields each step sends.
pub const STEPS: &[(&str, &[&str])] = &[
    (
        "identity",
        &[
            "first_name",
            "last_name",
            "date_of_birth",
            "gender",
            "passport_number",
            "passport_number_erase",
            "residence_card",
            "guardian_name",
            "guardian_phone",
            "guardian_consent",
        ],
    ),
    (
        "contact",
        &["email", "phone_country", "phone", "whatsapp_country", "whatsapp", "address", "password", "password_confirm"],
    ),
    ("location", &["residence_country", "residence_city", "residence_city_other", "country_of_origin", "nationality"]),
    ("career", &["years_experience", "bio", "education", "languages"]),
    ("availability", &["availability", "work_mode", "hourly_rate", "monthly_rate", "rate_currency"]),
    ("talents", &["talents"]),
    ("documents", &["portfolio_url", "allow_cv_analysis"]),
    (
        "networks",
        &[
            "website",
            "linkedin",
            "facebook",
            "instagram",
            "x",
            "github",
            "youtube",
            "tiktok",
            "telegram",
            "snapchat",
            "behance",
            "dribbble",
            "pinterest",
            "imdb",
            "threads",
        ],
    ),
    ("privacy", &["visibility", "show_name_photo", "show_links", "show_origins", "accept_terms", "accept_privacy"]),
];

/// What is typed into the fields of a step.
pub fn typed<'a>(step: &str, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let (_, fields) = STEPS.iter().find(|(key, _)| *key == step).unwrap();
    let replaced = |name: &str| answers.iter().any(|(n, _)| *n == name);
    DEFAULTS
        .iter()
        .copied()
        .filter(|(name, _)| !replaced(name))
        .chain(answers.iter().copied())
        .filter(|(name, _)| fields.contains(name))
        .collect()
}

/// Goes through all steps; answers the review, or the step that was refused.
pub async fn fill_in(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let mut page = browser.get("/auth/register").await;
    for (step, _) in STEPS {
        let shown = page.attribute(&format!("{STEP} input[name=step]"), "value");
        assert_eq!(shown.as_deref(), Some(*step), "at {}: {}", page.address, page.text());
        // The button that the Enter key presses.
        let answers: Vec<_> = typed(step, answers).into_iter().chain([("action", "next")]).collect();
        page = browser.submit(&page, STEP, &answers).await;
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
    let image = page.attribute("img[src^='/qr/']", "src");
    let image = image.unwrap_or_else(|| panic!("no code at {} ({}): {}", page.address, page.status, page.text()));
    image.trim_start_matches("/qr/").trim_end_matches(".png").to_owned()
}
