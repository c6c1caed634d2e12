//! The page of the casting search.

use http::StatusCode;
use talentsmaroc::{
    domain::{lang::Lang, search::list::SearchList},
    server::{context::Viewer, services::search::lists},
};

use crate::support::{
    casting::{TestCinema, insert_cinema},
    on_both, on_sqlite,
    people::member,
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
        assert!(page.texts(".person-card-text").iter().all(|card| card.contains("Figurant")));
        assert!(!page.has(".person-card a[href^='/cinema/talents']"), "a card leads to its profile alone");
        assert!(!page.html().contains("Canarifirst1") && page.html().contains("Canarifirst2"));
        assert_eq!(page.html().matches("src=\"/files/photo/").count(), 1, "who hides the photo has an avatar");
        assert!(page.text().contains("Aïn Canari") && page.has("form[action='/cinema/talents'][method=get]"));
    }

    async fn faces_that_a_viewer_may_see_come_first(app: TestApp) {
        let mut people: Vec<_> = (1..=3).map(TestCinema::new).collect();
        (people[0].person.photo, people[0].person.show_name_photo) = (true, true);
        (people[1].person.photo, people[1].height_cm, people[1].types) = (true, Some(172), vec!["extra", "model"]);
        insert_cinema(&app.state, &people).await;
        let codes = async |viewer: &Viewer, address: &str| {
            let found = lists::search(&app.state, viewer, Lang::Fr, SearchList::Casting, address).await.unwrap();
            found.1.lines.into_iter().map(|card| card.code).collect::<Vec<_>>()
        };
        let visitor = Viewer::Anonymous;
        assert_eq!(codes(&visitor, "").await, ["MACAN0001F", "MACAN0003F", "MACAN0002F"]);
        assert_eq!(codes(&visitor, "sort=newest").await, ["MACAN0003F", "MACAN0002F", "MACAN0001F"]);
        assert_eq!(codes(&member(-3, None), "").await, ["MACAN0002F", "MACAN0001F", "MACAN0003F"]);
        let page = app.browser().get("/cinema/talents").await;
        assert_eq!(page.attributes(".person-card h2 a", "href")[0], "/cinema/profile/MACAN0001F");
        let cards = page.texts(".person-card-text");
        assert!(cards[2].contains("ans · 172 cm") && cards[2].contains(" +1"), "{}", cards[2]);
        assert!(!cards[0].contains("cm"), "{}", cards[0]);
        assert_eq!(page.texts("[data-count=total]"), ["3 profils"]);
        assert_eq!(page.texts("[data-count=found]"), ["Voir 3 profils"]);
        assert!(page.has("select[name=sort][form=people-search]") && page.has("form#people-search[role=search]"));
        assert!(page.has("option[value=newest]") && !page.has("option[value=photo]"), "the usual order has no value");
    }

    async fn a_measure_has_two_fields_in_one_group(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get("/cinema/talents?age_min=20&height_max=190").await;
        for measure in ["age", "playing_age", "height"] {
            assert!(page.has(&format!("fieldset .range input[name={measure}_min]")), "{measure}");
            assert!(page.has(&format!("fieldset .range input[name={measure}_max]")), "{measure}");
        }
        assert!(page.has(".range input[name=age_min][value='20']") && page.has(".range input[name=height_max][value='190']"));
        assert!(page.has("a[href='/cinema/talents?height_max=190']"), "each is taken off by itself");
    }

    async fn languages_few_people_look_for_are_folded(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let mut browser = app.browser();
        let folded = "details[data-group]:not([open]) input[name=language]";
        let page = browser.get("/cinema/talents").await;
        assert!(page.has(&format!("{folded}[value=wo]")) && page.has(&format!("{folded}[value=ja]")));
        assert!(page.has("fieldset[data-group] input[name=language][value=fr]"));
        let keys = page.attributes("input[name=language]", "value");
        assert_eq!(keys.first().map(String::as_str), Some("ary"), "Moroccan languages come first");
        let page = browser.get("/cinema/talents?language=wo").await;
        assert!(!page.has(&format!("{folded}[value=wo]")) && page.has(&format!("{folded}[value=ja]")));
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
