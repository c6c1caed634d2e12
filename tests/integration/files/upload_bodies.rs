//! Bodies of uploads as programs and phones write them, and as attacks look.

use http::{Method, StatusCode, header};

use crate::support::{
    TestApp,
    browser::Browser,
    files::{UPLOAD, all_files, photo},
    on_both, on_sqlite,
    registration::{STEP, typed},
};

/// A visitor who has begun the form, as the script sends a file.
async fn begun(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let page = browser.get("/auth/register").await;
    browser.submit(&page, STEP, &typed("identity", &[])).await;
    browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
    browser
}

fn stored(app: &TestApp) -> usize {
    all_files(&app.folder.path().join("storage")).len()
}

/// The case of this name, which is sent with the content type beside it.
macro_rules! case {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/http/", $name, ".bin")).to_vec())
    };
}

on_both! {
    async fn every_way_to_write_a_form_is_read(app: TestApp) {
        const PLAIN: &str = "multipart/form-data; boundary=----b1";
        let ordinary = case!("ordinary").1;
        let after: Vec<u8> = [ordinary.as_slice(), b"\r\nThis is the end of the message."].concat();
        for ((name, body), content_type) in [
            (case!("ordinary"), PLAIN),
            (case!("filename_star_only"), PLAIN),
            (case!("both_filenames"), PLAIN),
            (case!("latin1_filename"), PLAIN),
            (case!("windows_path"), PLAIN),
            (case!("no_type_in_part"), PLAIN),
            (case!("text_before_and_after"), PLAIN),
            (("text after", after), PLAIN),
            (case!("charset_after"), "multipart/form-data; boundary=----b1; charset=UTF-8"),
            (("charset before", ordinary), "Multipart/Form-Data; charset=utf-8; Boundary=\"----b1\""),
            (case!("boundary_with_slash_and_equals"), "multipart/form-data; boundary=\"=_b/1:x\""),
        ] {
            let mut browser = begun(&app).await;
            let answer = browser.send_multipart(UPLOAD, content_type, body).await;
            assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.html());
            let told: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
            assert!(told["photo"].is_string(), "{name}: {told}");
        }
    }

    async fn what_is_no_whole_form_leaves_no_draft(app: TestApp) {
        let (_, cut) = case!("no_last_boundary");
        let text = |bytes: &[u8]| bytes.to_vec();
        for (what, body) in [
            ("no last boundary", cut),
            ("line feeds alone", text(b"------b1\nContent-Disposition: form-data; name=\"step\"\n\nidentity\n------b1--\n")),
            ("a file without a name", text(b"------b1\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nx\r\n------b1--\r\n")),
            ("a field without a name", text(b"------b1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------b1--\r\n")),
            ("text that is not UTF-8", text(b"------b1\r\nContent-Disposition: form-data; name=\"step\"\r\n\r\n\xe9\r\n------b1--\r\n")),
            ("a head without end", [b"------b1\r\nX: ".as_slice(), &vec![b'a'; 200 << 10]].concat()),
            ("no form", text(b"photo")),
        ] {
            let mut browser = app.browser();
            let answer = browser.send_multipart(UPLOAD, "multipart/form-data; boundary=----b1", body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}");
            assert!(answer.has("h1"), "{what}: a page says so");
            assert!(!browser.cookies.contains_key("draft"), "{what}: no draft is begun");
        }
        assert_eq!(stored(&app), 0);
    }
}

on_sqlite! {
    async fn files_of_an_hour_are_counted(app: TestApp) {
        let app = app.with(&[("LIMIT_UPLOADS_PER_HOUR", "3")]).await;
        let mut browser = begun(&app).await;
        let (one, two) = (photo(1), photo(2));
        assert_eq!(browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &one)]).await.status, StatusCode::OK);
        assert_eq!(
            browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &one), ("photo", "b.jpg", &two)]).await.status,
            StatusCode::OK
        );
        let refused = browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &one)]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
        let mut neighbour = begun(&app).await;
        neighbour.ip = [198, 51, 100, 9].into();
        assert_eq!(neighbour.upload(UPLOAD, &[], &[("photo", "a.jpg", &one)]).await.status, StatusCode::OK);
        app.state.clock.advance(chrono::TimeDelta::hours(1));
        assert_eq!(browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &one)]).await.status, StatusCode::OK);
    }

    async fn a_form_begun_with_its_files_counts_once(app: TestApp) {
        let app = app.with(&[("LIMIT_DRAFTS_PER_HOUR", "1")]).await;
        let mut browser = app.browser();
        browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
        for shade in 0..2 {
            assert_eq!(browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &photo(shade))]).await.status, StatusCode::OK);
        }
        let refused = app.browser().upload(UPLOAD, &[], &[("photo", "a.jpg", &photo(3))]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(stored(&app), 3, "nothing of the refused one is kept");
        let page = browser.request(Method::GET, "/auth/register", None).await;
        assert!(page.status.is_success());
    }
}
