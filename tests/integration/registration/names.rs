//! Names and texts as people type and paste them, through the forms.

use talentsmaroc::domain::registration::cinema::Section;

use crate::support::{
    browser::{Browser, Page},
    cinema, on_both,
    own_data::number,
    registration::{STEP, code_on, register, typed},
};

/// Nothing that can be seen.
const BLANK: [&str; 12] = [
    "\u{200b}",
    "\u{2800}",
    "\u{200d}\u{200d}",
    "\u{ffa0}",
    "\u{3164}",
    "\u{115f}",
    "\u{34f}",
    "\u{200e}\u{200f}",
    "\u{fe0f}",
    "\u{2066}\u{2069}",
    "\u{ad}",
    "\u{e0041}",
];
/// Seen, but no name.
const WITHOUT_LETTERS: [&str; 5] = ["'", "12", "\u{640}", "🎬", "ʼ"];
/// A language, its sentence for no answer, and a part of its sentence for a name without letters.
const LANGUAGES: [(&str, &str, &str); 3] = [
    ("fr", "Champ obligatoire.", "au moins une lettre"),
    ("en", "Required.", "at least one letter"),
    ("ar", "خانة إلزامية.", "بحرف واحد على الأقل"),
];

on_both! {
    async fn names_of_nothing_are_refused_and_stay_as_they_were_typed(app: TestApp) {
        let mut browser = app.browser();
        for field in ["first_name", "last_name"] {
            for name in BLANK.into_iter().chain(WITHOUT_LETTERS) {
                let page = send(&mut browser, "identity", &[(field, name)]).await;
                only_wrong(&page, field, name);
                let shown = page.attribute(&format!("input[name={field}]"), "value");
                assert_eq!(shown.as_deref(), Some(name), "{}", name.escape_unicode());
                let (other, kept) = if field == "first_name" { ("last_name", "Exemple") } else { ("first_name", "Amina") };
                assert_eq!(page.attribute(&format!("input[name={other}]"), "value").as_deref(), Some(kept));
            }
        }
        // A stage name may be left out, and one that cannot be seen is.
        only_wrong(&send(&mut browser, "identity", &[("stage_name", "12")]).await, "stage_name", "12");
        let page = send(&mut browser, "identity", &[("stage_name", "\u{200b}")]).await;
        assert!(!page.has("#errors"), "{}", page.text());
    }

    async fn each_language_says_what_a_name_needs(app: TestApp) {
        for (language, required, letter) in LANGUAGES {
            let mut browser = app.browser();
            browser.language = language;
            let page = send(&mut browser, "identity", &[("first_name", "\u{2800}"), ("last_name", "'")]).await;
            assert!(page.texts("#field-first_name-error")[0].contains(required), "{}", page.text());
            assert!(page.texts("#field-last_name-error")[0].contains(letter), "{}", page.text());
        }
    }

    async fn guardians_cities_and_productions_need_something_to_read(app: TestApp) {
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let mut browser = app.browser();
        for name in BLANK.into_iter().chain(WITHOUT_LETTERS) {
            let minor = [
                ("date_of_birth", born.as_str()),
                ("guardian_phone", "+12025550143"),
                ("guardian_consent", "on"),
                ("guardian_name", name),
            ];
            only_wrong(&send(&mut browser, "identity", &minor).await, "guardian_name", name);
            let city = [("residence_city", "other"), ("residence_city_other", name)];
            only_wrong(&send(&mut browser, "location", &city).await, "residence_city_other", name);
        }
        let mut browser = app.browser();
        for (title, wrong) in [("\u{200b}", true), ("…", true), ("1917", false)] {
            let page = browser.get("/cinema/register?step=pictures").await;
            let key = page.attribute(&format!("{STEP} input[name=step]"), "value").unwrap();
            assert_eq!(Section::from_key(&key), Some(Section::Pictures));
            let page = cinema::send(&mut browser, &page, &[("production_title", title)]).await;
            assert_eq!(page.has("#errors a[href='#field-production_title-0']"), wrong, "{title}: {}", page.text());
        }
    }

    async fn pasted_texts_are_stored_without_what_came_along(app: TestApp) {
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[
            ("first_name", "\u{2068}Amina\u{a0}Sara\u{2069}"),
            ("last_name", "\u{feff}Exempl\u{65}\u{301}"),
            ("bio", "Comédienne.\u{b}Vit à Rabat."),
            ("education", "Page\u{c}Suivante"),
            ("address", "12\u{200f}، شارع المثال"),
            ("instagram", "\u{2068}@amina\u{2069}"),
            ("website", "\u{200e}https://amina.example/book\u{200b}"),
        ]).await);
        let people = "SELECT COUNT(*) AS n FROM people WHERE first_name = 'Amina Sara' AND last_name = 'Exemplé'";
        assert_eq!(number(&app, people).await, 1);
        let texts = "SELECT COUNT(*) AS n FROM main_profiles \
                     WHERE bio = 'Comédienne.\nVit à Rabat.' AND education = 'Page\nSuivante'";
        assert_eq!(number(&app, texts).await, 1);
        let profile = browser.get(&format!("/profile/view/{code}")).await;
        for address in ["https://www.instagram.com/amina", "https://amina.example/book"] {
            assert!(profile.has(&format!("a[href='{address}']")), "{address}: {}", profile.html());
        }
    }
}

/// Sends a step of the main form, with these answers in place of good ones.
async fn send(browser: &mut Browser, step: &str, answers: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/auth/register?step={step}")).await;
    let answers: Vec<_> = typed(step, answers).into_iter().chain([("action", "next")]).collect();
    browser.submit(&page, STEP, &answers).await
}

fn only_wrong(page: &Page, field: &str, typed: &str) {
    assert_eq!(page.texts("#errors li").len(), 1, "{field} {}: {}", typed.escape_unicode(), page.text());
    assert!(page.has(&format!("#errors a[href='#field-{field}']")), "{field} {}", typed.escape_unicode());
}
