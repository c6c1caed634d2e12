//! People of a list side by side.

use http::StatusCode;
use talentsmaroc::{
    domain::{fields::FieldId, lang::Lang, module::Module, search::comparison::WantedPeople},
    server::{
        context::Viewer,
        error::AppError,
        services::{
            profiles::view::{cinema::open, opening::Opened},
            search::compare,
        },
    },
};

use crate::support::{
    casting::{TestCinema, insert_cinema},
    on_both, on_sqlite,
    people::{TestPerson, administrator, insert, member},
};

const CASTING: &str = "/cinema/talents/compare";
const NAMES: &str = "thead th .comparison-name";

fn codes(numbers: impl IntoIterator<Item = u32>) -> String {
    numbers.into_iter().map(|number| format!("code=MACAN{number:04}F")).collect::<Vec<_>>().join("&")
}

on_both! {
    async fn ticked_people_are_shown_as_their_profiles_show_them(app: TestApp) {
        let mut people = [TestCinema::new(1), TestCinema::new(2)];
        let shown = &mut people[0];
        (shown.person.show_name_photo, shown.person.photo) = (true, true);
        (shown.height_cm, shown.playing_age, shown.eye_color) = (Some(172), (Some(20), Some(30)), Some("green"));
        shown.person.languages = vec!["fr", "ary"];
        people[1].person.photo = true;
        insert_cinema(&app.state, &people).await;
        let mut browser = app.browser();
        let list = browser.get("/cinema/talents").await;
        for code in ["MACAN0001F", "MACAN0002F"] {
            assert!(list.has(&format!("input[type=checkbox][form=compare][name=code][value={code}]")), "{code}");
        }
        assert!(list.has(&format!("form#compare[method=get][action='{CASTING}'] button[type=submit]")));
        let page = browser.get(&format!("{CASTING}?{}", codes([1, 2]))).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.texts(NAMES), ["Canarifirst1 Canarilast1", "C. C."]);
        assert_eq!(page.attributes(NAMES, "href"), ["/cinema/profile/MACAN0001F", "/cinema/profile/MACAN0002F"]);
        assert_eq!(page.html().matches("src=\"/files/photo/").count(), 1, "who hides the photo has initials");
        assert!(!page.html().contains("Canarifirst2"));
        let table = page.texts("tbody tr");
        for value in ["172 cm", "20–30 ans", "Figurant", "Aïn Canari"] {
            assert!(table.iter().any(|row| row.contains(value)), "{value} in {table:?}");
        }
        assert!(table.iter().any(|row| row.contains("Français · Darija") && row.contains("non indiqué")), "{table:?}");
        assert!(page.has(&format!("a[href='{CASTING}?code=MACAN0002F']")), "the first can be taken away");
        assert!(page.has("meta[name=robots][content=noindex]") && !page.html().contains(".wasm"));
    }

    async fn a_comparison_shows_what_each_profile_shows_its_viewer(app: TestApp) {
        let mut cinema = TestCinema::new(1);
        (cinema.person.photo, cinema.ethnicities, cinema.height_cm) = (true, vec!["amazigh"], Some(172));
        let keys = insert_cinema(&app.state, &[cinema]).await[0];
        let wanted = WantedPeople::from_address(&codes([1]));
        for (name, viewer) in [
            ("visitor", Viewer::Anonymous),
            ("member", member(-3, None)),
            ("owner", keys.viewer()),
            ("administrator", administrator()),
        ] {
            let found = compare::compare(&app.state, &viewer, Lang::Fr, Module::Cinema, &wanted).await.unwrap();
            let opened = open(&app.state, &viewer, Lang::Fr, "MACAN0001F", None, None).await.unwrap();
            let Opened::Profile(opened) = opened else { panic!("the {name} reaches the profile") };
            let [compared] = &found.people[..] else { panic!("the {name} compares one person") };
            assert_eq!((&compared.person, &compared.facts), (&opened.profile.person, &opened.profile.facts), "{name}");
            assert_eq!(compared.person.names.is_empty(), name == "visitor", "{name}");
            let origins = compared.facts.iter().any(|fact| fact.field == FieldId::Ethnicities);
            assert_eq!(origins, ["owner", "administrator"].contains(&name), "{name}");
        }
    }

    async fn of_hidden_people_a_comparison_tells_no_more_than_of_unknown_ones(app: TestApp) {
        let mut people: Vec<_> = (1..=5).map(TestCinema::new).collect();
        people[1].visibility = "private";
        people[2].visibility = "members";
        people[3].person.suspended = true;
        insert_cinema(&app.state, &people).await;
        let mut browser = app.browser();
        let hidden = browser.get(&format!("{CASTING}?{}", codes(1..=5))).await;
        assert_eq!(hidden.texts(".card-code"), ["MACAN0001F", "MACAN0005F"]);
        assert!(hidden.text().contains("3 des codes ne mènent à aucun profil"), "{}", hidden.text());
        let unknown = browser.get(&format!("{CASTING}?{}&code=nothing", codes([1, 901, 902, 5]))).await;
        assert_eq!(hidden.text(), unknown.text());
        let alone = browser.get(&format!("{CASTING}?{}", codes([2]))).await;
        assert_eq!(alone.status, StatusCode::OK);
        assert!(!alone.has("table") && alone.text().contains("Aucun profil à comparer"));
        assert!(alone.text().contains("Un des codes ne mène à aucun profil"), "{}", alone.text());
        let nothing = browser.get(CASTING).await;
        assert!(nothing.text().contains("Aucun profil à comparer") && !nothing.text().contains("des codes"));
    }

    async fn more_than_six_are_the_first_six(app: TestApp) {
        let people: Vec<_> = (1..=8).map(TestCinema::new).collect();
        insert_cinema(&app.state, &people).await;
        let mut browser = app.browser();
        const SAID: &str = "Vous pouvez comparer 6 profils à la fois";
        let page = browser.get(&format!("{CASTING}?{}", codes((1..=8).rev()))).await;
        let shown = ["MACAN0008F", "MACAN0007F", "MACAN0006F", "MACAN0005F", "MACAN0004F", "MACAN0003F"];
        assert_eq!(page.texts(".card-code"), shown);
        assert!(page.text().contains(SAID) && !page.text().contains("des codes"), "{}", page.text());
        let page = browser.get(&format!("{CASTING}?{}", codes([1, 2, 3, 4, 5, 6, 1]))).await;
        assert!(page.texts(".card-code").len() == 6 && !page.text().contains(SAID));
    }

    async fn the_directory_compares_too(app: TestApp) {
        let mut people = [TestPerson::new(1), TestPerson::new(2)];
        people[0].aliases = vec!["FRPAR123456M".to_owned()];
        people[0].availability = Some("weekends");
        people[1].talents = vec!["dj", "music"];
        insert(&app.state, &people).await;
        let mut browser = app.browser();
        for list in ["/talents", "/talents/dj"] {
            assert!(browser.get(list).await.has("form#compare[action='/talents/compare'][method=get]"), "{list}");
        }
        let page = browser.get("/talents/compare?code=FRPAR123456M&code=MACAN0001F&code=macan-0002-f").await;
        assert_eq!(page.texts(".card-code"), ["MACAN0001F", "MACAN0002F"], "a former code is the same person");
        assert!(page.text().contains("Week-end uniquement"), "{}", page.text());
        assert!(!page.has("a[href^='/cinema/profile/']") && !page.text().contains("des codes"));
        let other = browser.get("/cinema/talents/compare?code=MACAN0001F").await;
        assert!(other.text().contains("Aucun profil à comparer"), "there is no such CINEMA profile");
    }
}

on_sqlite! {
    async fn a_comparison_counts_as_opening_each_profile(app: TestApp) {
        let app = app.with(&[("LIMIT_PROFILE_VIEWS_PER_HOUR", "3")]).await;
        insert_cinema(&app.state, &[TestCinema::new(1), TestCinema::new(2)]).await;
        let wanted = WantedPeople::from_address(&codes([1, 2]));
        let compared = async |viewer: &Viewer| {
            compare::compare(&app.state, viewer, Lang::Fr, Module::Cinema, &wanted).await.map(|found| found.people.len())
        };
        let member = member(-3, None);
        assert!(matches!(compared(&member).await, Ok(2)));
        assert!(matches!(compared(&member).await, Err(AppError::TooManyRequests(_))));
        assert!(matches!(compared(&administrator()).await, Ok(2)));
    }
}
