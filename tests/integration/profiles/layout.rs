//! How the pages of profiles are arranged: the portrait first, nothing empty, ways to contact and to share.

use http::StatusCode;

use super::cinema::signed_in_as;
use crate::support::{
    TestApp,
    accounts::{administrator_browser, change_people},
    browser::Page,
    casting,
    cinema_people::{Given, TestCinema, give_cinema},
    files::give_photo,
    on_both,
    people::{Inserted, TestPerson, insert},
};

const MAIN: &str = "/profile/view/MACAN0001F";
const CINEMA: &str = "/cinema/profile/MACAN0001F";

/// A person who answered what both profiles show and lets everyone see it, and the name of the photo.
async fn open_person(app: &TestApp) -> (Inserted, Given, String) {
    let mut person = TestPerson::new(1);
    person.bio = Some("Canaribio".to_owned());
    person.availability = Some("weekends");
    person.languages = vec!["ar"];
    let keys = insert(&app.state, &[person]).await[0];
    let given = give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
    let photo = give_photo(&app.state, keys.person_id).await;
    change_people(app, "UPDATE people SET show_name_photo = TRUE, show_origins = TRUE, nationality = 'TV', show_links = TRUE, website = 'https://canari.example/'").await;
    (keys, given, photo)
}

/// Fails unless the marks stand in the main part of the page, each after the one before.
fn assert_in_order(page: &Page, marks: &[&str]) {
    let html = page.html();
    let mut rest = html.split_once("<main").unwrap().1;
    for mark in marks {
        let found = rest.find(mark).unwrap_or_else(|| panic!("{mark} is missing or stands earlier: {}", page.address));
        rest = &rest[found..];
    }
}

on_both! {
    async fn the_portrait_is_first_and_the_qr_code_last(app: TestApp) {
        open_person(&app).await;
        let mut visitor = app.browser();
        let page = visitor.get(CINEMA).await;
        assert_in_order(&page, &[
            "id=\"portrait\"", "<h1", "61–73", "193", "Aïn Canari", "MACAN0001F", "?type=stunt_performer", "Arabe",
            "mailto:", "id=\"gallery\"", "Canarifilm1", "Vairons", "?skill=ventriloquist", "🇹🇻", "https://canari.example/",
            "/qr/cinema/", "id=\"photo-1\"",
        ]);
        let page = visitor.get(MAIN).await;
        assert_in_order(&page, &[
            "id=\"portrait\"", "<h1", "Aïn Canari", "MACAN0001F", "/talents/dj", "Week-end", "Arabe", "mailto:", "Canaribio",
            "🇹🇻", "https://canari.example/", "/qr/MACAN0001F.svg", "id=\"photo-1\"",
        ]);
    }

    async fn the_first_picture_comes_at_once_and_the_others_when_they_are_near(app: TestApp) {
        let (keys, given, photo) = open_person(&app).await;
        let first_of = |page: &Page, name: &str| {
            assert_eq!(page.texts("main img:not([loading=lazy])").len(), 1, "{}", page.address);
            assert!(page.attribute("main img", "src").unwrap().contains(name), "{}", page.address);
            assert_eq!(page.attribute("main img", "fetchpriority").as_deref(), Some("high"), "{}", page.address);
            // All but those that take the window's size have their place before they come.
            let unsized_ones = page.texts("main img:not([width])").len();
            assert_eq!(unsized_ones, page.texts(".full-view > img").len(), "{}", page.address);
        };
        for address in [MAIN, CINEMA] {
            first_of(&app.browser().get(address).await, &photo);
        }
        change_people(&app, &format!("UPDATE people SET photo_file_id = NULL WHERE id = {}", keys.person_id)).await;
        first_of(&app.browser().get(CINEMA).await, &given.gallery[0]);
    }

    async fn the_full_view_keeps_its_steps_in_their_places(app: TestApp) {
        let (_, given, photo) = open_person(&app).await;
        let page = app.browser().get(CINEMA).await;
        assert!(page.has("#portrait a[href='#photo-1'] img") && page.has("#gallery a[href='#photo-3'] img"));
        assert!(page.has(&format!("#photo-1 img[src='/files/photo/{photo}-1600.jpg']")));
        assert!(page.has(&format!("#photo-2 img[src='/files/gallery/{}-1600.jpg']", given.gallery[0])));
        for (number, previous, next, close) in [
            (1, None, Some("#photo-2"), "#portrait"),
            (2, Some("#photo-1"), Some("#photo-3"), "#gallery"),
            (3, Some("#photo-2"), None, "#gallery"),
        ] {
            let step = |place: u8| {
                let link = format!("#photo-{number} nav > :nth-child({place})");
                assert_eq!(page.attribute(&link, "aria-disabled").is_none(), page.attribute(&link, "href").is_some());
                page.attribute(&link, "href")
            };
            assert_eq!((step(1).as_deref(), step(3).as_deref()), (previous, next), "{number}");
            assert_eq!(page.attribute(&format!("#photo-{number} nav > :nth-child(4)"), "href").as_deref(), Some(close));
        }
        let page = app.browser().get(MAIN).await;
        assert!(page.has("#photo-1 nav a[href='#portrait']") && !page.has("#photo-2"));
    }

    async fn what_is_empty_is_shown_to_no_visitor_and_its_owner_is_invited(app: TestApp) {
        let keys = casting::insert_cinema(&app.state, &[casting::TestCinema::new(1)]).await[0];
        let mut own = signed_in_as(&app, keys, "canarimail1@example.org").await;
        let mut administrator = administrator_browser(&app).await;
        for (address, form, sections) in [
            (MAIN, "/profile/edit", ["documents", "career", "availability", "networks"].as_slice()),
            (CINEMA, "/cinema/edit", ["pictures", "languages", "physique", "skills", "networks"].as_slice()),
        ] {
            let page = app.browser().get(address).await;
            assert_eq!(page.status, StatusCode::OK);
            // Only the QR code: nothing else was answered.
            assert_eq!(page.texts("main section").len(), 1, "{address}: {}", page.text());
            assert!(page.has("main section img[src^='/qr/']"));
            assert_eq!(page.texts("main section > header span").join(""), "", "sections have no numbers");
            assert!(!page.has("#portrait img") && !page.has(".full-views") && !page.has("#portrait a"));
            let invitations = |page: &Page| page.attributes(&format!("main a[href^='{form}?section=']"), "href");
            let expected: Vec<_> = sections.iter().map(|section| format!("{form}?section={section}")).collect();
            assert_eq!(invitations(&own.get(address).await), expected);
            for other in [
                page,
                own.get(&format!("{address}?as=visitor")).await,
                own.get(&format!("{address}?as=member")).await,
                administrator.get(address).await,
            ] {
                assert_eq!(invitations(&other), Vec::<String>::new(), "{}", other.address);
            }
        }
    }

    async fn others_can_contact_and_share_and_the_owner_can_edit_and_share(app: TestApp) {
        let (keys, ..) = open_person(&app).await;
        let mut own = signed_in_as(&app, keys, "canarimail1@example.org").await;
        let mut administrator = administrator_browser(&app).await;
        for (address, form, encoded) in [
            (MAIN, "/profile/edit", "%2Fprofile%2Fview%2FMACAN0001F"),
            (CINEMA, "/cinema/edit", "%2Fcinema%2Fprofile%2FMACAN0001F"),
        ] {
            let whatsapp = format!("details a[href^='https://wa.me/?text='][href$='{encoded}']");
            let whole = [format!("http://127.0.0.1:3000{address}")];
            for page in [
                app.browser().get(address).await,
                administrator.get(address).await,
                own.get(&format!("{address}?as=visitor")).await,
            ] {
                assert!(page.has("main header a[href^='mailto:'][href$='?subject=MACAN0001F']"), "{}", page.address);
                assert!(page.has(&format!("main header {whatsapp}")), "{}", page.address);
                assert_eq!(page.attributes("main header details input[readonly]", "value"), whole);
                assert!(!page.has(&format!(".notice a[href='{form}']")) && !page.has(".notice details"));
            }
            let page = own.get(address).await;
            assert!(!page.has("main a[href^='mailto:']") && !page.has("main header details"));
            assert!(page.has(&format!(".notice a[href='{form}']")) && page.has(&format!(".notice {whatsapp}")));
            assert_eq!(page.attributes(".notice details input[readonly]", "value"), whole);
        }
        // An address that others cannot open is not shared.
        change_people(&app, "UPDATE main_profiles SET visibility = 'private'").await;
        let page = own.get(MAIN).await;
        assert!(page.has(".notice a[href='/profile/edit']") && !page.has("main details input"), "{}", page.text());
    }
}
