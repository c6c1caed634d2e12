//! The directory finds exactly the profiles its viewer may find, on both databases.

use std::collections::HashSet;

use chrono::{Datelike as _, NaiveDate};
use talentsmaroc::{
    domain::{
        lang::Lang,
        reference,
        search::{
            directory::{Cursor, DirectoryFilter, PAGE_SIZE, Total},
            listing::ListFilter as _,
            text::{index_text, matches, normalise},
        },
        visibility::{Audience, ModerationState, Visibility},
    },
    server::{context::Viewer, services::search::directory},
};

use crate::support::{
    TestApp, on_both,
    people::{TestPerson, administrator, insert, member, untrusted},
};

const FIRST: [&str; 8] = ["Amina", "Élodie", "محمد", "أحمد", "Jean-Luc", "Fatima", "فاطِمة", "Ömer 2e5"];
const LAST: [&str; 6] = ["El Fassi", "Bennis", "بناني", "O'Neil", "Żółw", "Fassi-Fihri"];
const CITIES: [&str; 4] = ["Fès", "fes", "Sidi Canari", "العيون"];
const TALENTS: [&str; 4] = ["dj", "music", "photography", "dance"];

const LANGUAGES: [&str; 4] = ["ar", "ary", "fr", "ff"];
const BIOS: [&str; 4] =
    ["Actrice et DJ à Fès", "J’aime la scène, l’été.", "ممثلة من الدار البيضاء", "Fashion & film: 20 years, fassi"];

fn maybe<T: Copy>(from: &[T]) -> Option<T> {
    fastrand::bool().then(|| pick(from))
}

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
            person.bio = maybe(&BIOS).map(str::to_owned);
            person.availability = maybe(&["weekends", "flexible"]);
            person.work_mode = maybe(&["remote", "on_site"]);
            person.languages = LANGUAGES.into_iter().filter(|_| fastrand::bool()).collect();
            person.years_experience = maybe(&[0, 1, 5, 20]);
            person.photo = fastrand::bool();
            if fastrand::u8(..5) == 0 {
                person.aliases = vec![format!("SNDAK{number:06}{}", person.gender)];
            }
            person
        })
        .collect()
}

fn random_filter() -> DirectoryFilter {
    const WORDS: [&str; 18] = [
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
        "scene",
        "ete d",
        "البيضاء",
        "20",
        "fassi fes",
    ];
    let mut filter = DirectoryFilter {
        words: seldom(&WORDS).unwrap_or_default().to_owned(),
        code: seldom(&["M", "MA", "MACAN00", "FRCAN", "SNDAK", "MACAN0012"]).unwrap_or_default().to_owned(),
        country: seldom(&["MA", "FR", "SN"]).map(str::to_owned),
        city: seldom(&["FES", "Fès", "sidi canari", "العيون", "Nulle"]).unwrap_or_default().to_owned(),
        talents: some_of(&TALENTS),
        gender: seldom(&["M", "F", "N"]).map(str::to_owned),
        availability: seldom(&["weekends", "flexible", "evenings"]).map(str::to_owned),
        work_mode: seldom(&["remote", "on_site", "nomad"]).map(str::to_owned),
        languages: some_of(&LANGUAGES),
        experience_min: seldom(&[0, 1, 2, 6, 80]),
        has_photo: fastrand::u8(..4) == 0,
        cursor: None,
    };
    if filter.country.is_none() {
        filter.city.clear();
    }
    filter
}

/// Few enough filters at once that some profile is left.
fn seldom<T: Copy>(from: &[T]) -> Option<T> {
    (fastrand::u8(..5) == 0).then(|| pick(from))
}

fn some_of(keys: &[&str]) -> Vec<String> {
    let mut some: Vec<String> = Vec::new();
    for _ in 0..fastrand::usize(..5).saturating_sub(2) {
        let key = pick(keys).to_owned();
        if !some.contains(&key) {
            some.push(key);
        }
    }
    some
}

/// What the specification says, without any database.
fn should_find(person: &TestPerson, filter: &DirectoryFilter, audience: Audience, this_year: i32) -> bool {
    let standing = ModerationState {
        visibility: Visibility::from_key(person.visibility).unwrap(),
        suspended: person.suspended,
        minor: person.date_of_birth.year() > this_year - 18,
        minor_approved: person.minor_approved,
    };
    let mut parts: Vec<&str> = Vec::new();
    if audience != Audience::Anonymous || person.show_name_photo {
        parts.extend([person.first_name.as_str(), person.last_name.as_str()]);
    }
    parts.extend(person.bio.as_deref());
    let sees_photo = person.photo && (audience != Audience::Anonymous || person.show_name_photo);
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
        && filter.languages.iter().all(|key| person.languages.contains(&key.as_str()))
        && filter.availability.as_deref().is_none_or(|key| person.availability == Some(key))
        && filter.work_mode.as_deref().is_none_or(|key| person.work_mode == Some(key))
        && filter.experience_min.is_none_or(|years| person.years_experience.is_some_and(|own| own >= i64::from(years)))
        && (!filter.has_photo || sees_photo)
        && filter.gender.as_deref().is_none_or(|gender| gender == person.gender)
}

/// Codes of all pages of a search, newest first, and the total it showed.
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
        for _ in 0..200 {
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
        for (search, expected) in [
            (everybody.clone(), 75),
            (DirectoryFilter { words: "dj".to_owned(), ..everybody.clone() }, 75),
            (DirectoryFilter { talents: vec!["dj".to_owned()], gender: Some("F".to_owned()), ..everybody.clone() }, 75),
            (DirectoryFilter { code: "MACAN000".to_owned(), ..everybody.clone() }, 9),
            (DirectoryFilter { code: "MA".to_owned(), ..everybody }, 75),
        ] {
            let (codes, _) = all_pages(&app, &Viewer::Anonymous, &search).await;
            assert_eq!(codes.len(), expected);
            assert_eq!(codes.iter().collect::<HashSet<_>>().len(), expected);
            // Back from the last page.
            let mut at = search.at(Cursor::Before(0));
            let mut back = Vec::new();
            loop {
                let (_, page) =
                    directory::search(&app.state, &Viewer::Anonymous, Lang::Fr, &at.to_query()).await.unwrap();
                back.splice(0..0, page.cards.into_iter().map(|card| card.code));
                match page.previous {
                    Some(previous) => at = search.at(previous),
                    None => break,
                }
            }
            assert_eq!(back, codes);
        }
    }
}
