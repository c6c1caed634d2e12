//! What surrounds every page: the head, the menu, the foot.

use crate::support::{on_sqlite, registration};

/// Pages that search engines list.
const LISTED: [&str; 9] = [
    "/",
    "/about",
    "/legal/terms",
    "/legal/privacy",
    "/talents",
    "/cinema",
    "/cinema/talents",
    "/auth/register",
    "/cinema/register",
];

on_sqlite! {
    async fn the_head_describes_the_page_and_lets_it_be_drawn(app: TestApp) {
        for language in ["fr", "ar", "en"] {
            let mut browser = app.browser();
            browser.language = language;
            for address in LISTED {
                let page = browser.get(address).await;
                let described = page.attributes("head meta[name=description]", "content");
                assert!(described.len() == 1 && described[0].len() > 30, "{address} {language}: {described:?}");
                assert!(page.has("head meta[name='theme-color']"), "{address}");
                assert_eq!(page.attributes("head link[rel=stylesheet]", "href").len(), 1, "{address}");
                let blocking = "script[src]:not([type=module]):not([async]):not([defer])";
                assert!(!page.has(blocking), "{address}: a script delays the first picture");
            }
        }
    }

    async fn the_menu_names_the_page_or_the_part_it_belongs_to(app: TestApp) {
        for (address, link, current) in [
            ("/talents", "/talents", "page"),
            ("/talents/dj", "/talents", "true"),
            ("/cinema", "/cinema", "page"),
            ("/cinema/talents", "/cinema", "true"),
            ("/cinema/register", "/cinema", "true"),
            ("/auth/login", "/auth/login", "page"),
        ] {
            let page = app.browser().get(address).await;
            let links = page.attributes("header nav a[aria-current]", "href");
            assert!(!links.is_empty() && links.iter().all(|found| found == link), "{address}: {links:?}");
            assert_eq!(page.attribute("header nav a[aria-current]", "aria-current").as_deref(), Some(current), "{address}");
        }
        assert!(!app.browser().get("/").await.has("header nav a[aria-current]"));
    }

    async fn forms_end_with_the_links_alone(app: TestApp) {
        let mut member = app.browser();
        registration::register(&mut member, &[]).await;
        for (address, short) in [
            ("/profile/dashboard", false),
            ("/profile/edit", true),
            ("/profile/security", true),
            ("/about", false),
            ("/cinema/talents", false),
        ] {
            assert_eq!(member.get(address).await.has("footer .zellige-band"), !short, "{address}");
        }
        for address in ["/auth/login", "/auth/register", "/cinema/register", "/auth/password/forgot"] {
            let page = app.browser().get(address).await;
            assert!(!page.has("footer .zellige-band") && !page.has("footer form"), "{address}");
            for link in ["/about", "/legal/terms", "/legal/privacy"] {
                assert!(page.has(&format!("footer nav a[href='{link}']")), "{address} {link}");
            }
            assert!(page.has("footer nav a[href^='mailto:']"), "{address}");
            assert!(page.has("header form[action='/lang']"), "{address}: the language can still be changed");
        }
    }
}
