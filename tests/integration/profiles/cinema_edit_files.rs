//! The files and the rows of the last CINEMA section, changed by a person who has the profile.

use http::{Method, StatusCode, header};
use scraper::{Html, Selector};
use talentsmaroc::{
    domain::registration::cinema::Section,
    server::{
        repositories::files::{self, NewFile},
        storage::new_name,
    },
};

use crate::support::{
    TestApp,
    browser::{Browser, Page},
    cinema_edit::{SECTION, held, is_overview, open, register_cinema},
    files::{all_files, photo},
    on_both,
    registration::register,
};

const FILES: &str = "/cinema/edit/files";

async fn with_cinema(app: &TestApp, email: &str, answers: &[(&str, &str)]) -> Browser {
    let mut browser = app.browser();
    let answers: Vec<_> = answers.iter().copied().chain([("email", email)]).collect();
    let done = register_cinema(&mut browser, &answers).await;
    assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
    browser
}

/// As the script sends one file.
async fn send(browser: &mut Browser, field: &str, content: &[u8]) -> (StatusCode, serde_json::Value) {
    browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
    let page = browser.upload(FILES, &[], &[(field, "canaripicture.jpg", content)]).await;
    browser.extra_headers.remove(header::ACCEPT);
    (page.status, serde_json::from_slice(&page.bytes).unwrap_or_else(|_| panic!("{}: {}", page.status, page.html())))
}

async fn add_to_gallery(browser: &mut Browser, shade: u8) -> String {
    let (status, told) = send(browser, "gallery_photos", &photo(shade)).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    told["gallery"][0].as_str().unwrap().to_owned()
}

/// Names of the gallery's photos in a section's form, in their order.
fn gallery(page: &Page) -> Vec<String> {
    let document = Html::parse_document(&page.html());
    let selector = Selector::parse("input[name=gallery_order]").unwrap();
    document.select(&selector).filter_map(|input| input.value().attr("value")).map(str::to_owned).collect()
}

async fn status(browser: &mut Browser, address: &str) -> StatusCode {
    browser.request(Method::GET, address, None).await.status
}

fn stored(app: &TestApp) -> usize {
    all_files(&app.folder.path().join("storage")).len()
}

/// Gives a person the row of a poster.
async fn give_poster(app: &TestApp, email: &str) -> String {
    let mut tx = app.state.db.begin().await.unwrap();
    let account =
        talentsmaroc::server::repositories::accounts::account::find_by_email(tx.conn().unwrap(), email).await.unwrap();
    let account_id = account.unwrap().id;
    let person = talentsmaroc::server::repositories::profiles::people::id_of_account(tx.conn().unwrap(), account_id)
        .await
        .unwrap();
    let name = new_name().unwrap();
    let file = NewFile {
        kind: "poster",
        name: name.clone(),
        media_type: "image/jpeg",
        size: 1,
        widths: String::new(),
        original_name_encrypted: None,
        person_id: person,
        draft_id: None,
        created_at: app.state.clock.now(),
    };
    files::insert(tx.conn().unwrap(), &file).await.unwrap();
    tx.commit().await.unwrap();
    name
}

on_both! {
    async fn photos_come_go_and_change_their_order(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        let (a, b) = (add_to_gallery(&mut browser, 1).await, add_to_gallery(&mut browser, 2).await);
        let c = add_to_gallery(&mut browser, 3).await;
        let page = open(&mut browser, Section::Pictures).await;
        assert_eq!(gallery(&page), [a.clone(), b.clone(), c.clone()]);
        // A button keeps what else was typed, and stores nothing yet.
        let later = format!("gallery_later:{a}");
        let moved = browser.submit(&page, SECTION, &[("years_of_experience", "44"), ("action", &later)]).await;
        assert_eq!(moved.address, "/cinema/edit?section=pictures#field-gallery_photos");
        assert_eq!(gallery(&moved), [b.clone(), a.clone(), c.clone()]);
        assert_eq!(held(&moved, "years_of_experience").as_deref(), Some("44"));
        assert!(!moved.has("#errors") && moved.text().contains("pas encore enregistrées"), "{}", moved.text());
        let removal = format!("gallery:{b}");
        let removed = browser.submit(&moved, SECTION, &[("remove", &removal)]).await;
        assert_eq!(gallery(&removed), [a.clone(), c.clone()]);
        assert_eq!(status(&mut browser, &format!("/files/gallery/{b}-640.jpg")).await, StatusCode::NOT_FOUND);
        assert_eq!(stored(&app), 6, "three widths of two photos");
        let earlier = format!("gallery_earlier:{c}");
        let moved = browser.submit(&removed, SECTION, &[("action", &earlier)]).await;
        assert!(is_overview(&browser.submit(&moved, SECTION, &[("action", "save")]).await));
        let page = open(&mut browser, Section::Pictures).await;
        assert_eq!(gallery(&page), [c.clone(), a.clone()]);
        assert_eq!(held(&page, "years_of_experience").as_deref(), Some("44"));
        // A new one comes last, whatever positions are free.
        let d = add_to_gallery(&mut browser, 4).await;
        assert_eq!(gallery(&open(&mut browser, Section::Pictures).await), [c, a, d]);
    }

    async fn a_photo_that_came_while_the_form_was_open_is_no_conflict(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        let page = open(&mut browser, Section::Pictures).await;
        let name = add_to_gallery(&mut browser, 1).await;
        let stored = browser.submit(&page, SECTION, &[("years_of_experience", "45"), ("action", "save")]).await;
        assert!(is_overview(&stored), "{}", stored.text());
        assert_eq!(gallery(&open(&mut browser, Section::Pictures).await), [name]);
    }

    async fn file_fields_have_names_in_the_pages_language_and_work_without_a_script(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        add_to_gallery(&mut browser, 1).await;
        add_to_gallery(&mut browser, 2).await;
        let page = open(&mut browser, Section::Pictures).await;
        for field in ["profile_photo", "id_photo", "gallery_photos"] {
            let input = format!("input[type=file][name={field}]");
            assert!(page.has(&format!("{input}.file-input:not([hidden])")), "{field}: the browser's own is shown");
            let id = page.attribute(&input, "id").unwrap();
            let names = page.attribute(&input, "aria-labelledby").unwrap();
            for name in names.split(' ') {
                assert!(!page.texts(&format!("label[for='{id}'][id='{name}']")).concat().is_empty(), "{field}: {name}");
            }
            assert!(page.has(&format!("label[for='{id}'][data-choose][hidden]")), "{field}: a script shows it");
        }
        let removals = page.attributes("ol button[name=remove]", "aria-label");
        assert!(removals.len() == 2 && removals.iter().all(|name| name.contains("retirer")), "{removals:?}");
    }

    async fn the_gallery_takes_ten(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        for shade in 0..10 {
            add_to_gallery(&mut browser, shade).await;
        }
        let (code, told) = send(&mut browser, "gallery_photos", &photo(11)).await;
        assert_eq!(code, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told["errors"][0][0], "gallery_photos");
        assert_eq!(stored(&app), 30);
    }

    async fn portrait_and_document_are_replaced_and_removed(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        for (field, kept) in [("profile_photo", "photo"), ("id_photo", "id_photo")] {
            let before = stored(&app);
            for shade in [1, 2] {
                let (status, told) = send(&mut browser, field, &photo(shade)).await;
                assert_eq!(status, StatusCode::OK, "{told}");
            }
            let one = stored(&app) - before;
            let page = open(&mut browser, Section::Pictures).await;
            assert!(page.has(&format!("[data-kept={kept}]")), "{field}");
            // The name of the field is the form's own.
            let (_, told) = send(&mut browser, "photo", &photo(3)).await;
            assert!(told["photo"].is_null(), "{told}");
            let refused = browser.upload(FILES, &[("action", "save")], &[(field, "a.jpg", b"text")]).await;
            assert_eq!(refused.headers[header::LOCATION], "/cinema/edit?section=pictures#errors");
            let told = open(&mut browser, Section::Pictures).await;
            assert!(told.has(&format!("#errors a[href='#field-{field}']")), "{}", told.text());
            assert_eq!(stored(&app), before + one, "a refused file leaves the one that was there");
            let removed = browser.submit(&page, SECTION, &[("remove", kept)]).await;
            assert_eq!(removed.address, format!("/cinema/edit?section=pictures#field-{field}"));
            assert!(!removed.has(&format!("[data-kept={kept}]")) && stored(&app) == before, "{field}");
        }
    }

    async fn stricter_choices_change_the_addresses_of_photos(app: TestApp) {
        let open_to_all = [("show_name_photo", "on"), ("visibility", "public")];
        let mut browser = with_cinema(&app, "amina@example.org", &open_to_all).await;
        let (_, told) = send(&mut browser, "profile_photo", &photo(1)).await;
        let mut portrait = told["photo"].as_str().unwrap().to_owned();
        let mut picture = add_to_gallery(&mut browser, 2).await;
        for stricter in [("visibility", "members"), ("show_name_photo", "")] {
            let addresses = [format!("/files/photo/{portrait}-160.jpg"), format!("/files/gallery/{picture}-160.jpg")];
            for address in &addresses {
                assert_eq!(status(&mut browser, address).await, StatusCode::OK, "{address}");
            }
            let page = open(&mut browser, Section::Pictures).await;
            let saved = browser.submit(&page, SECTION, &[stricter, ("action", "save")]).await;
            assert!(is_overview(&saved), "{}", saved.text());
            for address in &addresses {
                assert_eq!(status(&mut browser, address).await, StatusCode::NOT_FOUND, "{stricter:?} {address}");
            }
            let page = open(&mut browser, Section::Pictures).await;
            picture = gallery(&page)[0].clone();
            let source = page.attribute("[data-kept=photo] img", "src").unwrap();
            portrait = source.trim_start_matches("/files/photo/").split('-').next().unwrap().to_owned();
            assert_eq!(status(&mut browser, &source).await, StatusCode::OK);
        }
    }

    async fn rows_of_productions_come_and_go_without_a_script(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        let page = open(&mut browser, Section::Pictures).await;
        let rows: Vec<(&str, &str)> = ["one", "two"].iter().flat_map(|title| [
            ("production_title", *title), ("production_type", "film"), ("production_year", "1999"),
            ("production_role", ""), ("production_tmdb_id", ""), ("production_poster", ""),
        ]).collect();
        let add = rows.iter().copied().chain([("action", "add_production")]).collect::<Vec<_>>();
        let added = browser.submit(&page, SECTION, &add).await;
        assert_eq!(added.address, "/cinema/edit?section=pictures#productions");
        assert!(!added.has("#errors"), "{}", added.text());
        assert!(browser.get("/cinema/edit").await.text().contains("Canarifilm one"), "nothing is stored yet");
        let removed = browser.submit(&added, SECTION, &[("action", "remove_production:0")]).await;
        assert_eq!(held(&removed, "production_title").as_deref(), Some("two"));
        let stored = browser.submit(&removed, SECTION, &[("action", "save")]).await;
        assert!(is_overview(&stored) && stored.text().contains("two · 1999 · Film"), "{}", stored.text());
        // A wrong row is named by its number.
        let page = open(&mut browser, Section::Pictures).await;
        let refused = browser.submit(&page, SECTION, &[("production_year", "1700"), ("action", "save")]).await;
        assert!(refused.has("#errors a[href='#field-production_year-0']"), "{}", refused.text());
        assert!(refused.has("#field-production_year-0"));
        // None is an answer too.
        let removed = browser.submit(&refused, SECTION, &[("action", "remove_production:0")]).await;
        let stored = browser.submit(&removed, SECTION, &[("action", "save")]).await;
        assert!(is_overview(&stored) && !stored.text().contains("two · 1999"), "{}", stored.text());
    }

    async fn a_poster_stays_with_its_production_and_goes_with_it(app: TestApp) {
        let mut browser = with_cinema(&app, "amina@example.org", &[]).await;
        with_cinema(&app, "other@example.org", &[]).await;
        let (own, anothers) = (give_poster(&app, "amina@example.org").await, give_poster(&app, "other@example.org").await);
        // The name of another owner's file is no poster, and one that no form names is removed.
        let page = open(&mut browser, Section::Pictures).await;
        let typed = [("production_poster", anothers.as_str()), ("production_tmdb_id", "77"), ("action", "add_production")];
        let page = browser.submit(&page, SECTION, &typed).await;
        assert_eq!(held(&page, "production_poster"), None);
        assert!(files::find_by_name(&mut app.state.db.read().await.unwrap(), &own).await.unwrap().is_none());
        let own = give_poster(&app, "amina@example.org").await;
        let page = open(&mut browser, Section::Pictures).await;
        let typed = [("production_poster", own.as_str()), ("production_tmdb_id", "77"), ("action", "save")];
        assert!(is_overview(&browser.submit(&page, SECTION, &typed).await));
        let page = open(&mut browser, Section::Pictures).await;
        assert_eq!(held(&page, "production_poster"), Some(own.clone()));
        assert!(is_overview(&browser.submit(&page, SECTION, &[("action", "save")]).await));
        assert_eq!(held(&open(&mut browser, Section::Pictures).await, "production_poster"), Some(own.clone()));
        // Discarding changes brings it back; storing them removes it.
        let removed = browser.submit(&page, SECTION, &[("action", "remove_production:0")]).await;
        browser.submit(&removed, "form[action='/fn/discard_cinema_changes']", &[]).await;
        assert_eq!(held(&open(&mut browser, Section::Pictures).await, "production_poster"), Some(own.clone()));
        let removed = browser.submit(&page, SECTION, &[("action", "remove_production:0")]).await;
        browser.submit(&removed, SECTION, &[("action", "save")]).await;
        let mut conn = app.state.db.read().await.unwrap();
        assert!(files::find_by_name(&mut conn, &own).await.unwrap().is_none());
        assert!(files::find_by_name(&mut conn, &anothers).await.unwrap().is_some());
    }

    async fn without_the_profile_no_file_is_taken(app: TestApp) {
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let (_, told) = send(&mut browser, "gallery_photos", &photo(1)).await;
        assert_eq!(told["next"], "/cinema/register");
        assert_eq!(stored(&app), 0);
    }
}
