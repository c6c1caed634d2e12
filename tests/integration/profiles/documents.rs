//! Profiles for programs: JSON Resume and contact cards, for each audience, beside the page and its cache.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde_json::Value;
use talentsmaroc::domain::fields::FieldId;

use crate::support::{
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    on_both, on_sqlite,
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const PROFILE: &str = "/profile/view/MACAN0001F";

/// One request with this `Accept` header.
async fn accepting(browser: &mut Browser, accept: &str, address: &str) -> Page {
    browser.extra_headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
    let page = browser.request(Method::GET, address, None).await;
    browser.extra_headers.clear();
    page
}

fn kind(headers: &HeaderMap) -> &str {
    headers[header::CONTENT_TYPE].to_str().unwrap().split(';').next().unwrap()
}

fn varies(page: &Page) -> bool {
    page.headers.get_all(header::VARY).iter().any(|value| value == "Accept")
}

fn json(page: &Page) -> Value {
    assert_eq!((page.status, kind(&page.headers)), (StatusCode::OK, "application/json"), "{}", page.html());
    serde_json::from_slice(&page.bytes).unwrap()
}

/// The properties of a card as a reader finds them: unfolded, by name without group and parameters.
fn properties(card: &str) -> BTreeMap<String, Vec<String>> {
    assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:") && card.ends_with("END:VCARD\r\n"), "{card}");
    assert!(card.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in card.replace("\r\n ", "").trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        let name = name.split(';').next().unwrap().rsplit('.').next().unwrap();
        let value = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\");
        found.entry(name.to_owned()).or_default().push(value);
    }
    found
}

on_both! {
    async fn each_audience_gets_what_its_page_shows(app: TestApp) {
        let bio = TestPerson { bio: Some("Canaribio".to_owned()), ..TestPerson::new(1) };
        let keys = insert(&app.state, &[bio.with(FieldId::Address, "Canaristreet 1".to_owned())]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        member(&app, "member@example.org").await;
        let (mut stranger, mut viewer) = (app.browser(), app.browser());
        sign_in(&mut viewer, "member@example.org", PASSWORD).await;
        let mut administrator = administrator_browser(&app).await;
        let cinema = "/cinema/profile/MACAN0001F";
        let private = ["canarimail1", "600000000", "1990-05-17", "Canaristreet", "CANARIDOC"];

        for path in [PROFILE, cinema] {
            for browser in [&mut stranger, &mut viewer] {
                let by_header = json(&accepting(browser, "application/json", path).await);
                let page = browser.get(&format!("{path}.json")).await;
                assert_eq!(json(&page), by_header);
                assert!(private.iter().all(|word| !page.html().contains(word)), "{}", page.html());
                assert!(by_header["basics"].get("email").is_none() && by_header["basics"].get("phone").is_none());
                for address in [format!("{path}.vcf"), format!("{path}.vcf?version=3.0")] {
                    let refused = browser.request(Method::GET, &address, None).await;
                    assert_eq!((refused.status, kind(&refused.headers)), (StatusCode::NOT_FOUND, "application/problem+json"));
                }
            }
        }
        let main = json(&stranger.get(&format!("{PROFILE}.json")).await);
        assert_eq!((&main["basics"]["name"], &main["basics"]["summary"]), (&"C. C.".into(), &"Canaribio".into()));
        assert_eq!(main["basics"]["location"]["countryCode"], "MA");
        let film = json(&stranger.get(&format!("{cinema}.json")).await);
        assert!(film.get("projects").is_none(), "productions are shown with the name: {film}");
        let film = json(&viewer.get(&format!("{cinema}.json")).await);
        assert_eq!((&film["projects"][0]["name"], &film["projects"][0]["startDate"]), (&"Canarifilm1".into(), &"1987".into()));
        assert!(film["basics"]["name"].as_str().unwrap().contains("Canarifirst1"));

        let seen = json(&administrator.get(&format!("{PROFILE}.json")).await);
        assert_eq!(seen["basics"]["email"], "canarimail1@example.org");
        let eyes = json(&administrator.get(&format!("{PROFILE}.json?as=visitor")).await);
        assert_eq!(eyes, main);
        let card = administrator.get(&format!("{cinema}.vcf")).await;
        let properties = properties(&card.html());
        assert_eq!((&properties["VERSION"][0], &properties["FN"][0]), (&"4.0".to_owned(), &"Canarifirst1 Canarilast1".to_owned()));
        assert!(properties["URL"].iter().any(|address| address.ends_with(cinema)), "{properties:?}");
    }
}

on_sqlite! {
    async fn the_owner_gets_a_card_in_both_versions(app: TestApp) {
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[]).await);
        let path = format!("/profile/view/{code}");
        for (accept, address, version) in [
            ("text/vcard", path.clone(), "4.0"),
            ("text/vcard; version=3.0", path.clone(), "3.0"),
            ("*/*", format!("{path}.vcf"), "4.0"),
            ("*/*", format!("{path}.vcf?version=3.0"), "3.0"),
        ] {
            let page = accepting(&mut browser, accept, &address).await;
            assert_eq!((page.status, kind(&page.headers)), (StatusCode::OK, "text/vcard"), "{accept} {address}");
            assert!(varies(&page));
            let card = properties(&page.html());
            assert_eq!(card["VERSION"], [version]);
            assert_eq!(card["EMAIL"], ["amina@example.org"]);
            assert!(card["TEL"][0].contains("+212"), "{card:?}");
        }
        let page = browser.get(&path).await;
        let offered = page.attributes("link[rel=alternate]", "href");
        assert_eq!(offered, [format!("{path}.json"), format!("{path}.vcf")]);
    }

    async fn a_cached_page_and_its_documents_are_not_mixed(app: TestApp) {
        insert(&app.state, &[TestPerson { aliases: vec!["MAOLD0001F".to_owned()], ..TestPerson::new(1) }]).await;
        let mut browser = app.browser();
        for _ in 0..2 {
            for (accept, expected) in [
                ("text/html", "text/html"),
                ("application/json", "application/json"),
                ("*/*", "text/html"),
                ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
                ("application/json, text/plain, */*", "application/json"),
            ] {
                let page = accepting(&mut browser, accept, PROFILE).await;
                assert_eq!((page.status, kind(&page.headers)), (StatusCode::OK, expected), "{accept}");
                assert!(varies(&page), "{accept}: {:?}", page.headers);
            }
        }
        let counters = app.state.page_cache.counters();
        assert!(counters.hits >= 3 && counters.misses == 1, "{counters:?}");
        assert_eq!(browser.get(PROFILE).await.attributes("link[rel=alternate]", "href"), [format!("{PROFILE}.json")]);

        let moved = browser.get("/profile/view/MAOLD0001F.json").await;
        assert_eq!(moved.address, format!("{PROFILE}.json"));
        json(&moved);
        execute(&app, "UPDATE main_profiles SET visibility = 'private'").await;
        for address in [format!("{PROFILE}.json"), "/profile/view/MAXXX9999F.json".to_owned()] {
            let hidden = browser.get(&address).await;
            assert_eq!((hidden.status, kind(&hidden.headers)), (StatusCode::NOT_FOUND, "application/problem+json"));
        }
    }
}
