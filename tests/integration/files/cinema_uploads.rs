//! Photos of the CINEMA form: portrait, identity document, gallery.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use http::{StatusCode, header};
use talentsmaroc::server::{
    db::{
        Conn,
        schema::{cinema_gallery_photos, cinema_profiles, files, people},
    },
    storage::Key,
};

use crate::support::{
    TestApp,
    browser::{Browser, Page},
    cinema::{self, UPLOAD},
    files::{all_files, give_photo, photo},
    on_both, registration,
    registration::STEP,
};

const PICTURES: &str = "/cinema/register?step=pictures";

/// As the script sends one file.
async fn send(browser: &mut Browser, field: &str, content: &[u8]) -> (StatusCode, serde_json::Value) {
    browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
    let page = browser.upload(UPLOAD, &[], &[(field, "p.jpg", content)]).await;
    browser.extra_headers.remove(header::ACCEPT);
    (page.status, serde_json::from_slice(&page.bytes).unwrap_or_default())
}

/// Names in the order the form shows.
fn gallery(page: &Page) -> Vec<String> {
    page.attributes("input[name=gallery_order]", "value")
}

/// A visitor who has filled in everything.
async fn filled_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let review = cinema::fill_in(&mut browser, &[]).await;
    assert!(review.has(cinema::REVIEW), "{}", review.text());
    browser
}

on_both! {
    async fn the_identity_photo_lies_encrypted_and_no_form_shows_it(app: TestApp) {
        let mut browser = filled_in(&app).await;
        let jpeg = photo(3);
        let (status, _) = send(&mut browser, "id_photo", &jpeg).await;
        assert_eq!(status, StatusCode::OK);
        let stored = all_files(&app.folder.path().join("storage"));
        assert_eq!(stored.len(), 1);
        let content = std::fs::read(&stored[0]).unwrap();
        assert!(!content.starts_with(&[0xff, 0xd8]), "a picture lies there in the clear");
        assert!(app.state.security.keyring.decrypt(&content).unwrap().starts_with(&[0xff, 0xd8]));
        let page = browser.get(PICTURES).await;
        assert!(page.text().contains("Photo reçue et chiffrée") && !page.has("img[src*='/files/id']"));
        let review = browser.get("/cinema/register?step=review").await;
        browser.submit(&review, cinema::REVIEW, &[]).await;
        let mut conn = app.state.db.read().await.unwrap();
        let claimed: (Option<i64>, String) = match &mut conn {
            Conn::Sqlite(c) => cinema_profiles::table
                .inner_join(files::table.on(cinema_profiles::id_photo_file_id.eq(files::id.nullable())))
                .select((files::person_id, files::kind))
                .first(&mut **c)
                .await
                .unwrap(),
            Conn::Postgres(c) => cinema_profiles::table
                .inner_join(files::table.on(cinema_profiles::id_photo_file_id.eq(files::id.nullable())))
                .select((files::person_id, files::kind))
                .first(&mut **c)
                .await
                .unwrap(),
        };
        assert!(claimed.0.is_some() && claimed.1 == "id_photo");
    }

    async fn wrong_files_are_refused_beside_their_field(app: TestApp) {
        let mut browser = filled_in(&app).await;
        let huge = vec![b'x'; (5 << 20) + 1];
        for field in ["profile_photo", "id_photo", "gallery_photos"] {
            for (content, sentence) in [(b"Bonjour".as_slice(), "ce n’est pas une photo"), (&huge, "trop lourd\u{a0}: 5\u{a0}Mo")] {
                let (status, told) = send(&mut browser, field, content).await;
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
                assert_eq!(told["errors"][0][0], field);
                assert!(told["errors"][0][1].as_str().unwrap().contains(sentence), "{told}");
            }
            let fields = [("step", "pictures"), ("action", "next"), ("years_of_experience", "9")];
            let answer = browser.upload(UPLOAD, &fields, &[(field, "p.jpg", b"Bonjour")]).await;
            let address = answer.headers[header::LOCATION].to_str().unwrap().to_owned();
            let page = browser.get(&address).await;
            assert!(page.has(&format!("#errors a[href='#field-{field}']")), "{field}: {}", page.text());
            assert_eq!(page.attribute("input[name=years_of_experience]", "value").as_deref(), Some("9"));
        }
        // The main form's name is not this one's, and a CV is not asked.
        for field in ["photo", "cv"] {
            let answer = browser.upload(UPLOAD, &[], &[(field, "p.jpg", b"Bonjour")]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
        }
        assert!(all_files(&app.folder.path().join("storage")).is_empty());
    }

    async fn the_gallery_is_filled_ordered_and_emptied_without_a_script(app: TestApp) {
        let mut browser = filled_in(&app).await;
        let pictures: Vec<Vec<u8>> = (0..3).map(|shade| photo(shade * 40)).collect();
        let parts: Vec<(&str, &str, &[u8])> = pictures.iter().map(|p| ("gallery_photos", "p.jpg", p.as_slice())).collect();
        let fields = [
            ("step", "pictures"),
            ("action", "upload_gallery"),
            ("visibility", "members"),
            ("accept_terms", "on"),
            ("accept_privacy", "on"),
        ];
        let answer = browser.upload(UPLOAD, &fields, &parts).await;
        assert!(answer.headers[header::LOCATION].to_str().unwrap().ends_with("step=pictures#field-gallery_photos"));
        let page = browser.get(PICTURES).await;
        let [a, b, c]: [String; 3] = gallery(&page).try_into().unwrap();
        // A button keeps what was typed beside it.
        let page = browser.submit(&page, STEP, &[("action", &format!("gallery_earlier:{c}")), ("years_of_experience", "8")]).await;
        assert_eq!(gallery(&page), [a.as_str(), &c, &b], "{}", page.text());
        assert_eq!(page.attribute("input[name=years_of_experience]", "value").as_deref(), Some("8"));
        let page = browser.submit(&page, STEP, &[("action", &format!("gallery_later:{a}"))]).await;
        assert_eq!(gallery(&page), [c.as_str(), &a, &b]);
        let page = browser.submit(&page, STEP, &[("remove", &format!("gallery:{a}"))]).await;
        assert_eq!(gallery(&page), [c.as_str(), &b]);
        assert_eq!(all_files(&app.folder.path().join("storage")).len(), 6, "three widths of two photos");
        for shade in 0..8 {
            let (status, told) = send(&mut browser, "gallery_photos", &photo(shade)).await;
            assert_eq!(status, StatusCode::OK, "{told}");
        }
        let (status, told) = send(&mut browser, "gallery_photos", &photo(200)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told["errors"][0][1].as_str().unwrap().contains("10 photos au plus"), "{told}");
        let page = browser.get(PICTURES).await;
        let order = gallery(&page);
        assert_eq!((order.len(), order[..2].to_vec()), (10, vec![c.clone(), b.clone()]));
        assert!(!page.has("input[type=file][name=gallery_photos]"), "there is no room");
        let review = browser.get("/cinema/register?step=review").await;
        let done = browser.submit(&review, cinema::REVIEW, &[]).await;
        assert_eq!(done.address, "/cinema/register/done", "{}", done.text());
        let mut conn = app.state.db.read().await.unwrap();
        let names: Vec<String> = match &mut conn {
            Conn::Sqlite(c) => cinema_gallery_photos::table
                .inner_join(files::table)
                .order(cinema_gallery_photos::position)
                .select(files::name)
                .load(&mut **c)
                .await
                .unwrap(),
            Conn::Postgres(c) => cinema_gallery_photos::table
                .inner_join(files::table)
                .order(cinema_gallery_photos::position)
                .select(files::name)
                .load(&mut **c)
                .await
                .unwrap(),
        };
        assert_eq!(names, order);
    }

    async fn a_new_portrait_takes_the_place_of_the_other_profiles(app: TestApp) {
        let mut browser = app.browser();
        registration::register(&mut browser, &[]).await;
        let person_id: i64 = {
            let mut conn = app.state.db.read().await.unwrap();
            match &mut conn {
                Conn::Sqlite(c) => people::table.select(people::id).first(&mut **c).await.unwrap(),
                Conn::Postgres(c) => people::table.select(people::id).first(&mut **c).await.unwrap(),
            }
        };
        let old = give_photo(&app.state, person_id).await;
        let page = browser.get(PICTURES).await;
        assert!(page.has(&format!("img[src='/files/photo/{old}-160.jpg']")), "{}", page.text());
        assert!(!page.has("[data-kept=photo]"), "the form does not take away what is not its own");
        let (_, told) = send(&mut browser, "profile_photo", &photo(90)).await;
        let new = told["photo"].as_str().unwrap().to_owned();
        let mut page = browser.get("/cinema/register?step=identity").await;
        for _ in 0..9 {
            if page.has(cinema::REVIEW) {
                break;
            }
            page = cinema::send(&mut browser, &page, &[]).await;
            assert!(!page.has("#errors"), "{}", page.text());
        }
        browser.submit(&page, cinema::REVIEW, &[]).await;
        assert!(app.state.storage.get(&Key::photo(&old, 160)).await.unwrap().is_none());
        assert!(app.state.storage.get(&Key::photo(&new, 160)).await.unwrap().is_some());
        let shown = browser.get("/profile/edit").await;
        assert_eq!(shown.status, StatusCode::OK);
    }
}
