//! Files sent with the registration form: taken or refused, stored with the draft, claimed by the person.

use std::time::Duration;

use http::{Method, StatusCode, header};
use image::ImageFormat;
use talentsmaroc::server::services::{
    files::{FileKind, Swept, sweep},
    operations::housekeeping,
};

use crate::support::{
    TestApp,
    accounts::{execute, member},
    browser::{Browser, Page},
    files::{UPLOAD, all_files, files_in_place, pdf, photo, picture, send as send_as},
    on_both, on_sqlite,
    own_data::number,
    people::{TestPerson, insert},
    registration::{STEP, code_on, register, typed},
};

/// A visitor who has begun the form.
async fn begun(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let page = browser.get("/auth/register").await;
    browser.submit(&page, STEP, &typed("identity", &[])).await;
    browser
}

/// As the script sends one file.
async fn send(browser: &mut Browser, kind: &str, name: &str, content: &[u8]) -> (StatusCode, serde_json::Value) {
    browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
    let page = browser.upload(UPLOAD, &[], &[(kind, name, content)]).await;
    browser.extra_headers.remove(header::ACCEPT);
    (page.status, serde_json::from_slice(&page.bytes).unwrap_or_else(|_| panic!("{}: {}", page.status, page.html())))
}

async fn fetch(browser: &mut Browser, address: &str) -> Page {
    browser.request(Method::GET, address, None).await
}

fn stored(app: &TestApp) -> usize {
    all_files(&app.folder.path().join("storage")).len()
}

fn in_place(app: &TestApp) -> usize {
    files_in_place(&app.folder.path().join("storage")).len()
}

on_both! {
    async fn every_kind_of_file_has_its_own_answer(app: TestApp) {
        let mut browser = begun(&app).await;
        let jpeg = photo(1);
        let mut polyglot = jpeg.clone();
        polyglot.extend_from_slice(b"PK\x03\x04<script>canaripayload</script>");
        let huge = vec![b'x'; (5 << 20) + 1];
        let huge_cv = pdf((10 << 20) + 1);
        let taken: [(&str, &str, &[u8]); 5] = [
            ("photo", "moi.jpg", &jpeg),
            ("photo", "moi.jpg", &picture(ImageFormat::Png, 300, 300, 2)),
            ("photo", "polyglotte.jpg", &polyglot),
            ("cv", "cv.pdf", &pdf(10 << 20)),
            ("cv", "sans-nom", &pdf(100)),
        ];
        for (kind, name, content) in taken {
            let (status, told) = send(&mut browser, kind, name, content).await;
            assert_eq!(status, StatusCode::OK, "{name}: {told}");
            assert!(told[kind].is_string() && told["errors"].as_array().unwrap().is_empty(), "{told}");
        }
        assert_eq!(stored(&app), 4, "three widths of one photo and one CV: what was replaced is gone");
        for path in all_files(&app.folder.path().join("storage")) {
            let content = std::fs::read(path).unwrap();
            assert!(!content.windows(13).any(|part| part == b"canaripayload"));
        }
        let refused: [(&str, &str, &[u8], &str); 14] = [
            ("photo", "texte.png", b"Bonjour, ceci est un texte.", "de type texte, ce n’est pas une photo"),
            ("photo", "dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "de type SVG"),
            ("photo", "iphone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Formats › Le plus compatible"),
            ("photo", "image.jpg", b"RIFF\x0c\0\0\0WEBPVP8 ", "de type WebP"),
            ("photo", "film.jpg", b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "de type vidéo, ce n’est pas une photo"),
            ("photo", "inconnu.jpg", b"\x01\x02\x03\x04", "pas une photo JPEG ou PNG"),
            ("photo", "vide.jpg", b"", "Ce fichier est vide"),
            ("photo", "coupee.jpg", &jpeg[..jpeg.len() / 2], "incomplète ou abîmée"),
            ("photo", "lourde.jpg", &huge, "trop lourd\u{a0}: 5\u{a0}Mo"),
            ("photo", "cv.pdf", &pdf(100), "de type PDF, ce n’est pas une photo"),
            ("cv", "cv.pdf", b"Bonjour", "PDF, DOC ou DOCX"),
            ("cv", "cv.docx", b"PK\x03\x04", "Ce fichier est incomplet"),
            ("cv", "vide.pdf", b"", "Ce fichier est vide"),
            ("cv", "lourd.pdf", &huge_cv, "trop lourd\u{a0}: 10\u{a0}Mo"),
        ];
        for (kind, name, content, sentence) in refused {
            let (status, told) = send(&mut browser, kind, name, content).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert_eq!(told["errors"][0][0], kind, "{name}");
            assert!(told["errors"][0][1].as_str().unwrap().contains(sentence), "{name}: {told}");
        }
        assert_eq!(stored(&app), 4, "a refused file leaves the one that was there");
    }

    async fn files_of_a_draft_are_seen_with_its_cookie_only(app: TestApp) {
        let mut browser = begun(&app).await;
        let large = picture(ImageFormat::Jpeg, 320, 400, 1);
        let (_, told) = send(&mut browser, "photo", "moi.jpg", &large).await;
        let (_, cv) = send(&mut browser, "cv", "Mon CV.pdf", &pdf(100)).await;
        let photo = format!("/files/photo/{}-160.jpg", told["photo"].as_str().unwrap());
        let cv = format!("/files/cv/{}", cv["cv"].as_str().unwrap());
        let seen = fetch(&mut browser, &photo).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert_eq!(seen.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(image::load_from_memory(&seen.bytes).unwrap().width(), 160);
        let document = fetch(&mut browser, &cv).await;
        assert_eq!(document.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(document.headers["x-content-type-options"], "nosniff");
        let disposition = document.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(disposition, "attachment; filename=\"Mon CV.pdf\"; filename*=UTF-8''Mon%20CV.pdf");
        let mut stranger = begun(&app).await;
        for address in [&photo, &cv] {
            assert_eq!(fetch(&mut stranger, address).await.status, StatusCode::NOT_FOUND);
            assert_eq!(fetch(&mut app.browser(), address).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn without_script_the_form_leads_back_with_what_was_wrong(app: TestApp) {
        let mut browser = begun(&app).await;
        let sent = browser.upload(UPLOAD, &[("step", "location"), ("action", "upload")], &[("photo", "a.png", b"text")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.headers[header::LOCATION], "/auth/register?step=location#errors");
        assert!(browser.cookies.contains_key("flash-files"), "{:?}", browser.cookies);
        let sent = browser.upload(UPLOAD, &[("step", "location"), ("action", "upload")], &[("photo", "a.jpg", &photo(1))]).await;
        assert_eq!(sent.headers[header::LOCATION], "/auth/register?step=location#step");
        assert_eq!(stored(&app), 3);
        // A field left alone sends an empty name and nothing else.
        browser.upload(UPLOAD, &[("step", "location"), ("action", "upload")], &[("photo", "", b"")]).await;
        assert_eq!(stored(&app), 3);
        let sent = browser.upload(UPLOAD, &[("step", "location"), ("remove", "photo")], &[("photo", "", b"")]).await;
        assert_eq!(sent.headers[header::LOCATION], "/auth/register?step=location#field-photo");
        assert_eq!(stored(&app), 0);
    }

    async fn the_other_answers_of_the_step_are_kept(app: TestApp) {
        let mut browser = begun(&app).await;
        let fields = [("step", "location"), ("action", "upload"), ("residence_country", "FR"), ("residence_city_other", "Ville Canari")];
        browser.upload(UPLOAD, &fields, &[("photo", "a.png", b"text")]).await;
        let page = browser.get("/auth/register?step=location").await;
        assert_eq!(page.attribute("input[name=residence_city_other]", "value").as_deref(), Some("Ville Canari"));
        // A script sends a file alone: that must not empty the step.
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        let page = browser.get("/auth/register?step=location").await;
        assert_eq!(page.attribute("input[name=residence_city_other]", "value").as_deref(), Some("Ville Canari"));
    }

    async fn a_draft_holds_so_many_files_and_bytes(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFT_FILES", "1")]).await;
        let mut browser = begun(&app).await;
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        let (status, told) = send(&mut browser, "cv", "cv.pdf", &pdf(100)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told["errors"][0][1].as_str().unwrap().contains("Trop de fichiers\u{a0}: 1 fichiers"), "{told}");
        assert_eq!(send(&mut browser, "photo", "b.jpg", &photo(2)).await.0, StatusCode::OK, "replacing adds nothing");
        let app = app.with(&[("LIMIT_DRAFT_FILES", "20"), ("LIMIT_DRAFT_MEGABYTES", "1")]).await;
        let mut browser = begun(&app).await;
        assert_eq!(send(&mut browser, "cv", "cv.pdf", &pdf(2 << 20)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stored(&app), 3, "the other draft's photo");
    }

    async fn erasing_the_draft_erases_its_files(app: TestApp) {
        let mut browser = begun(&app).await;
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        send(&mut browser, "cv", "cv.pdf", &pdf(100)).await;
        assert_eq!(stored(&app), 4);
        browser.post("/fn/reset_registration", &[]).await;
        assert_eq!(stored(&app), 0);
    }

    async fn an_expired_draft_takes_its_files_along(app: TestApp) {
        let mut browser = begun(&app).await;
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(in_place(&app), 3);
        for trashed in [3, 0] {
            app.state.clock.advance(chrono::TimeDelta::days(8));
            housekeeping::purge(&app.state).await.unwrap();
            assert_eq!((in_place(&app), stored(&app)), (0, trashed));
        }
    }

    async fn files_sent_without_an_account_go_a_day_after_the_last_change(app: TestApp) {
        let mut browser = begun(&app).await;
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        send(&mut browser, "cv", "cv.pdf", &pdf(100)).await;
        for (hours, files) in [(23, 4), (2, 0)] {
            app.state.clock.advance(chrono::TimeDelta::hours(hours));
            housekeeping::purge(&app.state).await.unwrap();
            assert_eq!((in_place(&app), stored(&app)), (files, 4), "the trash has the others");
        }
        for (sql, rows) in [("SELECT COUNT(*) AS n FROM files", 0), ("SELECT COUNT(*) AS n FROM drafts", 1)] {
            assert_eq!(number(&app, sql).await, rows, "{sql}");
        }
        let (status, _) = send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        assert_eq!(status, StatusCode::OK, "the form goes on");
    }

    async fn files_of_an_accounts_form_stay_as_long_as_the_form(app: TestApp) {
        let mut browser = begun(&app).await;
        send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        let account = member(&app, "member@example.org").await;
        execute(&app, &format!("UPDATE drafts SET account_id = {account}")).await;
        app.state.clock.advance(chrono::TimeDelta::days(6));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(in_place(&app), 3);
    }

    async fn all_drafts_together_hold_so_many_bytes(app: TestApp) {
        let app = app.with(&[("LIMIT_ALL_DRAFTS_MEGABYTES", "1")]).await;
        let mut first = begun(&app).await;
        assert_eq!(send(&mut first, "cv", "cv.pdf", &pdf(600 << 10)).await.0, StatusCode::OK);
        let mut second = begun(&app).await;
        let fields = [("step", "documents"), ("action", "next"), ("portfolio_url", "https://portfolio.example/a")];
        let refused = second.upload(UPLOAD, &fields, &[("cv", "cv.pdf", &pdf(600 << 10))]).await;
        assert_eq!(refused.status, StatusCode::INSUFFICIENT_STORAGE);
        assert!(refused.text().contains("Enregistrement impossible"), "{}", refused.text());
        let typed = refused.attribute("input[name=portfolio_url]", "value");
        assert_eq!(typed.as_deref(), Some("https://portfolio.example/a"), "what was typed is shown again");
        assert_eq!(stored(&app), 1);
        assert_eq!(send(&mut second, "cv", "cv.pdf", &pdf(100)).await.0, StatusCode::OK, "a small one fits");
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0].person_id;
        send_as(&app.state, person, FileKind::Cv, pdf(2 << 20)).await;
        assert_eq!(stored(&app), 3, "files of people do not count");
    }

    async fn the_drafts_of_one_network_leave_room_for_others(app: TestApp) {
        let app = app.with(&[("LIMIT_ALL_DRAFTS_MEGABYTES", "4")]).await;
        let from = async |ip: &str| {
            let mut browser = app.browser();
            browser.ip = ip.parse().unwrap();
            let page = browser.get("/auth/register").await;
            browser.submit(&page, STEP, &typed("identity", &[])).await;
            browser
        };
        let cv = pdf(600 << 10);
        let mut first = from("2001:db8:1:2::1").await;
        assert_eq!(send(&mut first, "cv", "cv.pdf", &cv).await.0, StatusCode::OK);
        // A household may have many networks of a /48, and begins a form with its file.
        let mut second = from("2001:db8:1:3::1").await;
        let mut third = app.browser();
        third.ip = second.ip;
        let fields = [("step", "documents"), ("action", "next"), ("portfolio_url", "https://portfolio.example/a")];
        for browser in [&mut second, &mut third] {
            let refused = browser.upload(UPLOAD, &fields, &[("cv", "cv.pdf", &cv)]).await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(refused.headers.contains_key(header::RETRY_AFTER));
            let typed = refused.attribute("input[name=portfolio_url]", "value");
            assert_eq!(typed.as_deref(), Some("https://portfolio.example/a"), "what was typed is shown again");
        }
        assert_eq!(stored(&app), 1);
        let mut neighbour = from("2001:db8:2::1").await;
        assert_eq!(send(&mut neighbour, "cv", "cv.pdf", &cv).await.0, StatusCode::OK);
        // What goes makes room.
        assert_eq!(send(&mut first, "cv", "cv.pdf", &pdf(100)).await.0, StatusCode::OK);
        assert_eq!(send(&mut second, "cv", "cv.pdf", &cv).await.0, StatusCode::OK);
    }

    async fn registering_makes_the_files_the_persons(app: TestApp) {
        let mut browser = app.browser();
        let (_, told) = send(&mut browser, "photo", "a.jpg", &photo(1)).await;
        let (_, cv) = send(&mut browser, "cv", "cv.pdf", &pdf(100)).await;
        let done = register(&mut browser, &[("show_name_photo", "on")]).await;
        let code = code_on(&done);
        let photo = format!("/files/photo/{}-640.jpg", told["photo"].as_str().unwrap());
        let mut visitor = app.browser();
        let profile = visitor.get(&format!("/profile/view/{code}")).await;
        assert_eq!(profile.attribute("main img[src^='/files/photo/']", "src"), Some(photo.clone()));
        let seen = fetch(&mut visitor, &photo).await;
        assert_eq!(seen.headers[header::CACHE_CONTROL], "public, max-age=86400");
        assert!(!seen.headers.contains_key(header::VARY) || !seen.headers[header::VARY].to_str().unwrap().contains("Cookie"));
        assert_eq!(fetch(&mut browser, &photo).await.headers[header::CACHE_CONTROL], "public, max-age=86400", "cookies or not");
        let cv = format!("/files/cv/{}", cv["cv"].as_str().unwrap());
        assert_eq!(fetch(&mut browser, &cv).await.status, StatusCode::OK);
        assert_eq!(fetch(&mut visitor, &cv).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sweep(&app.state, Duration::ZERO).await.unwrap(), Swept::default(), "everything has its row");
        assert_eq!(stored(&app), 4);
    }
}

on_sqlite! {
    async fn what_is_no_upload_is_refused(app: TestApp) {
        let mut browser = begun(&app).await;
        assert_eq!(browser.request(Method::POST, UPLOAD, Some("photo=x".to_owned())).await.status, StatusCode::BAD_REQUEST);
        // A file where a text is expected, and the other way round.
        assert_eq!(browser.upload(UPLOAD, &[], &[("step", "x", b"identity")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(browser.upload(UPLOAD, &[("photo", "x")], &[]).await.status, StatusCode::BAD_REQUEST);
        browser.extra_headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        assert_eq!(browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &photo(1))]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(stored(&app), 0);
    }
}
