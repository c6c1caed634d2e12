//! The lists of talents: adding, renaming, ordering, switching off, merging, deleting.

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::administrator_browser,
    browser::{Browser, Page},
    on_both,
    own_data::number,
    people::TestPerson,
    people::insert,
    registration::{code_on, register},
};

const LIST: &str = "/admin/talents";
const SAVE: &str = "form[action='/fn/save_talent_entry']";
const MUSIC: &str = "/admin/talents/entry?kind=talent&key=music";

async fn act(browser: &mut Browser, kind: &str, key: &str, action: &str) -> Page {
    browser.post("/fn/act_on_talent_entry", &[("kind", kind), ("key", key), ("action", action)]).await
}

/// The keys of a category's talents, in the order of the page.
async fn keys(app: &TestApp, browser: &mut Browser) -> Vec<String> {
    assert!(number(app, "SELECT COUNT(*) AS n FROM talents").await > 0);
    let page = browser.get(LIST).await;
    let links = page.attributes("a[href*='kind=talent&key=']", "href");
    links.into_iter().filter_map(|link| link.split("key=").nth(1).map(str::to_owned)).collect()
}

on_both! {
    async fn a_talent_is_added_in_three_languages_and_offered(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/talents/entry?kind=talent").await;
        let words = [("emoji", "🎻"), ("label_fr", "Luthier d’art"), ("label_en", "Violin maker"), ("label_ar", "صانع كمان")];
        let mut incomplete = words.to_vec();
        incomplete[3] = ("label_ar", "");
        let refused = browser.submit(&page, SAVE, &incomplete).await;
        assert!(refused.has("#errors") && all_lines(&app).await == 0);
        assert_eq!(refused.attribute("[name=label_fr]", "value").as_deref(), Some("Luthier d’art"), "what was typed stays");
        let saved = browser.submit(&refused, SAVE, &words).await;
        assert!(saved.text().contains("C’est enregistré."), "{}", saved.text());
        assert_eq!((lines(&app, "talent.added").await, all_lines(&app).await), (1, 1));
        assert!(browser.get(LIST).await.text().contains("Luthier d’art"));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM talents WHERE label_en = 'Violin maker' AND active").await, 1);
        assert!(app.browser().get("/auth/register?step=talents").await.text().contains("Luthier d’art"), "the form offers it");
        // Another of the same name has a key of its own.
        let page = browser.get("/admin/talents/entry?kind=talent").await;
        browser.submit(&page, SAVE, &words).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM talents WHERE label_en = 'Violin maker'").await, 2);
    }

    async fn a_new_name_is_shown_and_found_and_nobody_is_overwritten(app: TestApp) {
        let profile = format!("/profile/view/{}", code_on(&register(&mut app.browser(), &[]).await));
        assert!(!app.browser().get(&profile).await.text().contains("Zikmou"));
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(MUSIC).await;
        let done = browser.submit(&page, SAVE, &[("label_fr", "Zikmou")]).await;
        assert!(done.text().contains("C’est enregistré.") && done.texts("h1").join(" ").contains("Zikmou"));
        assert!(app.browser().get("/talents?q=zikmou").await.has("a[href^='/profile/view/']"), "searched by the new name");
        assert!(app.browser().get(&profile).await.text().contains("Zikmou"), "no page from memory shows the old name");
        let late = browser.submit(&page, SAVE, &[("label_fr", "Autre")]).await;
        assert!(late.text().contains("Un autre administrateur") && late.text().contains("Zikmou"), "{}", late.text());
        assert_eq!(late.attribute("[name=label_fr]", "value").as_deref(), Some("Autre"));
        let again = browser.get(MUSIC).await;
        assert!(browser.submit(&again, SAVE, &[]).await.text().contains("Rien n’a changé."));
        assert_eq!((lines(&app, "talent.changed").await, all_lines(&app).await), (1, 1));
    }

    async fn talents_and_categories_are_ordered_and_switched_off(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let before = keys(&app, &mut browser).await;
        assert!(act(&mut browser, "talent", &before[0], "up").await.text().contains("Rien n’a changé."), "it is the first");
        assert!(act(&mut browser, "talent", &before[0], "down").await.text().contains("C’est fait."));
        let after = keys(&app, &mut browser).await;
        assert_eq!((&after[0], &after[1], &after[2..]), (&before[1], &before[0], &before[2..]));
        act(&mut browser, "talent", &before[0], "up").await;
        assert_eq!(keys(&app, &mut browser).await, before);
        assert_eq!((lines(&app, "talent.moved").await, all_lines(&app).await), (2, 2));
        assert!(act(&mut browser, "category", "construction", "down").await.text().contains("C’est fait."));
        assert_ne!(keys(&app, &mut browser).await[0], before[0]);
        let off = act(&mut browser, "talent", "music", "off").await;
        assert!(off.text().contains("C’est fait.") && off.has("button[value=on]") && !off.has("button[value=off]"));
        assert!(act(&mut browser, "talent", "music", "off").await.text().contains("Rien n’a changé."));
        assert_eq!(act(&mut browser, "category", "construction", "off").await.status, 400);
        assert_eq!(act(&mut browser, "talent", "moon", "off").await.status, 404);
        assert_eq!((lines(&app, "talent.switched_off").await, all_lines(&app).await), (1, 4));
    }

    async fn what_is_in_use_is_not_deleted_but_merged(app: TestApp) {
        register(&mut app.browser(), &[]).await;
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let named = "SELECT COUNT(*) AS n FROM main_profile_talents c JOIN talents t ON t.id = c.talent_id WHERE t.key = ";
        let uses = number(&app, &format!("{named}'music'")).await;
        assert!(uses > 0);
        let refused = act(&mut browser, "talent", "music", "delete").await;
        assert!(refused.text().contains(&format!("ont ce talent ({uses})")), "{}", refused.text());
        assert!(!refused.has("button[value=delete]"));
        let full = act(&mut browser, "category", "artistic", "delete").await;
        assert!(full.text().contains("Cette catégorie contient des talents"));
        let other = keys(&app, &mut browser).await.into_iter().find(|key| key != "music").unwrap();
        let page = browser.get(MUSIC).await;
        let merge = "form[action='/fn/merge_talents']";
        assert!(browser.submit(&page, merge, &[("into", &other)]).await.text().contains("Cochez la case"));
        assert_eq!(all_lines(&app).await, 0);
        let merged = browser.submit(&page, merge, &[("into", &other), ("confirmed", "on")]).await;
        assert!(merged.text().contains("Les deux talents sont fusionnés."), "{}", merged.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM talents WHERE key = 'music'").await, 0);
        assert!(number(&app, &format!("{named}'{other}'")).await >= uses);
        assert!(app.browser().get(&format!("/talents?talent={other}")).await.has("a[href^='/profile/view/']"), "found by the other");
        assert_eq!((lines(&app, "talent.merged").await, all_lines(&app).await), (1, 1));
        assert_eq!(browser.get(MUSIC).await.status, 404);
        // It does not come back at the next start.
        let app = app.with(&[]).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM talents WHERE key = 'music'").await, 0);
    }

    async fn an_unused_category_comes_and_goes(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/talents/entry?kind=category").await;
        let words = [("emoji", "🌊"), ("label_fr", "Mer"), ("label_en", "Sea"), ("label_ar", "بحر")];
        let saved = browser.submit(&page, SAVE, &words).await;
        assert!(saved.text().contains("C’est enregistré.") && !saved.has("[name=category]"));
        let gone = act(&mut browser, "category", "mer", "delete").await;
        assert_eq!(gone.address, LIST);
        assert!(gone.text().contains("C’est supprimé."));
        assert_eq!(lines(&app, "talent_category.deleted").await, 1);
    }

    async fn a_key_that_is_none_is_not_found_whatever_it_holds(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        for key in ["a\r\nset-cookie: b=c", "é&kind=category", "a#b"] {
            let sent = [("key", key), ("into", ""), ("confirmed", "on")];
            assert_eq!(browser.post("/fn/merge_talents", &sent).await.status, 404, "{key:?}");
            assert!(!browser.cookies.contains_key("b"));
        }
        assert_eq!(all_lines(&app).await, 0);
    }
}
