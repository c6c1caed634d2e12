//! Filling in the registration form as a visitor without scripts does.

use talentsmaroc::domain::registration::{FormStep as _, Step, fields as f};

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

/// What is typed into the fields of a step.
pub fn typed<'a>(step: &str, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let step = Step::from_key(step).unwrap();
    let asks = |name: &str| {
        step.stored_inputs().contains(&name)
            || (step == Step::Contact && matches!(name, f::PASSWORD | f::PASSWORD_CONFIRM))
            || (step == Step::Documents && f::SECRETS.iter().any(|secret| name == f::erase_box(secret)))
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

/// Goes through all steps; answers the review, or the step that was refused.
pub async fn fill_in(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let mut page = browser.get("/auth/register").await;
    for step in Step::ALL.map(Step::key) {
        let shown = page.attribute(&format!("{STEP} input[name=step]"), "value");
        assert_eq!(shown.as_deref(), Some(step), "at {}: {}", page.address, page.text());
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
