//! The pages of the directory.

use http::StatusCode;
use talentsmaroc::{
    domain::{
        lang::Lang,
        search::{
            filter::FilterId,
            list::SearchList,
            page::{HomeFigures, Total},
        },
    },
    server::{
        context::Viewer,
        services::search::{home, lists},
    },
};

use crate::support::{
    cinema_people::{TestCinema, give_cinema},
    on_both, on_sqlite,
    people::{TestPerson, insert},
};

on_both! {
    async fn nothing_about_a_hidden_name_can_be_searched(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = app.browser();
        for query in ["canarifirst1", "canarilast1", "canari", "CANARIFIRST1+canarilast1"] {
            let page = browser.get(&format!("/talents?q={query}")).await;
            assert!(!page.has("a[href^='/profile/view/']"), "{query}");
        }
        let page = browser.get("/talents").await;
        assert!(page.has("a[href='/profile/view/MACAN0001F']"));
        assert!(!page.html().contains("Canarifirst1") && !page.html().contains("Canarilast1"));
    }

    async fn bad_parameters_are_a_notice(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = app.browser();
        for query in ["country=ZZ", "country=Maroc", "city=Rabat", "gender=X", "talent=nobody_has_this", "page=zz", "q=%2C%3B", "availability=always", "work_mode=%27", "language=klingon", "experience_min=-1", "experience_min=many", "has_photo=maybe", "sort=age", "sort=best", "sort=nearest", "sort=name&page=n999999"] {
            let page = browser.get(&format!("/talents?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(page.text().contains("Critères inconnus"), "{query}");
            assert!(page.has("a[href='/profile/view/MACAN0001F']"), "{query}");
        }
        for query in ["page=nffffffffffffffffffffffffffffff", "q=%00%00a%00", "country=MA&city=%00", "q=%22%20OR%201%3D1%20--", "unknown=1", "%FF=%FE&q=%FF"] {
            assert_eq!(browser.get(&format!("/talents?{query}")).await.status, StatusCode::OK, "{query}");
        }
    }

    async fn a_code_is_understood_however_it_is_typed(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = app.browser();
        for typed in ["%E2%80%8EMACAN0001F", "%E2%81%A8MACAN0001F%E2%81%A9", "%EF%BC%ADACAN0001%EF%BC%A6", "macan+0001+f", "MACAN%E2%80%8B0001F", "MACAN%D9%A0%D9%A0%D9%A0%D9%A1F", "MA-CAN-0001-F.", "MACAN0001F%2C"] {
            for address in [format!("/talents?code={typed}"), format!("/talents?q={typed}")] {
                let page = browser.get(&address).await;
                assert!(page.has("a[href='/profile/view/MACAN0001F']"), "{address}");
                assert!(!page.has("a[href='/profile/view/MACAN0002F']"), "{address}");
                assert!(!page.text().contains("Critères inconnus"), "{address}");
            }
            let profile = format!("/profile/view/{}", typed.replace('+', "%20"));
            assert_eq!(browser.get(&profile).await.status, StatusCode::OK, "{profile}");
            let picture = format!("/qr/{}.svg", typed.replace('+', "%20"));
            assert_eq!(browser.get(&picture).await.status, StatusCode::OK, "{picture}");
        }
    }

    async fn a_code_that_cannot_be_read_finds_no_person_and_says_so(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = app.browser();
        for typed in ["%27%3B--", "MACAN0001F%C3%A9", "%D9%85%D8%AD%D9%85%D8%AF", "MACAN0001FMACAN0001F", "MA%3FAN"] {
            for list in ["/talents", "/cinema/talents"] {
                let page = browser.get(&format!("{list}?code={typed}")).await;
                assert_eq!(page.status, StatusCode::OK, "{typed}");
                assert!(!page.has("a[href^='/profile/view/']"), "{list} {typed}");
                assert!(page.text().contains("Exemple : MACAS0001F"), "{list} {typed}: {}", page.text());
            }
        }
        for nothing in ["", "+", "%E2%80%8E"] {
            let page = browser.get(&format!("/talents?code={nothing}")).await;
            assert!(page.has("a[href='/profile/view/MACAN0001F']"), "an empty field is no filter: {nothing}");
        }
    }

    async fn beyond_the_end_a_list_begins_again(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut browser = app.browser();
        for (address, profile) in [
            ("/talents?page=n1", "/profile/view/MACAN0001F"),
            ("/talents?talent=dj&page=n1", "/profile/view/MACAN0001F"),
            ("/talents/dj?page=n1", "/profile/view/MACAN0001F"),
            ("/talents?sort=name&page=n1", "/profile/view/MACAN0001F"),
            ("/talents?sort=photo&page=n1", "/profile/view/MACAN0001F"),
            ("/talents?q=dj&page=n1", "/profile/view/MACAN0001F"),
            ("/cinema/talents?page=n1", "/cinema/profile/MACAN0001F"),
            ("/cinema/talents?sort=name&page=n1", "/cinema/profile/MACAN0001F"),
        ] {
            let page = browser.get(address).await;
            assert!(page.has(&format!("a[href='{profile}']")), "{address}: {}", page.text());
            assert!(address.contains("/dj") || page.text().contains("Critères inconnus"), "{address}");
        }
    }

    async fn no_result_says_what_to_loosen(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let query = "country=MA&gender=M&talent=dj";
        let search = lists::search(&app.state, &Viewer::Anonymous, Lang::Fr, SearchList::Directory, query);
        assert_eq!(search.await.unwrap().1.loosen, [FilterId::Gender]);
        let page = app.browser().get(&format!("/talents?{query}")).await;
        assert!(page.has("a[href='/talents?country=MA&talent=dj']"));
    }

    async fn cards_tell_when_people_work(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.availability = Some("weekends");
        person.photo = true;
        let mut other = TestPerson::new(2);
        other.show_name_photo = true;
        other.photo = true;
        insert(&app.state, &[person, other]).await;
        let page = app.browser().get("/talents").await;
        assert!(page.text().contains("Week-end uniquement"));
        assert_eq!(page.html().matches("src=\"/files/photo/").count(), 1, "who hides the photo has an avatar");
        assert!(app.browser().get("/talents?has_photo=1").await.has("a[href='/profile/view/MACAN0002F']"));
    }

    async fn a_talent_has_its_own_page(app: TestApp) {
        let mut other = TestPerson::new(2);
        other.talents = vec!["photography"];
        insert(&app.state, &[TestPerson::new(1), other]).await;
        let mut browser = app.browser();
        let page = browser.get("/talents/dj").await;
        assert!(page.has("a[href='/profile/view/MACAN0001F']") && !page.has("a[href='/profile/view/MACAN0002F']"));
        assert_eq!(browser.get("/talents/no_such_talent").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_landing_page_counts_public_people(app: TestApp) {
        let mut people: Vec<_> = (1..=9).map(TestPerson::new).collect();
        people[8].visibility = "members";
        people[7].country = "SN";
        people[6].city = "Fès".to_owned();
        // Only a member's: no city for a visitor.
        people[8].city = "Rabat".to_owned();
        // Two talents of one category are one person.
        people[5].talents = vec!["dj", "entertainment", "dance"];
        insert(&app.state, &people).await;
        let summary = home::summary(&app.state, Lang::Fr).await.unwrap();
        assert_eq!(summary.figures, HomeFigures { people: Total::Exact(8), cities: 3, talents: 73 });
        let categories: Vec<_> = summary.categories.iter().map(|found| (found.label.as_str(), found.people)).collect();
        assert_eq!(categories, [("Événementiel", 8), ("Arts", 1)]);
        let events = &summary.categories[0].talents;
        let talents: Vec<_> = events.iter().map(|talent| (talent.key.as_str(), talent.people)).collect();
        assert_eq!(talents, [("dj", 8), ("entertainment", 1)]);
        let page = app.browser().get("/").await;
        assert_eq!(page.texts("main a[href='/talents/dj']"), ["🎧 DJ 8"]);
        assert!(page.has("main a[href='/talents/dance']") && !page.has("main a[href='/talents/masonry']"));
    }
}

on_both! {
    async fn one_wrong_letter_is_forgiven_and_said(app: TestApp) {
        let mut person = TestPerson::new(1);
        (person.show_name_photo, person.last_name) = (true, "Benjelloun".to_owned());
        insert(&app.state, &[person]).await;
        let mut browser = app.browser();
        const SAID: &str = "un mot diffère d’une lettre";
        for (words, approximate) in
            [("benjelloun", false), ("benjel", false), ("benjeloun", true), ("bemjelloun", true), ("ebnjel", true)]
        {
            let page = browser.get(&format!("/talents?q={words}")).await;
            assert!(page.has("a[href='/profile/view/MACAN0001F']"), "{words}");
            assert_eq!(page.text().contains(SAID), approximate, "{words}");
        }
        // Two letters are too many, and a short word must be right.
        for words in ["bemjeloun", "bnej", "benjelloun+nobody"] {
            let page = browser.get(&format!("/talents?q={words}")).await;
            assert!(!page.has("a[href^='/profile/view/']") && !page.text().contains(SAID), "{words}");
        }
    }

    async fn a_form_says_how_many_people_each_choice_finds(app: TestApp) {
        let mut people: Vec<_> = (1..=5).map(TestPerson::new).collect();
        people[1].gender = "M";
        people[2].talents = vec!["dj", "music"];
        people[3].visibility = "members";
        people[4].suspended = true;
        insert(&app.state, &people).await;
        let mut browser = app.browser();
        let page = browser.get("/talents").await;
        assert_eq!(page.texts("input[name=talent][value=dj] ~ b"), ["3"]);
        assert_eq!(page.texts("input[name=talent][value=music] ~ b"), ["1"]);
        assert_eq!(page.texts("input[name=talent][value=photography] ~ b"), [""], "the style writes it");
        assert!(page.texts("select[name=gender] option[value=F]").join("").contains("(2)"));
        let page = browser.get("/talents?gender=M").await;
        assert_eq!(page.texts("input[name=talent][value=dj] ~ b"), ["1"]);
        assert_eq!(page.texts("input[name=talent][value=music] ~ b"), [""]);
        // Another gender would stand in place of this one.
        assert!(page.texts("select[name=gender] option[value=F]").join("").contains("(2)"));
    }
}

on_sqlite! {
    async fn every_filter_in_use_can_be_taken_off(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let query = "q=a&country=MA&city=Fes&talent=dj&gender=F&availability=weekends&work_mode=remote&language=fr\
                     &language=ary&experience_min=3&has_photo=1&code=MA";
        let page = app.browser().get(&format!("/talents?{query}")).await;
        assert!(page.has("input[name=q][value=a]") && page.has("input[name=city][value=Fes]"));
        assert!(page.has("select[name=availability] option[value=weekends][selected]"));
        assert!(page.has("select[name=work_mode] option[value=remote][selected]"));
        assert!(page.has("input[name=language][value=ary][checked]") && page.has("input[name=has_photo][checked]"));
        assert!(page.has("input[name=experience_min][value='3']"));
        for part in query.split('&') {
            let rest = match part {
                // A city is nothing without its country.
                "country=MA" => query.replace("country=MA&city=Fes&", ""),
                part => query.split('&').filter(|other| *other != part).collect::<Vec<_>>().join("&"),
            };
            assert!(page.has(&format!("a[href='/talents?{rest}']")), "{part}");
        }
    }
}
