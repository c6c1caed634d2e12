//! What is searched for: every value of every filter alone, and a few of them at random.

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;
use talentsmaroc::domain::search::{
    filter::{FilterId, FilterKind},
    list::{Order, SearchList},
    query::SearchQuery,
};

use super::someone::{ETHNICITIES, LANGUAGES, SKILLS, Someone, TALENTS, TYPES, one_in, pick};

/// Whole words, beginnings, other spellings, ends; then words with a letter changed, missing, too many, swapped.
const WORDS: &str = "a|n|m|م|é s|o 2|EL fa|fas|fassi fes|محم|احمد|فاطمه|amina dj|2e5|o neil|zo|assi|luc jean|scene|ete d|\
    البيضاء|20|serin|الصحراء|bennis|zaara belle|figurant|مسبح|parkour|photo|danse bennis|nobody|\
    benmis|benis|benniss|ebnnis|elodei|الفسي|actrixe fes|fatma|\
    oneil|jeanluc|muhammad|فاسي|elfassi|ال فاسي|lete|fassifihri|zolw|ahmad|زارا";

/// Values to look for; none for what decides no choice of people.
fn values(id: FilterId, today: NaiveDate) -> Vec<String> {
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    match id {
        FilterId::Words => WORDS.split('|').map(str::to_owned).collect(),
        FilterId::Email => keys(&["canarimail3@example.org", "CanariMail4@Example.org", "canarimail", "%"]),
        FilterId::Phone => keys(&["+212600000003", "0600000004", "06 00 00 00 05", "0600", "x"]),
        FilterId::Module => keys(&["main", "cinema"]),
        FilterId::State => keys(&["active", "suspended"]),
        FilterId::Minor
        | FilterId::Approved
        | FilterId::Waiting
        | FilterId::Import
        | FilterId::HasPhoto
        | FilterId::HasCv
        | FilterId::HasPortfolio
        | FilterId::CvAnalysis => keys(&["1"]),
        FilterId::Type => keys(&TYPES),
        FilterId::Country => keys(&["MA", "DZ", "SN", "FR", "ES"]),
        FilterId::City => keys(&["rabat", "CASABLANCA", "sale", "oujda", "FES", "sidi canari", "العيون", "Nulle"]),
        FilterId::RadiusKm => keys(&["1", "10", "90", "500"]),
        FilterId::Talent => keys(&TALENTS),
        FilterId::Gender => keys(&["M", "F", "N"]),
        FilterId::AgeMin => keys(&["0", "17", "18", "30", "31"]),
        FilterId::AgeMax => keys(&["16", "17", "18", "30", "31", "110"]),
        FilterId::PlayingAgeMin => keys(&["0", "16", "25", "26", "41"]),
        FilterId::PlayingAgeMax => keys(&["15", "16", "30", "110"]),
        FilterId::Availability => keys(&["weekends", "flexible", "evenings"]),
        FilterId::WorkMode => keys(&["remote", "on_site", "nomad"]),
        FilterId::Language => keys(&LANGUAGES),
        FilterId::Skill => keys(&SKILLS),
        FilterId::EyeColor => keys(&["brown", "green", "black"]),
        FilterId::HairColor => keys(&["black", "red", "white"]),
        FilterId::HairType => keys(&["curly", "afro", "bald"]),
        FilterId::Build => keys(&["slender", "strong", "round"]),
        FilterId::HeightMin => keys(&["50", "170", "171"]),
        FilterId::HeightMax => keys(&["149", "150", "170"]),
        FilterId::Ethnicity => keys(&ETHNICITIES),
        FilterId::SkinTone => keys(&["olive", "dark", "light"]),
        FilterId::ExperienceMin => keys(&["0", "1", "2", "6", "80"]),
        FilterId::CompletenessMin => keys(&["0", "40", "50", "60", "80", "100"]),
        FilterId::CompletenessMax => keys(&["39", "40", "50", "79"]),
        FilterId::RegisteredFrom | FilterId::RegisteredTo | FilterId::SeenSince | FilterId::NotSeenSince => {
            (-1..6).map(|ago| (today - TimeDelta::days(ago)).to_string()).collect()
        }
        FilterId::Code => keys(&["M", "MA", "MACAN00", "FRCAN", "SNDAK", "MACAN0012", "ZZ"]),
        FilterId::Sort | FilterId::Page => Vec::new(),
    }
}

/// The search with a value more, and with what that value counts only with.
fn with(query: &SearchQuery, id: FilterId, value: &str) -> SearchQuery {
    let mut query = query.clone();
    if let Some(required) = query.list().required_by(id).filter(|required| query.value(*required).is_empty()) {
        query = query.with(required, if required == FilterId::Country { "MA" } else { "rabat" });
    }
    let query = query.with(id, value);
    assert!(!query.value(id).is_empty(), "{id:?} takes no {value}");
    query
}

fn sorted(query: &SearchQuery, order: Order) -> SearchQuery {
    if order == query.usual_order() { query.clone() } else { query.with(FilterId::Sort, order.key()) }
}

/// Everyone in every order, then every value of every filter alone.
pub fn one_by_one(list: SearchList, today: NaiveDate) -> Vec<SearchQuery> {
    let everyone = SearchQuery::everyone(list);
    let mut all: Vec<_> = everyone.orders().into_iter().map(|order| sorted(&everyone, order)).collect();
    for filter in list.filters().filter(|filter| filter.id.selects()) {
        let values = values(filter.id, today);
        assert!(!values.is_empty(), "nobody looks for {:?}", filter.id);
        all.extend(values.iter().map(|value| with(&everyone, filter.id, value)));
    }
    all
}

/// A few filters at once, in any order that makes sense for them.
pub fn at_random(rng: &mut Rng, list: SearchList, people: &[Someone], today: NaiveDate) -> SearchQuery {
    let filters: Vec<_> = list.filters().filter(|filter| filter.id.selects()).collect();
    let mut query = SearchQuery::everyone(list);
    for _ in 0..rng.usize(1..5) {
        // Words decide the most, so they come oftener.
        let filter = if one_in(rng, 6) { filters[0] } else { pick(rng, &filters) };
        let repeated = matches!(filter.kind, FilterKind::AnyOf(_) | FilterKind::AllOf(_));
        for _ in 0..if repeated { rng.usize(1..3) } else { 1 } {
            let values = values(filter.id, today);
            let mut value = values[rng.usize(..values.len())].clone();
            if filter.kind == FilterKind::Words && one_in(rng, 8) {
                value = people[rng.usize(..people.len())].cinema.person.code.to_lowercase();
            }
            query = with(&query, filter.id, &value);
        }
    }
    let orders = query.orders();
    sorted(&query, pick(rng, &orders))
}
