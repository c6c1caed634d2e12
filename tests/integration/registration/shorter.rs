//! What makes the forms short: what can be left out, folded away or typed once.

use crate::support::{
    browser::{Browser, Page},
    cinema,
    files::photo,
    on_both, on_sqlite,
    registration::{REVIEW, STEP, code_on, fill_in, typed},
};

/// The key of the step that is shown.
fn shown(page: &Page) -> String {
    let key = page.attribute(&format!("{STEP} input[name=step]"), "value");
    key.unwrap_or_else(|| panic!("no form at {} ({}): {}", page.address, page.status, page.text()))
}

/// Sends the step that is shown by one of its buttons.
async fn press(browser: &mut Browser, page: &Page, button: &str, answers: &[(&str, &str)]) -> Page {
    let answers: Vec<_> = typed(&shown(page), answers).into_iter().chain([("action", button)]).collect();
    browser.submit(page, STEP, &answers).await
}

fn offers(page: &Page, button: &str) -> bool {
    page.has(&format!("{STEP} button[name=action][value={button}]"))
}

on_both! {
    async fn the_rest_can_wait_once_it_is_known_where_a_person_lives(app: TestApp) {
        let mut browser = app.browser();
        let mut page = browser.get("/auth/register").await;
        let mut asked = Vec::new();
        while page.has(STEP) {
            asked.push(shown(&page));
            let button = if offers(&page, "finish") { "finish" } else { "next" };
            page = press(&mut browser, &page, button, &[]).await;
            assert!(!page.has("#errors"), "{}", page.text());
        }
        assert_eq!(asked, ["identity", "contact", "location", "talents", "privacy"]);
        // Leaving and coming back leads to the same place, and what was left out stays within reach.
        assert_eq!(browser.get("/auth/register").await.texts("h1"), page.texts("h1"));
        let privacy = browser.get("/auth/register?step=privacy").await;
        for left_out in ["career", "availability", "documents", "networks"] {
            let link = format!("a[href='/auth/register?step={left_out}']");
            assert!(page.has(&link) && privacy.has(&format!("nav {link}")), "{left_out}");
        }
        assert_eq!(code_on(&browser.submit(&page, REVIEW, &[]).await), "MACAS0001F");
    }

    async fn the_casting_form_can_be_finished_early_too(app: TestApp) {
        let mut browser = app.browser();
        let mut page = browser.get("/cinema/register").await;
        let mut asked = Vec::new();
        while page.has(STEP) {
            let section = shown(&page);
            let button = if offers(&page, "finish") { "finish" } else { "next" };
            let answers: Vec<_> = cinema::typed(&section, &[]).into_iter().chain([("action", button)]).collect();
            page = browser.submit(&page, STEP, &answers).await;
            assert!(!page.has("#errors"), "{}", page.text());
            asked.push(section);
        }
        assert_eq!(asked, ["identity", "origins", "residence", "types", "pictures"]);
        assert_eq!(cinema::code_on(&browser.submit(&page, cinema::REVIEW, &[]).await), "MACAS0001F");
    }

    async fn a_skipped_step_loses_nothing(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register?step=career").await;
        let wrong = press(&mut browser, &page, "skip", &[("years_experience", "999"), ("bio", "Typed")]).await;
        assert!(wrong.has("#errors a[href='#field-years_experience']"), "{}", wrong.text());
        assert_eq!(wrong.texts("textarea[name=bio]"), ["Typed"]);
        let next = press(&mut browser, &wrong, "skip", &[("years_experience", "9"), ("bio", "Typed")]).await;
        assert_eq!(next.address, "/auth/register?step=availability#step");
        let page = browser.get("/auth/register?step=career").await;
        assert_eq!(page.texts("textarea[name=bio]"), ["Typed"]);
        // Files come with their step.
        let documents = browser.get("/auth/register?step=documents").await;
        assert!(offers(&documents, "skip"));
        let next = press(&mut browser, &documents, "skip", &[]).await;
        assert_eq!(next.address, "/auth/register?step=networks#step");
    }

    async fn only_a_cinema_profile_is_spoken_of_where_there_is_one(app: TestApp) {
        let hint = "#field-show_name_photo-hint";
        let mut browser = app.browser();
        assert!(!browser.get("/auth/register?step=privacy").await.has(hint));
        cinema::register(&mut browser, &[]).await;
        assert!(browser.get("/auth/register?step=privacy").await.has(hint));
        assert!(browser.get("/cinema/edit?section=pictures").await.has(hint));
    }

    async fn a_password_that_can_be_read_is_typed_once(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register?step=contact").await;
        // Without script it is asked twice.
        let html = page.html();
        let (_, hidden) = html.split_once("<noscript>").unwrap();
        assert!(hidden.split("</noscript>").next().unwrap().contains(r#"name="password_confirm""#));
        let without = |repeated: Option<&'static str>| -> Vec<(&'static str, &'static str)> {
            let typed = typed("contact", &[]).into_iter().filter(|(name, _)| *name != "password_confirm");
            typed.chain(repeated.map(|repeated| ("password_confirm", repeated))).chain([("action", "next")]).collect()
        };
        for repeated in ["", "velvet tram olive eight"] {
            let page = app.browser().get("/auth/register?step=contact").await;
            let refused = app.browser().submit(&page, STEP, &without(Some(repeated))).await;
            assert!(refused.has("#errors a[href='#field-password_confirm']"), "{repeated}: {}", refused.text());
            assert!(refused.has("input[name=password_confirm][aria-invalid]"), "{repeated}: {}", refused.text());
        }
        let next = browser.submit(&page, STEP, &without(None)).await;
        assert!(!next.has("#errors"), "{}", next.text());
        assert_eq!(shown(&next), "location");
    }
}

on_sqlite! {
    async fn every_step_has_one_heading_and_the_first_one_explains(app: TestApp) {
        let mut browser = app.browser();
        let first = browser.get("/auth/register").await;
        assert_eq!(first.texts("h1#step"), ["Identité"]);
        assert!(first.has("h1#step[tabindex='-1']") && !first.has("main h2"), "{}", first.text());
        assert_eq!(first.texts("main nav summary"), ["Étape 1 sur 10"]);
        let second = press(&mut browser, &first, "next", &[]).await;
        assert_eq!((second.address.as_str(), second.texts("h1").len()), ("/auth/register?step=contact#step", 1));
        assert!(second.texts("title")[0].starts_with(&second.texts("h1")[0]), "{:?}", second.texts("title"));
        let lead = |page: &Page| page.text().contains("Dix minutes");
        assert!(lead(&first) && !lead(&second), "{}", second.text());
        assert_eq!(second.attributes(".step-bar > span", "class").len(), 10);
    }

    async fn errors_stand_in_the_order_of_the_page(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register?step=contact").await;
        let wrong = [("email", ""), ("phone", ""), ("password", "short"), ("password_confirm", "short")];
        let refused = press(&mut browser, &page, "next", &wrong).await;
        assert_eq!(refused.attributes("#errors a", "href"), ["#field-email", "#field-phone", "#field-password"]);
        assert_eq!(refused.texts("#field-email-error"), ["Indiquez votre adresse e-mail."]);
        let page = browser.get("/auth/register?step=talents").await;
        let refused = browser.submit(&page, STEP, &[("action", "next")]).await;
        assert_eq!(refused.texts("#errors li"), ["Choisissez au moins un talent."]);
    }

    async fn long_lists_are_folded_up_to_what_was_chosen(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/cinema/register?step=languages").await;
        assert_eq!(page.attributes("fieldset[data-group] input[name=languages]", "value"), ["ar", "ary", "zgh", "fr", "en", "es"]);
        assert_eq!(page.attributes("details[data-group]", "class").len(), 4);
        assert!(!page.has("details[data-group][open]"));
        let all = page.attributes("input[name=languages]", "value");
        assert_eq!(all.len(), 76, "each stands once");
        let chosen = [("languages", "sw"), ("languages", "ha"), ("languages", "fr"), ("action", "next")];
        browser.submit(&page, STEP, &chosen).await;
        let page = browser.get("/cinema/register?step=languages").await;
        assert_eq!(page.attributes("details[data-group][open]", "class").len(), 1);
        assert_eq!(page.texts("details[open] [data-ticked]"), ["2"]);
        let skills = browser.get("/cinema/register?step=skills").await;
        assert!(skills.has("fieldset[data-group] input[value=horse_riding]"), "what castings often ask for is in sight");
        assert!(skills.has("details[data-group] input[value=juggler]"));
        // What few people need.
        let contact = browser.get("/auth/register?step=contact").await;
        assert!(contact.has("details:not([open]) input[name=whatsapp]") && !contact.has("details input[name=phone]"));
        let networks = browser.get("/auth/register?step=networks").await;
        assert!(networks.has("details input[name=github]") && !networks.has("details input[name=instagram]"));
    }

    async fn the_review_counts_what_was_left_out_and_shows_photos(app: TestApp) {
        let mut browser = app.browser();
        fill_in(&mut browser, &[]).await;
        browser.upload("/auth/register/files", &[], &[("photo", "moi.jpg", &photo(7))]).await;
        let review = browser.get("/auth/register?step=review").await;
        assert!(review.has("dd img[src^='/files/photo/']"), "{}", review.html());
        assert!(review.text().contains("réponses facultatives vides"), "{}", review.text());
        assert!(!review.text().contains("Pas de réponse"), "{}", review.text());
        assert!(review.has(&format!("{REVIEW} .submit-bar button")));
    }
}
