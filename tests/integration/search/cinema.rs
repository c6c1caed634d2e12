//! The page of the casting search.

use http::StatusCode;

use crate::support::{
    casting::{TestCinema, insert_cinema},
    on_both, on_sqlite,
};

const EVERYTHING: &str = "q=a&type=extra&type=model&country=MA&city=Rabat&radius_km=50&gender=F&age_min=18&age_max=60\
    &playing_age_min=16&playing_age_max=25&language=fr&language=ary&skill=parkour&skill=dj\
    &eye_color=green&hair_color=black&hair_type=curly&build=slender&height_min=150&height_max=190\
    &ethnicity=amazigh&skin_tone=olive&experience_min=3&has_photo=1&code=MA";

on_both! {
    async fn cards_lead_to_cinema_profiles(app: TestApp) {
        let mut shown = TestCinema::new(2);
        shown.person.show_name_photo = true;
        shown.person.photo = true;
        insert_cinema(&app.state, &[TestCinema::new(1), shown]).await;
        let page = app.browser().get("/cinema/talents").await;
        assert!(page.has("a[href='/cinema/profile/MACAN0001F']") && page.has("a[href='/cinema/profile/MACAN0002F']"));
        assert!(page.has("a[href='/cinema/talents?type=extra']") && page.text().contains("Figurant, figurante"));
        assert!(!page.html().contains("Canarifirst1") && page.html().contains("Canarifirst2"));
        assert_eq!(page.html().matches("src=\"/files/photo/").count(), 1, "who hides the photo has an avatar");
        assert!(page.text().contains("Aïn Canari") && page.has("form[action='/cinema/talents'][method=get]"));
    }

    async fn bad_casting_parameters_are_a_notice(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let mut browser = app.browser();
        for query in ["type=dj", "gender=X", "age_min=-1", "age_max=111", "playing_age_min=x", "country=ZZ", "radius_km=20", "city=Rabat&radius_km=501&city=A%C3%AFn+Canari", "language=klingon", "skill=%27", "eye_color=EYES", "height_min=49", "ethnicity=x", "experience_min=81", "has_photo=maybe", "sort=age", "page=zz", "sort=name&page=n999999", "q=%2C%3B"] {
            let page = browser.get(&format!("/cinema/talents?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(page.text().contains("Critères inconnus"), "{query}");
            assert!(page.has("a[href='/cinema/profile/MACAN0001F']"), "{query}");
        }
        for query in ["page=nffffffffffffffffffffffffffffff", "q=%00%00a%00", "city=%00", "q=%22%20OR%201%3D1%20--", "unknown=1", "%FF=%FE&q=%FF"] {
            assert_eq!(browser.get(&format!("/cinema/talents?{query}")).await.status, StatusCode::OK, "{query}");
        }
    }

    async fn a_casting_code_that_cannot_be_read_finds_no_person(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get("/cinema/talents?code=%27%3B--").await;
        assert!(!page.has("a[href^='/cinema/profile/']") && page.text().contains("Exemple : MACAS0001F"));
        let page = app.browser().get("/cinema/talents?code=%E2%81%A8MACAN0001F%E2%81%A9").await;
        assert!(page.has("a[href='/cinema/profile/MACAN0001F']"));
        assert_eq!(app.browser().get("/cinema/profile/macan%E2%80%8B0001f.").await.status, StatusCode::OK);
    }

    async fn nobody_found_says_what_to_loosen(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get("/cinema/talents?type=extra&gender=M&country=MA").await;
        assert!(page.has("a.btn[href='/cinema/talents?type=extra&country=MA']"));
        assert!(!page.has("a.btn[href='/cinema/talents?type=extra&gender=M']"));
    }
}

on_sqlite! {
    async fn every_casting_filter_in_use_can_be_taken_off(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get(&format!("/cinema/talents?{EVERYTHING}&sort=name")).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in EVERYTHING.split('&') {
            let gone = |other: &str| {
                other != part && !(part.starts_with("city=") && other.starts_with("radius_km="))
            };
            let rest = EVERYTHING.split('&').filter(|other| gone(other)).collect::<Vec<_>>().join("&");
            assert!(page.has(&format!("a[href='/cinema/talents?{rest}&sort=name']")), "{part}");
            let (name, value) = part.split_once('=').unwrap();
            let kept = [
                format!("input[name={name}][value='{value}']"),
                format!("select[name={name}] option[value='{value}'][selected]"),
            ];
            assert!(kept.iter().any(|field| page.has(field)), "the form forgets {part}");
        }
        assert!(page.has("input[name=skill][value=parkour][checked]") && page.has("input[name=has_photo][checked]"));
        assert!(page.has("select[name=sort] option[value=name][selected]"));
    }
}
