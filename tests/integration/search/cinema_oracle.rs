//! The casting search finds exactly the profiles its viewer may find, on both databases.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};
use talentsmaroc::{
    domain::{
        age::age_on,
        lang::Lang,
        reference,
        search::{
            cinema::{CastingFilter, CastingFilterName as Name, FilterKind, Sort, TraitList},
            directory::{PAGE_SIZE, Total},
            listing::ListFilter as _,
            text::{index_text, matches, normalise},
        },
        visibility::{Audience, ModerationState, Visibility},
    },
    server::{context::Viewer, services::search::cinema},
};

use crate::support::{
    TestApp,
    casting::{TestCinema, insert_cinema},
    full_size, on_both,
    people::{administrator, member, untrusted},
};

const FIRST: [&str; 6] = ["Amina", "Élodie", "محمد", "Jean-Luc", "فاطِمة", "Ömer 2e5"];
const LAST: [&str; 5] = ["El Fassi", "Bennis", "بناني", "O'Neil", "Żółw"];
const LISTED: [(&str, &str); 6] =
    [("MA", "Casablanca"), ("MA", "Rabat"), ("MA", "Salé"), ("MA", "Oujda"), ("DZ", "Tlemcen"), ("SN", "Dakar")];
const TYPED: [&str; 3] = ["Rabat", "Sidi Canari", "العيون"];
const TYPES: [&str; 4] = ["extra", "model", "lead_actor", "other"];
const SKILLS: [&str; 4] = ["dj", "parkour", "swimming", "other"];
const LANGUAGES: [&str; 4] = ["ar", "ary", "fr", "ff"];
const ETHNICITIES: [&str; 3] = ["amazigh", "arab", "other"];
const TITLES: [&str; 4] = ["Le Serin", "حكاية الصحراء", "Film 2e5", "Bennis"];

fn pick<T: Copy>(from: &[T]) -> T {
    from[fastrand::usize(..from.len())]
}

fn maybe<T: Copy>(from: &[T]) -> Option<T> {
    fastrand::bool().then(|| pick(from))
}

fn some_of(keys: &[&'static str]) -> Vec<&'static str> {
    keys.iter().copied().filter(|_| fastrand::u8(..3) == 0).collect()
}

fn random_people(count: u32, today: NaiveDate) -> Vec<TestCinema> {
    (1..=count)
        .map(|number| {
            let mut cinema = TestCinema::new(number);
            let person = &mut cinema.person;
            person.first_name = pick(&FIRST).to_owned();
            person.last_name = pick(&LAST).to_owned();
            person.city = pick(&TYPED).to_owned();
            person.gender = pick(&["M", "F", "N"]);
            person.visibility = "private";
            person.show_name_photo = fastrand::bool();
            person.suspended = fastrand::u8(..10) == 0;
            person.minor_approved = fastrand::bool();
            // On the day of a birthday and around it.
            let birthday = today.with_year(today.year() - fastrand::i32(15..45)).unwrap();
            person.date_of_birth = birthday + chrono::TimeDelta::days(fastrand::i64(-1..=1));
            person.code = format!("MACAN{number:04}{}", person.gender);
            person.languages = some_of(&LANGUAGES);
            person.years_experience = maybe(&[0, 1, 5, 20]);
            person.photo = fastrand::bool();
            if fastrand::u8(..5) == 0 {
                person.aliases = vec![format!("SNDAK{number:06}{}", person.gender)];
            }
            cinema.visibility = pick(&["public", "public", "members", "private"]);
            cinema.show_origins = fastrand::bool();
            cinema.listed_city = maybe(&LISTED);
            cinema.types = vec![pick(&TYPES)];
            cinema.skills = some_of(&SKILLS);
            cinema.ethnicities = some_of(&ETHNICITIES);
            cinema.eye_color = maybe(&["brown", "green"]);
            cinema.hair_color = maybe(&["black", "red"]);
            cinema.hair_type = maybe(&["curly", "afro"]);
            cinema.skin_tone = maybe(&["olive", "dark"]);
            cinema.build = maybe(&["slender", "strong"]);
            cinema.height_cm = maybe(&[150, 170, 171, 190]);
            cinema.playing_age = pick(&[(None, None), (Some(16), Some(25)), (Some(30), None), (None, Some(40))]);
            cinema.titles = some_of(&TITLES);
            cinema
        })
        .collect()
}

/// Values to look for, by filter.
const VALUES: [(Name, &[&str]); 23] = [
    (
        Name::Words,
        &[
            "a",
            "n",
            "م",
            "é s",
            "o 2",
            "EL fa",
            "محم",
            "فاطمه",
            "2e5",
            "o neil",
            "serin",
            "الصحراء",
            "bennis",
            "figurant",
            "مسبح",
            "parkour",
        ],
    ),
    (Name::Type, &TYPES),
    (Name::Gender, &["M", "F", "N"]),
    (Name::AgeMin, &["0", "17", "18", "30", "31"]),
    (Name::AgeMax, &["17", "18", "30", "31", "110"]),
    (Name::PlayingAgeMin, &["0", "16", "25", "26", "41"]),
    (Name::PlayingAgeMax, &["15", "16", "30", "110"]),
    (Name::Country, &["MA", "DZ", "SN", "FR"]),
    (Name::City, &["rabat", "CASABLANCA", "sale", "oujda", "sidi canari", "العيون", "Nulle"]),
    (Name::RadiusKm, &["1", "10", "90", "500"]),
    (Name::Language, &LANGUAGES),
    (Name::Skill, &SKILLS),
    (Name::EyeColor, &["brown", "green", "black"]),
    (Name::HairColor, &["black", "red", "white"]),
    (Name::HairType, &["curly", "afro", "bald"]),
    (Name::Build, &["slender", "strong", "round"]),
    (Name::HeightMin, &["50", "170", "171"]),
    (Name::HeightMax, &["149", "150", "170"]),
    (Name::Ethnicity, &ETHNICITIES),
    (Name::SkinTone, &["olive", "dark", "light"]),
    (Name::ExperienceMin, &["0", "1", "6"]),
    (Name::HasPhoto, &["1"]),
    (Name::Code, &["M", "MACAN00", "SNDAK", "MACAN0012"]),
];

/// Every value alone, then a few at a time.
fn searches(random: usize) -> Vec<String> {
    let mut all = Vec::new();
    for (name, values) in VALUES {
        // A radius goes with a city.
        let before = if name == Name::RadiusKm { "city=rabat&" } else { "" };
        all.extend(values.iter().map(|value| format!("{before}{}={value}", name.key())));
    }
    for _ in 0..random {
        let mut query = String::new();
        for _ in 0..fastrand::usize(1..5) {
            let (name, values) = pick(&VALUES);
            let repeated = if matches!(name.kind(), FilterKind::Keys(_)) { fastrand::usize(1..3) } else { 1 };
            for _ in 0..repeated {
                query.push_str(&format!("&{}={}", name.key(), pick(values)));
            }
        }
        if query.contains("radius_km") && !query.contains("&city=") {
            query.push_str("&city=oujda");
        }
        if fastrand::u8(..3) == 0 {
            query.push_str("&sort=name");
        }
        all.push(query);
    }
    all
}

/// A city of the list, the largest of its name first: country, normalised name, degrees.
type Listed = (&'static str, String, (f64, f64));

static PLACES: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let mut places: Vec<(i64, Listed)> = Vec::new();
    for line in reference::CITIES_CSV.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [country, name, _, latitude, longitude, population, _] = fields[..] else { continue };
        let degrees = (latitude.parse().unwrap(), longitude.parse().unwrap());
        places.push((population.parse().unwrap(), (country, normalise(name), degrees)));
    }
    places.sort_by_key(|(population, _)| std::cmp::Reverse(*population));
    places.into_iter().map(|(_, place)| place).collect()
});

/// Degrees of the largest city of a name.
fn place(country: Option<&str>, normalised: &str) -> Option<(f64, f64)> {
    let wanted = |(own, name, _): &&Listed| country.is_none_or(|country| country == *own) && name == normalised;
    PLACES.iter().find(wanted).map(|(_, _, degrees)| *degrees)
}

fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (a, b) = (one.0.to_radians(), other.0.to_radians());
    let cosine = a.sin() * b.sin() + a.cos() * b.cos() * (one.1 - other.1).to_radians().cos();
    6_371.0 * cosine.clamp(-1.0, 1.0).acos()
}

fn lives_there(cinema: &TestCinema, filter: &CastingFilter) -> bool {
    let country = cinema.listed_city.map_or(cinema.person.country, |(country, _)| country);
    let own = normalise(cinema.listed_city.map_or(cinema.person.city.as_str(), |(_, name)| name));
    let wanted = normalise(&filter.city);
    if filter.country.as_deref().is_some_and(|wanted| wanted != country) {
        return false;
    }
    let radius = filter.number(Name::RadiusKm);
    match (radius, radius.and_then(|_| place(filter.country.as_deref(), &wanted))) {
        _ if wanted.is_empty() => true,
        (Some(radius), Some(middle)) => match cinema.listed_city {
            Some((country, _)) => kilometres(middle, place(Some(country), &own).unwrap()) <= f64::from(radius),
            None => own == wanted,
        },
        _ => own == wanted,
    }
}

fn has_keys(cinema: &TestCinema, filter: &CastingFilter, audience: Audience) -> bool {
    let shows_origins = cinema.show_origins || audience == Audience::Administrator;
    Name::ALL.into_iter().all(|name| {
        let FilterKind::Keys(list) = name.kind() else { return true };
        let own: Vec<&str> = match list {
            TraitList::Type => cinema.types.clone(),
            TraitList::Skill => cinema.skills.clone(),
            TraitList::Language => cinema.person.languages.clone(),
            TraitList::Ethnicity => cinema.ethnicities.clone(),
            TraitList::SkinTone => cinema.skin_tone.into_iter().collect(),
            TraitList::EyeColor => cinema.eye_color.into_iter().collect(),
            TraitList::HairColor => cinema.hair_color.into_iter().collect(),
            TraitList::HairType => cinema.hair_type.into_iter().collect(),
            TraitList::Build => cinema.build.into_iter().collect(),
        };
        let wanted = filter.keys(name);
        let has = |key: &String| own.contains(&key.as_str());
        match name {
            _ if wanted.is_empty() => true,
            Name::Ethnicity | Name::SkinTone if !shows_origins => false,
            Name::Skill | Name::Language => wanted.iter().all(has),
            _ => wanted.iter().any(has),
        }
    })
}

/// What the specification says, without any database.
fn should_find(cinema: &TestCinema, filter: &CastingFilter, audience: Audience, today: NaiveDate) -> bool {
    let person = &cinema.person;
    let age = age_on(person.date_of_birth, today);
    let standing = ModerationState {
        visibility: Visibility::from_key(cinema.visibility).unwrap(),
        suspended: person.suspended,
        minor: age < 18,
        minor_approved: person.minor_approved,
    };
    let sees_name = audience != Audience::Anonymous || person.show_name_photo;
    let mut parts: Vec<&str> = Vec::new();
    if sees_name {
        parts.extend([person.first_name.as_str(), person.last_name.as_str()]);
        parts.extend(&cinema.titles);
    }
    let terms = cinema.types.iter().map(|key| ("cinema_talent_type", key));
    for (list, key) in terms.chain(cinema.skills.iter().map(|key| ("cinema_skill", key))) {
        let term = reference::term(list, key).unwrap();
        parts.extend([term.fr.as_str(), term.en.as_str(), term.ar.as_str()]);
    }
    let number = |name| filter.number(name).map(i64::from);
    let at_least = |name, own: Option<i64>| number(name).is_none_or(|least| own.is_some_and(|own| own >= least));
    let at_most = |name, own: Option<i64>| number(name).is_none_or(|most| own.is_some_and(|own| own <= most));
    let told = cinema.playing_age != (None, None);
    let playing = |end: Option<i64>, open: i64| told.then(|| end.unwrap_or(open));
    let has_code = |code: &String| code.starts_with(&filter.code);
    standing.reachable(audience)
        && !person.suspended
        && matches(&index_text(parts), &filter.query_words())
        && (has_code(&person.code) || person.aliases.iter().any(has_code))
        && lives_there(cinema, filter)
        && has_keys(cinema, filter, audience)
        && filter.gender.as_deref().is_none_or(|gender| gender == person.gender)
        && at_least(Name::AgeMin, Some(i64::from(age)))
        && at_most(Name::AgeMax, Some(i64::from(age)))
        && at_least(Name::PlayingAgeMin, playing(cinema.playing_age.1, 110))
        && at_most(Name::PlayingAgeMax, playing(cinema.playing_age.0, 0))
        && at_least(Name::HeightMin, cinema.height_cm)
        && at_most(Name::HeightMax, cinema.height_cm)
        && at_least(Name::ExperienceMin, person.years_experience)
        && (!filter.has_photo || (person.photo && sees_name))
}

/// The codes that should be found, in the order of the list.
fn expected(people: &[TestCinema], filter: &CastingFilter, audience: Audience, today: NaiveDate) -> Vec<String> {
    let mut found: Vec<&TestCinema> =
        people.iter().filter(|cinema| should_find(cinema, filter, audience, today)).collect();
    match filter.sort {
        Sort::Newest => found.reverse(),
        Sort::Name => found.sort_by_key(|cinema| {
            let person = &cinema.person;
            if audience == Audience::Anonymous && !person.show_name_photo {
                (1, person.code.clone())
            } else {
                (0, normalise(&format!("{} {}", person.last_name, person.first_name)))
            }
        }),
    }
    found.into_iter().map(|cinema| cinema.person.code.clone()).collect()
}

/// Codes of all pages of a search and the total it showed.
async fn all_pages(app: &TestApp, viewer: &Viewer, query: &str) -> (Vec<String>, Total) {
    let mut codes = Vec::new();
    let mut query = query.to_owned();
    loop {
        let (filter, page) = cinema::search(&app.state, viewer, Lang::Fr, &query).await.unwrap();
        assert!(page.ignored.is_empty(), "{:?} of {query}", page.ignored);
        assert!(page.cards.len() <= PAGE_SIZE);
        codes.extend(page.cards.into_iter().map(|card| card.code));
        match page.next {
            Some(next) => query = filter.at(next).to_query(),
            None => return (codes, page.total),
        }
    }
}

on_both! {
    async fn casting_searches_find_exactly_whom_the_viewer_may_find(app: TestApp) {
        let today = app.state.clock.today();
        // Every run of `make test` asks the same; the full size asks something else each time.
        let seed = if full_size() { fastrand::u64(..) } else { 20_261_129 };
        println!("seed {seed}");
        fastrand::seed(seed);
        let random = if full_size() { 500 } else { 60 };
        let people = random_people(120, today);
        insert_cinema(&app.state, &people).await;
        let (mut found, mut helpful) = (0, 0);
        for query in searches(random) {
            let (filter, _) = CastingFilter::from_query(&query);
            for (viewer, audience) in [
                (Viewer::Anonymous, Audience::Anonymous),
                (untrusted(), Audience::Anonymous),
                (member(-3, None), Audience::SignedIn),
                (administrator(), Audience::Administrator),
            ] {
                let expected = expected(&people, &filter, audience, today);
                let (codes, total) = all_pages(&app, &viewer, &query).await;
                assert_eq!(codes, expected, "{audience:?} {query}");
                assert_eq!(total, Total::Exact(i64::try_from(expected.len()).unwrap()));
                found += expected.len();
                if expected.is_empty() {
                    let (_, page) = cinema::search(&app.state, &viewer, Lang::Fr, &query).await.unwrap();
                    // What a radius adds belongs to its city.
                    let helping = |name: &Name| *name != Name::RadiusKm
                        && !self::expected(&people, &filter.without(*name), audience, today).is_empty();
                    let loosen: Vec<_> = filter.in_use().into_iter().filter(helping).collect();
                    let mut told = page.loosen;
                    told.sort();
                    assert_eq!(told, loosen, "{audience:?} {query}");
                    helpful += loosen.len();
                }
            }
        }
        assert!(found > 2_000 && helpful > random / 10, "the filters of this test prove too little: {found} {helpful}");
    }
}
