//! The two landing pages: whose faces they show, how many, and where they lead.

use chrono::NaiveDate;
use http::StatusCode;
use talentsmaroc::domain::{
    age::is_minor,
    module::Module,
    visibility::{Audience, ModerationState, Switches, Visibility, VisibilityField, may_see},
};

use crate::support::{
    accounts::{PASSWORD, member, sign_in},
    casting::{TestCinema, insert_cinema, save_again},
    files::give_photo,
    on_both, on_sqlite,
};

const LANDINGS: [&str; 2] = ["/", "/cinema"];
const PORTRAITS: &str = "main .mosaic img";

/// A person of both modules whom everyone may see, with a photo that has no file.
fn shown(number: u32) -> TestCinema {
    let mut cinema = TestCinema::new(number);
    cinema.person.show_name_photo = true;
    cinema.person.photo = true;
    cinema
}

on_both! {
    async fn only_faces_that_everyone_may_see_stand_there(app: TestApp) {
        let mut number = 0;
        let mut photos = Vec::new();
        for visibility in ["public", "members", "private"] {
            for (show, suspended, born, approved) in [
                (true, false, 1990, false),
                (false, false, 1990, false),
                (true, true, 1990, false),
                (true, false, 2011, false),
                (true, false, 2011, true),
            ] {
                number += 1;
                let mut cinema = TestCinema::new(number);
                (cinema.visibility, cinema.person.visibility) = (visibility, visibility);
                cinema.person.show_name_photo = show;
                cinema.person.suspended = suspended;
                cinema.person.minor_approved = approved;
                cinema.person.date_of_birth = NaiveDate::from_ymd_opt(born, 1, 1).unwrap();
                let minor = is_minor(cinema.person.date_of_birth, app.state.clock.today());
                let keys = insert_cinema(&app.state, &[cinema]).await[0];
                let photo = give_photo(&app.state, keys.person_id).await;
                let standing = ModerationState {
                    visibility: Visibility::from_key(visibility).unwrap(),
                    suspended,
                    minor,
                    minor_approved: approved,
                };
                let switches = Switches { show_name_photo: show, ..Switches::default() };
                let seen = standing.reachable(Audience::Anonymous)
                    && may_see(VisibilityField::Photo, Audience::Anonymous, switches);
                photos.push((photo, seen));
            }
        }
        assert!(photos.iter().any(|(_, seen)| *seen) && photos.iter().any(|(_, seen)| !seen));
        member(&app, "member@example.org").await;
        let mut signed_in = app.browser();
        sign_in(&mut signed_in, "member@example.org", PASSWORD).await;
        for address in LANDINGS {
            // Members see more elsewhere, but the same here.
            for page in [app.browser().get(address).await, signed_in.get(address).await] {
                let (html, portraits) = (page.html(), page.attributes(PORTRAITS, "src").join(" "));
                for (photo, seen) in &photos {
                    assert_eq!(html.contains(photo.as_str()), *seen, "{address} {photo}");
                    assert_eq!(portraits.contains(photo.as_str()), *seen, "{address} {photo}");
                }
            }
        }
    }

    async fn faces_come_and_go_with_the_choice_of_the_person(app: TestApp) {
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(&app.state, &[someone.clone(), TestCinema::new(2)]).await[0];
        let portraits = async |address: &str| {
            app.browser().get(address).await;
            let again = app.browser().get(address).await;
            assert_eq!(again.status, StatusCode::OK);
            assert_eq!(again.has(PORTRAITS), again.has("main .face-row li"), "{address}");
            assert!(!again.text().contains("Canarifirst2"), "{address}");
            assert_eq!(again.text().contains("Canarifirst1"), again.has(PORTRAITS), "{address}");
            again.attributes(PORTRAITS, "src").len()
        };
        for address in LANDINGS {
            assert_eq!(portraits(address).await, 0, "{address}: the drawing stays");
        }
        give_photo(&app.state, keys.person_id).await;
        for address in LANDINGS {
            assert_eq!(portraits(address).await, 1, "{address}");
        }
        someone.person.show_name_photo = false;
        for module in Module::ALL {
            save_again(&app.state, &someone, keys, module).await;
        }
        for address in LANDINGS {
            assert_eq!(portraits(address).await, 0, "{address}: hidden again");
        }
    }
}

on_sqlite! {
    async fn there_are_twelve_portraits_at_most_and_six_people(app: TestApp) {
        insert_cinema(&app.state, &(1..=20).map(shown).collect::<Vec<_>>()).await;
        for (address, profile) in [("/", "/profile/view/"), ("/cinema", "/cinema/profile/")] {
            let page = app.browser().get(address).await;
            let portraits = page.attributes(PORTRAITS, "src");
            let latest = page.attributes("main .face-row img", "src");
            assert_eq!((portraits.len(), latest.len()), (12, 6), "{address}");
            let name = |src: &String| src.split('-').next().unwrap_or_default().to_owned();
            assert!(!portraits.iter().any(|src| latest.iter().any(|other| name(src) == name(other))), "{address}");
            // Decoration: no words, no links, and fetched late where phones do not show it.
            assert!(page.attributes(PORTRAITS, "alt").iter().all(String::is_empty), "{address}");
            assert!(page.has("main .mosaic[aria-hidden=true]") && !page.has("main .mosaic a"), "{address}");
            assert_eq!(page.attributes("main .mosaic img[loading=lazy]", "src").len(), 8, "{address}");
            assert_eq!(page.attributes("main .face-row img[loading=lazy]", "src").len(), 6, "{address}");
            let people = page.attributes("main .face-row a", "href");
            assert_eq!(people.len(), 6, "{address}");
            assert_eq!(people[0], format!("{profile}MACAN0020F"), "the newest stands first");
        }
    }

    async fn both_sides_find_their_way(app: TestApp) {
        for (address, ways) in [
            ("/", &["/auth/register", "/talents", "/cinema/register", "/cinema/talents"][..]),
            ("/cinema", &["/cinema/register", "/cinema/talents"][..]),
        ] {
            let page = app.browser().get(address).await;
            for way in ways {
                assert!(page.has(&format!("main section.section-card a[href='{way}']")), "{address} {way}");
            }
            assert_eq!(page.attributes("main .hero .hero-ways a", "href"), ways[..2], "{address}");
            assert_eq!(page.texts("h1").len(), 1, "{address}");
        }
        let page = app.browser().get("/").await;
        assert!(!page.has("main dl"), "without people there are no figures");
        assert!(page.has("main section.bg-terracotta a[href='/talents']"), "the last words are to both");
        assert!(page.has("main section.bg-terracotta a[href='/auth/register']"), "the last words are to both");
    }
}
