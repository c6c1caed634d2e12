//! Long addresses: refused with a page, or answered with a page of a size.

use http::{StatusCode, header};
use talentsmaroc::{domain::reference, server::middleware::address_limit::LONGEST_ADDRESS};

use crate::support::on_sqlite;

/// No page is larger, before it is compressed.
const LARGEST_PAGE: usize = 300_000;

/// A search with as many values of lists as an address has room for, and these words.
fn search_of_everything(words: &str) -> String {
    let lists = [
        ("type", "cinema_talent_type"),
        ("skill", "cinema_skill"),
        ("language", "language"),
        ("hair_color", "hair_color"),
    ];
    let mut address = format!("/cinema/talents?q={words}");
    for (filter, list) in lists {
        for term in reference::terms(list) {
            address.push_str(&format!("&{filter}={}", term.key));
        }
    }
    address
}

on_sqlite! {
    async fn an_address_without_end_is_refused_with_a_page(app: TestApp) {
        for (language, title) in [
            ("fr", "Cette adresse est trop longue"),
            ("en", "This address is too long"),
            ("ar", "هذا العنوان طويل جدًا"),
        ] {
            for path in ["/talents", "/cinema/talents", "/auth/login", "/nowhere", "/profile/dashboard", "/files/photo/a.jpg"] {
                let mut browser = app.browser();
                browser.language = language;
                let page = browser.get(&format!("{path}?q={}", "!".repeat(30_000))).await;
                assert_eq!(page.status, StatusCode::URI_TOO_LONG, "{path}");
                assert_eq!(page.texts("h1"), [title]);
                assert!(!page.html().contains("!!!!"), "{path}");
                assert!(page.bytes.len() < LARGEST_PAGE, "{}", page.bytes.len());
            }
        }
    }

    async fn a_name_longer_than_a_file_may_have_is_not_found(app: TestApp) {
        let accented = "%C3%A9".repeat(120);
        for path in [format!("/{}", "a".repeat(300)), format!("/pkg/{}.js", "a".repeat(300)), format!("/{accented}")] {
            let page = app.browser().get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path:.40}");
            assert!(page.has("h1"));
        }
    }

    async fn the_longest_addresses_make_no_large_page(app: TestApp) {
        let everything = search_of_everything("").len();
        assert!(everything < LONGEST_ADDRESS, "{everything}");
        let room = LONGEST_ADDRESS - everything;
        let marks = |mark: &str, times: usize| mark.repeat(times / mark.len());
        for address in [
            search_of_everything(""),
            search_of_everything(&marks("!", room)),
            search_of_everything(&marks("ab+", room)),
            search_of_everything(&marks("%D9%85", room)),
            format!("/talents?q={}", marks("!", 8000)),
            format!("/talents?{}", marks("&", 8000)),
            format!("/talents?city={}&country=MA", marks("%D9%85", 8000)),
            format!("/auth/login?next=/{}", marks("&", 8000)),
            format!("/profile/view/MACAS0001F?{}", marks("&", 8000)),
            format!("/{}", marks("a&", 8000)),
        ] {
            let page = app.browser().get(&address).await;
            assert!(page.status.is_success() || page.status == StatusCode::NOT_FOUND, "{} {address:.80}", page.status);
            assert!(page.bytes.len() < LARGEST_PAGE, "{} bytes of {address:.80}", page.bytes.len());
        }
    }

    async fn the_sign_in_page_is_reached_from_a_long_address(app: TestApp) {
        let page = app.browser().get(&format!("/profile/dashboard?{}", "&".repeat(8000))).await;
        assert_eq!(page.status, StatusCode::OK, "{:?}", page.headers.get(header::LOCATION));
        assert_eq!(page.address, "/auth/login?next=%2Fprofile%2Fdashboard");
    }

    async fn a_path_that_steps_back_is_nowhere(app: TestApp) {
        for path in ["/talents/..", "/talents/%2e%2E", "/talents/./dj", "/talents/..%5Ccinema", "/profile/view/%2e%2e"] {
            assert_eq!(app.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(app.browser().get("/talents/%64j").await.status, StatusCode::OK, "another spelling of a key");
    }
}
