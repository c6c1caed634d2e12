//! The directory finds exactly whom its viewer may find, on both databases.

use std::collections::HashSet;

use chrono::{Datelike as _, NaiveDate};
use http::StatusCode;
use talentsmaroc::{
    domain::{
        directory::{Cursor, DirectoryFilter, FilterName, PAGE_SIZE, Total},
        lang::Lang,
        reference,
        search_text::{index_text, matches, normalise},
        visibility::{Audience, Standing, Visibility},
    },
    server::{
        context::Viewer,
        services::{
            directory,
            home::{self, HomeFigures},
        },
    },
};

use crate::support::{
    TestApp, on_both,
    people::{TestPerson, administrator, insert, member, untrusted},
};

const FIRST: [&str; 8] = ["Amina", "Élodie", "محمد", "أحمد", "Jean-Luc", "Fatima", "فاطِمة", "Ömer 2e5"];
const LAST: [&str; 6] = ["El Fassi", "Bennis", "بناني", "O'Neil", "Żółw", "Fassi-Fihri"];
const CITIES: [&str; 4] = ["Fès", "fes", "Sidi Canari", "العيون"];
const TALENTS: [&str; 4] = ["dj", "music", "photography", "dance"];

fn pick<T: Copy>(from: &[T]) -> T {
    from[fastrand::usize(..from.len())]
}

fn random_people(count: u32, this_year: i32) -> Vec<TestPerson> {
    (1..=count)
        .map(|number| {
            let mut person = TestPerson::new(number);
            person.first_name = pick(&FIRST).to_owned();
            person.last_name = pick(&LAST).to_owned();
            person.city = pick(&CITIES).to_owned();
            person.country = pick(&["MA", "FR"]);
            person.gender = pick(&["M", "F", "N"]);
            person.visibility = pick(&["public", "public", "members", "private"]);
            person.show_name_photo = fastrand::bool();
            person.suspended = fastrand::u8(..10) == 0;
            person.minor_approved = fastrand::bool();
            person.date_of_birth = NaiveDate::from_ymd_opt(this_year - fastrand::i32(10..40), 1, 1).unwrap();
            let first = pick(&TALENTS);
            let second = pick(&TALENTS);
            person.talents = if first == second { vec![first] } else { vec![first, second] };
            person.code = format!("{}CAN{number:04}{}", person.country, person.gender);
            if fastrand::u8(..5) == 0 {
                person.aliases = vec![format!("SNDAK{number:06}{}", person.gender)];
            }
            person
        })
        .collect()
}

fn random_filter() -> DirectoryFilter {
    let maybe = |value: String| if fastrand::u8(..3) == 0 { value } else { String::new() };
    let mut filter = DirectoryFilter {
        words: maybe(
            pick(&[
                "a",
                "fas",
                "EL fa",
                "el",
                "محم",
                "احمد",
                "فاطمه",
                "amina dj",
                "2e5",
                "o neil",
                "zo",
                "assi",
                "luc jean",
            ])
            .to_owned(),
        ),
        code: maybe(pick(&["M", "MA", "MACAN00", "FRCAN", "SNDAK", "MACAN0012"]).to_owned()),
        country: Some(maybe(pick(&["MA", "FR", "SN"]).to_owned())).filter(|country| !country.is_empty()),
        city: maybe(pick(&["FES", "Fès", "sidi canari", "العيون", "Nulle"]).to_owned()),
        talents: Vec::new(),
        gender: Some(maybe(pick(&["M", "F", "N"]).to_owned())).filter(|gender| !gender.is_empty()),
        cursor: None,
    };
    if filter.country.is_none() {
        filter.city.clear();
    }
    for _ in 0..fastrand::usize(..3) {
        let key = pick(&TALENTS).to_owned();
        if !filter.talents.contains(&key) {
            filter.talents.push(key);
        }
    }
    filter
}

/// What the specification says, without any database.
fn should_find(person: &TestPerson, filter: &DirectoryFilter, audience: Audience, this_year: i32) -> bool {
    let standing = Standing {
        visibility: Visibility::from_key(person.visibility).unwrap(),
        suspended: person.suspended,
        minor: person.date_of_birth.year() > this_year - 18,
        minor_approved: person.minor_approved,
    };
    let mut parts: Vec<&str> = Vec::new();
    if audience != Audience::Anonymous || person.show_name_photo {
        parts.extend([person.first_name.as_str(), person.last_name.as_str()]);
    }
    for key in &person.talents {
        let term = reference::term("talent", key).unwrap();
        parts.extend([term.fr.as_str(), term.en.as_str(), term.ar.as_str()]);
    }
    let has_code = |code: &String| code.starts_with(&filter.code);
    standing.reachable(audience)
        && !person.suspended
        && matches(&index_text(parts), &filter.query_words())
        && (has_code(&person.code) || person.aliases.iter().any(has_code))
        && filter.country.as_deref().is_none_or(|country| country == person.country)
        && (filter.city.is_empty() || normalise(&filter.city) == normalise(&person.city))
        && filter.talents.iter().all(|key| person.talents.contains(&key.as_str()))
        && filter.gender.as_deref().is_none_or(|gender| gender == person.gender)
}

/// Codes of all pages of a search, newest first, and the total it told.
async fn all_pages(app: &TestApp, viewer: &Viewer, filter: &DirectoryFilter) -> (Vec<String>, Total) {
    let mut codes = Vec::new();
    let mut at = filter.clone();
    loop {
        let (_, page) = directory::search(&app.state, viewer, Lang::Fr, &at.to_query()).await.unwrap();
        assert!(page.ignored.is_empty(), "{:?} of {}", page.ignored, at.to_query());
        assert!(page.cards.len() <= PAGE_SIZE);
        codes.extend(page.cards.into_iter().map(|card| card.code));
        match page.next {
            Some(next) => at = filter.at(next),
            None => return (codes, page.total),
        }
    }
}

on_both! {
    async fn searches_find_exactly_whom_the_viewer_may_find(app: TestApp) {
        let this_year = app.state.clock.today().year();
        let people = random_people(150, this_year);
        insert(&app.state, &people).await;
        let mut found = 0;
        for _ in 0..120 {
            let filter = random_filter();
            for (viewer, audience) in [
                (Viewer::Anonymous, Audience::Anonymous),
                (untrusted(), Audience::Anonymous),
                (member(-3, None), Audience::SignedIn),
                (administrator(), Audience::Administrator),
            ] {
                let expected: Vec<_> = people
                    .iter()
                    .rev()
                    .filter(|person| should_find(person, &filter, audience, this_year))
                    .map(|person| person.code.clone())
                    .collect();
                let (codes, total) = all_pages(&app, &viewer, &filter).await;
                assert_eq!(codes, expected, "{audience:?} {filter:?}");
                assert_eq!(total, Total::Exact(i64::try_from(expected.len()).unwrap()));
                found += expected.len();
            }
        }
        assert!(found > 500, "the filters of this test find too few people to prove anything");
    }

    async fn turning_pages_there_and_back_loses_nobody(app: TestApp) {
        let people: Vec<_> = (1..=75).map(TestPerson::new).collect();
        insert(&app.state, &people).await;
        let everybody = DirectoryFilter::default();
        let (codes, _) = all_pages(&app, &Viewer::Anonymous, &everybody).await;
        assert_eq!(codes.len(), 75);
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 75);
        // Back from the last page.
        let mut at = everybody.at(Cursor::Before(0));
        let mut back = Vec::new();
        loop {
            let (_, page) = directory::search(&app.state, &Viewer::Anonymous, Lang::Fr, &at.to_query()).await.unwrap();
            back.splice(0..0, page.cards.into_iter().map(|card| card.code));
            match page.previous {
                Some(previous) => at = everybody.at(previous),
                None => break,
            }
        }
        assert_eq!(back, codes);
    }

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
        for query in ["country=ZZ", "country=Maroc", "city=Rabat", "gender=X", "talent=nobody_has_this", "code=%27%3B--", "page=zz", "q=%2C%3B"] {
            let page = browser.get(&format!("/talents?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(page.text().contains("laissée de côté"), "{query}");
            assert!(page.has("a[href='/profile/view/MACAN0001F']"), "{query}");
        }
        for query in ["page=nffffffffffffffffffffffffffffff", "q=%00%00a%00", "country=MA&city=%00", "q=%22%20OR%201%3D1%20--", "unknown=1", "%FF=%FE&q=%FF"] {
            assert_eq!(browser.get(&format!("/talents?{query}")).await.status, StatusCode::OK, "{query}");
        }
    }

    async fn no_result_says_what_to_loosen(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let query = "country=MA&gender=M&talent=dj";
        let (_, page) = directory::search(&app.state, &Viewer::Anonymous, Lang::Fr, query).await.unwrap();
        assert_eq!(page.loosen, [FilterName::Gender]);
        let page = app.browser().get(&format!("/talents?{query}")).await;
        assert!(page.has("a[href='/talents?country=MA&talent=dj']"));
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
        insert(&app.state, &people).await;
        let summary = home::summary(&app.state, Lang::Fr).await.unwrap();
        assert_eq!(summary.figures, HomeFigures { people: Total::Exact(8), cities: 3, talents: 73 });
        assert_eq!(summary.latest[0].code, "MACAN0008F");
        assert!(summary.latest.iter().all(|card| card.name.is_none()));
    }
}
