//! What viewers look for who want to find out more than they may.

use talentsmaroc::domain::search::{filter::FilterId, list::SearchList};

/// What is looked for with a filter: what people have at first, what they are given later, what no person has. A new filter
/// does not compile until it has a case.
const fn cases(filter: FilterId) -> &'static [&'static str] {
    match filter {
        // The last three differ by one letter from what a person has.
        FilterId::Words => &[
            "canari",
            "czzhidden",
            "c",
            "99",
            "xof",
            "example",
            "serin",
            "czztitle",
            "figurant",
            "1999",
            "actrice",
            "dj",
            "macan0001f",
            "canarifirts1",
            "czzhiden",
            "serni",
        ],
        FilterId::Email => &["canarimail1@example.org", "czzhidden"],
        FilterId::Phone => &["+212600000000"],
        FilterId::Module => &["main", "cinema"],
        FilterId::State => &["active", "suspended"],
        FilterId::Minor
        | FilterId::Approved
        | FilterId::Waiting
        | FilterId::Import
        | FilterId::HasPhoto
        | FilterId::HasCv
        | FilterId::HasPortfolio
        | FilterId::CvAnalysis => &["1"],
        FilterId::Type => &["extra", "model"],
        FilterId::Country => &["MA", "SN"],
        FilterId::City => &["ain canari", "Rabat"],
        FilterId::RadiusKm => &["50"],
        FilterId::Talent => &["dj", "music"],
        FilterId::Gender => &["F", "M"],
        FilterId::AgeMin => &["18", "30", "60"],
        FilterId::AgeMax => &["17", "30", "60"],
        FilterId::PlayingAgeMin => &["20", "41"],
        FilterId::PlayingAgeMax => &["19", "30"],
        FilterId::Availability => &["weekends", "evenings"],
        FilterId::WorkMode => &["remote", "on_site"],
        FilterId::Language => &["fr", "en"],
        FilterId::Skill => &["dj", "parkour"],
        FilterId::EyeColor => &["brown", "green"],
        FilterId::HairColor => &["black"],
        FilterId::HairType => &["curly"],
        FilterId::Build => &["slender"],
        FilterId::HeightMin => &["160", "171"],
        FilterId::HeightMax => &["169", "170"],
        FilterId::Ethnicity => &["amazigh", "arab"],
        FilterId::SkinTone => &["olive", "dark"],
        FilterId::ExperienceMin => &["1", "5"],
        FilterId::CompletenessMin => &["50", "51", "60", "70", "100"],
        FilterId::CompletenessMax => &["49", "50", "60", "70"],
        FilterId::RegisteredFrom => &["2001-01-01", "2001-01-02"],
        FilterId::RegisteredTo => &["2001-01-01", "9999-12-31"],
        FilterId::SeenSince | FilterId::NotSeenSince => &["2001-01-01", "2001-01-02"],
        FilterId::Code => &["MACAN", "SN"],
        FilterId::Sort => &["newest", "name", "best", "nearest", "photo"],
        FilterId::Page => &["p0", "n1", "pf"],
    }
}

/// Mixes of filters; the orders that only some of them have.
const MIXES: [(SearchList, &str); 13] = [
    (SearchList::Directory, "country=MA&city=ain+canari&sort=name"),
    (SearchList::Directory, "language=fr&experience_min=1&availability=weekends&work_mode=remote"),
    (SearchList::Directory, "gender=F&talent=dj&code=MACAN"),
    (SearchList::Directory, "q=c&sort=newest"),
    (SearchList::Directory, "q=czzhidden&sort=name"),
    (SearchList::Casting, "ethnicity=amazigh&ethnicity=arab"),
    (SearchList::Casting, "skin_tone=dark&ethnicity=arab&q=nobody"),
    (SearchList::Casting, "city=ain+canari&radius_km=50"),
    (SearchList::Casting, "city=Rabat&radius_km=50&sort=nearest"),
    (SearchList::Casting, "age_min=30&age_max=60&playing_age_min=20&playing_age_max=30"),
    (SearchList::Casting, "type=extra&gender=F&code=MACAN&eye_color=brown&height_min=160"),
    (SearchList::Casting, "q=c&sort=photo"),
    (SearchList::Desk, "q=c&sort=name&state=active"),
];

/// Every filter of a list with each of its cases, every order and the mixes.
pub fn addresses(list: SearchList) -> Vec<String> {
    let mut all = vec![String::new()];
    for filter in list.filters() {
        assert!(!cases(filter.id).is_empty(), "nobody looks for {:?}", filter.id);
        let required = list.required_by(filter.id);
        let before = required.map_or(String::new(), |required| format!("{}={}&", required.key(), cases(required)[0]));
        all.extend(
            cases(filter.id).iter().map(|case| format!("{before}{}={}", filter.id.key(), case.replace('+', "%2B"))),
        );
    }
    // Places in lists that are ordered otherwise name people.
    all.extend(["sort=name&page=p0", "sort=name&page=n3", "sort=photo&page=n3"].map(str::to_owned));
    all.extend(MIXES.iter().filter(|(of, _)| *of == list).map(|(_, address)| (*address).to_owned()));
    all
}
