//! What searches must find, worked out person by person from what the test wrote: no index, no database.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;
use talentsmaroc::{
    domain::{
        age::age_on,
        module::Module,
        profiles::completeness,
        reference,
        registration::{fields as f, normalise_email, phone_to_e164},
        search::{
            attribute::{Attribute, ExactValue, Flag, Measure, TextField},
            filter::{FilterId, FilterKind},
            list::{Order, SearchList},
            query::SearchQuery,
            text::normalise,
            words::QueryWord,
        },
        visibility::{Audience, ModerationState, Switches, Visibility, VisibilityField, may_see},
    },
    server::geo::{CityLocation, cities_around},
};

use super::someone::Someone;

/// Shorter words must be spelt right.
const SHORTEST_NEARLY: usize = 5;

/// The texts and labels that are searched in a list.
fn searched(list: SearchList) -> (&'static [TextField], &'static [Attribute]) {
    use Attribute::{CinemaSkill, CinemaType, Talent};
    use TextField::{Bio, CivilNames, Names, Productions};
    match list {
        SearchList::Directory => (&[Names, CivilNames, Bio], &[Talent]),
        SearchList::Casting => (&[Names, CivilNames, Productions], &[CinemaType, CinemaSkill]),
        SearchList::Desk => (&[Names, CivilNames, Bio, Productions], &[Talent, CinemaType, CinemaSkill]),
    }
}

/// Everything the searches of one audience on one day depend on.
pub struct World<'a> {
    pub people: &'a [Someone],
    /// The cities of the list, the largest first.
    pub places: &'a [CityLocation],
    pub audience: Audience,
    pub today: NaiveDate,
}

/// What a search must find.
pub struct Expected<'a> {
    /// In the order of the list.
    pub people: Vec<&'a Someone>,
    pub approximate: bool,
    pub loosen: Vec<FilterId>,
    /// By filter: how many people would be found with each choice.
    pub counts: BTreeMap<FilterId, BTreeMap<&'static str, u64>>,
}

/// A search with what is the same for every person.
struct Wanted<'a> {
    query: &'a SearchQuery,
    words: Vec<QueryWord>,
    /// What stands for the city that is searched for.
    city: String,
    /// Cities around the one that is searched for, the nearest first.
    around: Option<Vec<i64>>,
    /// Whether one letter may be wrong.
    nearly: bool,
}

impl<'a> World<'a> {
    pub fn search(&self, query: &SearchQuery) -> Expected<'a> {
        let exact = self.wanted(query, false);
        let mut people = self.found(&exact);
        let mut wanted = exact;
        if people.is_empty() && wanted.words.iter().flat_map(QueryWord::beginnings).any(is_long) {
            let nearly = self.wanted(query, true);
            people = self.found(&nearly);
            if !people.is_empty() {
                wanted = nearly;
            }
        }
        let loosen = if people.is_empty() { self.loosen(query) } else { Vec::new() };
        self.sort(&mut people, &wanted);
        Expected { people, approximate: wanted.nearly, loosen, counts: self.counts(&wanted) }
    }

    fn wanted<'q>(&self, query: &'q SearchQuery, nearly: bool) -> Wanted<'q> {
        let country = Some(query.value(FilterId::Country)).filter(|country| !country.is_empty());
        let city = reference::city_key(country, query.value(FilterId::City));
        let around = query.number(FilterId::RadiusKm);
        let around = around.and_then(|kilometres| cities_around(self.places, country, &city, kilometres));
        Wanted { query, words: query.words(), city, around, nearly }
    }

    fn found(&self, wanted: &Wanted<'_>) -> Vec<&'a Someone> {
        let in_use = wanted.query.in_use();
        let list = wanted.query.list();
        self.people
            .iter()
            .filter(|someone| self.is_on(list, someone) && in_use.iter().all(|id| self.holds(wanted, someone, *id)))
            .collect()
    }

    /// Filters without which the search would have results. What a radius adds belongs to its city.
    fn loosen(&self, query: &SearchQuery) -> Vec<FilterId> {
        let helps = |id: &FilterId| {
            *id != FilterId::RadiusKm && !self.found(&self.wanted(&query.without(*id), false)).is_empty()
        };
        query.in_use().into_iter().filter(helps).collect()
    }

    /// Counts whom the search would find with each choice put in, its place and its tolerance being what they are.
    fn counts(&self, wanted: &Wanted<'_>) -> BTreeMap<FilterId, BTreeMap<&'static str, u64>> {
        let list = wanted.query.list();
        let in_use = wanted.query.in_use();
        let fails = |someone: &Someone| -> Vec<FilterId> {
            in_use.iter().copied().filter(|id| !self.holds(wanted, someone, *id)).collect()
        };
        let listed = self.people.iter().filter(|someone| self.is_on(list, someone));
        let listed: Vec<_> = listed.map(|someone| (someone, fails(someone))).collect();
        let mut counts = BTreeMap::new();
        for filter in list.filters() {
            let keys: &mut BTreeMap<&'static str, u64> = match filter.kind {
                FilterKind::One(_) | FilterKind::AnyOf(_) | FilterKind::AllOf(_) | FilterKind::Flag(_) => {
                    counts.entry(filter.id).or_default()
                }
                _ => continue,
            };
            for (someone, fails) in &listed {
                let found = match filter.kind {
                    // Another key stands in place of the chosen one, or is enough beside it.
                    FilterKind::One(_) | FilterKind::AnyOf(_) => fails.iter().all(|id| *id == filter.id),
                    _ => fails.is_empty(),
                };
                if !found {
                    continue;
                }
                match filter.kind.attribute() {
                    Some(attribute) => {
                        self.keys(someone, attribute).into_iter().for_each(|key| *keys.entry(key).or_default() += 1);
                    }
                    None => *keys.entry("1").or_default() += u64::from(self.flag(someone, filter.kind)),
                }
            }
        }
        counts
    }

    fn sees(&self, someone: &Someone, field: VisibilityField) -> bool {
        let switches = Switches {
            show_name_photo: someone.cinema.person.show_name_photo,
            show_links: false,
            show_origins: someone.cinema.show_origins,
        };
        may_see(field, self.audience, switches)
    }

    /// Whether a person is on a list at all.
    fn is_on(&self, list: SearchList, someone: &Someone) -> bool {
        let person = &someone.cinema.person;
        let (has_profile, visibility) = match list {
            SearchList::Desk => return self.audience == Audience::Administrator,
            SearchList::Directory => (someone.has_main, person.visibility),
            SearchList::Casting => (someone.has_cinema, someone.cinema.visibility),
        };
        let standing = ModerationState {
            visibility: Visibility::from_key(visibility).unwrap(),
            suspended: person.suspended,
            minor: self.age(someone) < 18,
            minor_approved: person.minor_approved,
        };
        has_profile && !person.suspended && standing.reachable(self.audience)
    }

    fn age(&self, someone: &Someone) -> u32 {
        age_on(someone.cinema.person.date_of_birth, self.today)
    }

    /// Whether what one filter demands is so, as far as the audience may know.
    fn holds(&self, wanted: &Wanted<'_>, someone: &Someone, id: FilterId) -> bool {
        let query = wanted.query;
        let value = query.value(id);
        let number = || i64::from(query.number(id).unwrap());
        let has = |attribute: Attribute| {
            let own = self.keys(someone, attribute);
            move |key: &String| own.contains(&key.as_str())
        };
        let registered = |holds: fn(NaiveDate, NaiveDate) -> bool| {
            self.sees(someone, VisibilityField::Dates) && holds(someone.registered, query.day(id).unwrap())
        };
        match id.kind() {
            FilterKind::Words => wanted.words.iter().all(|word| self.points(wanted, someone, word) > 0),
            FilterKind::Code => self.has_code(someone, value),
            FilterKind::One(attribute) | FilterKind::AnyOf(attribute) => query.values(id).iter().any(has(attribute)),
            FilterKind::AllOf(attribute) => query.values(id).iter().all(has(attribute)),
            FilterKind::AtLeast(measure) => self.measure(someone, measure).is_some_and(|(_, most)| most >= number()),
            FilterKind::AtMost(measure) => self.measure(someone, measure).is_some_and(|(least, _)| least <= number()),
            FilterKind::RegisteredFrom => registered(|own, day| own >= day),
            FilterKind::RegisteredTo => registered(|own, day| own <= day),
            // No person here has signed in.
            FilterKind::SeenSince => false,
            FilterKind::NotSeenSince => self.sees(someone, VisibilityField::Dates),
            FilterKind::City => self.sees(someone, VisibilityField::Residence) && lives_in(someone, wanted),
            FilterKind::Flag(_) => self.flag(someone, id.kind()),
            FilterKind::Exact(ExactValue::Email) => someone.cinema.person.email == normalise_email(value),
            FilterKind::Exact(ExactValue::Phone) => {
                phone_to_e164(value, "MA").is_ok_and(|number| number == someone.phone)
            }
            FilterKind::Radius | FilterKind::Order | FilterKind::Cursor => true,
        }
    }

    fn keys(&self, someone: &Someone, attribute: Attribute) -> Vec<&'static str> {
        if self.sees(someone, attribute.seen_as()) { someone.keys_of(attribute) } else { Vec::new() }
    }

    fn has_code(&self, someone: &Someone, beginning: &str) -> bool {
        let person = &someone.cinema.person;
        let mut codes = person.aliases.iter().chain([&person.code]);
        self.sees(someone, VisibilityField::Code) && codes.any(|code| code.starts_with(beginning))
    }

    /// A person's number, as its least and its greatest value.
    fn measure(&self, someone: &Someone, measure: Measure) -> Option<(i64, i64)> {
        if !self.sees(someone, measure.seen_as()) {
            return None;
        }
        let one = |number: i64| (number, number);
        let (cinema, person) = (&someone.cinema, &someone.cinema.person);
        match measure {
            Measure::Age => Some(one(i64::from(self.age(someone)))),
            Measure::Height => cinema.height_cm.filter(|_| someone.has_cinema).map(one),
            Measure::Experience => person.years_experience.map(one),
            Measure::Completeness => someone.has_main.then(|| one(i64::from(score_of(someone)))),
            Measure::PlayingAge => match cinema.playing_age {
                (None, None) => None,
                (from, to) => someone.has_cinema.then_some((from.unwrap_or(0), to.unwrap_or(110))),
            },
        }
    }

    fn flag(&self, someone: &Someone, kind: FilterKind) -> bool {
        let FilterKind::Flag(flag) = kind else { return false };
        let person = &someone.cinema.person;
        let is_so = match flag {
            Flag::Photo => person.photo,
            Flag::Cv => someone.has_main && someone.has_cv,
            // No person here has any.
            Flag::Portfolio | Flag::CvAnalysis => false,
            Flag::Minor => self.age(someone) < 18,
            Flag::Approved => person.minor_approved,
            Flag::Waiting => self.age(someone) < 18 && !person.minor_approved,
            // Everyone here registered on the site.
            Flag::Imported => false,
        };
        is_so && self.sees(someone, flag.seen_as())
    }

    /// How well a word matches: three for a name or code, two for a trade, one for another text, none if not at all.
    fn points(&self, wanted: &Wanted<'_>, someone: &Someone, word: &QueryWord) -> u32 {
        let (fields, labelled) = searched(wanted.query.list());
        let begins = |own: &String| {
            let begins =
                |typed: &str| own.starts_with(typed) || (wanted.nearly && is_long(typed) && begins_nearly(own, typed));
            word.beginnings().any(begins) || word.whole().contains(own)
        };
        let in_text = |is_name: bool| {
            let mut texts =
                someone.texts.iter().filter(|(field, _)| field.is_name() == is_name && fields.contains(field));
            texts.any(|(field, words)| self.sees(someone, field.seen_as()) && words.iter().any(begins))
        };
        // A whole code; its beginning is searched by another filter.
        let is_code = word.text().len() >= 10 && self.has_code(someone, &word.text().to_ascii_uppercase());
        let in_label = |(attribute, words): &(Attribute, Vec<String>)| {
            labelled.contains(attribute) && self.sees(someone, attribute.seen_as()) && words.iter().any(&begins)
        };
        if in_text(true) || is_code {
            3
        } else if someone.labels.iter().any(in_label) {
            2
        } else {
            u32::from(in_text(false))
        }
    }

    fn sort(&self, people: &mut [&Someone], wanted: &Wanted<'_>) {
        let list = wanted.query.list();
        let newest = |someone: &Someone| Reverse(someone.id(list));
        match wanted.query.order() {
            Order::Newest => people.sort_by_key(|someone| newest(someone)),
            Order::Name => people.sort_by_cached_key(|someone| {
                let person = &someone.cinema.person;
                let name = sort_name(someone);
                if self.sees(someone, VisibilityField::FullName) {
                    (false, name, someone.keys.person_id)
                } else {
                    (true, person.code.clone(), 0)
                }
            }),
            Order::Best => people.sort_by_key(|someone| {
                let points: u32 = wanted.words.iter().map(|word| self.points(wanted, someone, word)).sum();
                (Reverse(points), newest(someone))
            }),
            Order::Nearest => people.sort_by_key(|someone| {
                let cities = wanted.around.as_deref().unwrap_or_default();
                let place = cities.iter().position(|city| Some(*city) == someone.city_id);
                (place.unwrap_or(usize::MAX), newest(someone))
            }),
            Order::Photo => {
                people.sort_by_key(|someone| (!self.flag(someone, FilterKind::Flag(Flag::Photo)), newest(someone)));
            }
            // Of the administrators' table: everything is seen.
            Order::Oldest => people.sort_by_key(|someone| someone.id(list)),
            Order::NameDown => {
                people.sort_by_cached_key(|someone| Reverse((sort_name(someone), someone.keys.person_id)));
            }
            Order::Code => people.sort_by_cached_key(|someone| someone.cinema.person.code.clone()),
            Order::CodeDown => people.sort_by_cached_key(|someone| Reverse(someone.cinema.person.code.clone())),
            Order::Youngest => {
                people.sort_by_key(|someone| (Reverse(someone.cinema.person.date_of_birth), newest(someone)));
            }
            Order::Eldest => people.sort_by_key(|someone| (someone.cinema.person.date_of_birth, newest(someone))),
            Order::Fullest => {
                people.sort_by_key(|someone| {
                    let score = someone.has_main.then(|| score_of(someone));
                    (Reverse(score), newest(someone))
                });
            }
            Order::Emptiest => {
                people.sort_by_key(|someone| {
                    let score = if someone.has_main { score_of(someone) } else { u8::MAX };
                    (score, newest(someone))
                });
            }
            Order::City => people.sort_by_cached_key(|someone| (city_of(someone), newest(someone))),
            Order::CityDown => people.sort_by_cached_key(|someone| (Reverse(city_of(someone)), newest(someone))),
        }
    }
}

impl Someone {
    /// The id of a person in a list.
    pub fn id(&self, list: SearchList) -> i64 {
        match list.module() {
            Some(Module::Main) => self.main_id,
            Some(Module::Cinema) => self.cinema_id,
            None => self.keys.person_id,
        }
    }
}

/// What lists sorted by name are sorted by.
fn sort_name(someone: &Someone) -> String {
    let person = &someone.cinema.person;
    match someone.stage_name {
        Some(name) => normalise(name),
        None => normalise(&format!("{} {}", person.last_name, person.first_name)),
    }
}

fn lives_in(someone: &Someone, wanted: &Wanted<'_>) -> bool {
    match (&wanted.around, someone.city_id) {
        (Some(cities), Some(city_id)) => cities.contains(&city_id),
        // A city typed by hand has no known position.
        _ => city_of(someone).0 == wanted.city,
    }
}

/// The key of the city that the person lives in, and its country.
fn city_of(someone: &Someone) -> (String, String) {
    let cinema = &someone.cinema;
    let (country, own) = cinema.listed_city.unwrap_or((cinema.person.country, cinema.person.city.as_str()));
    (reference::city_key(Some(country), own), country.to_owned())
}

fn score_of(someone: &Someone) -> u8 {
    let person = &someone.cinema.person;
    completeness::score(&completeness::points(|input| match input {
        f::PHOTO => person.photo,
        f::CV => someone.has_cv,
        f::BIO => person.bio.is_some(),
        f::PORTFOLIO_URL => false,
        other => !f::NETWORKS.contains(&other),
    }))
}

fn is_long(typed: &str) -> bool {
    typed.chars().count() >= SHORTEST_NEARLY
}

/// Whether a word begins with what was typed once one letter is changed, added, taken away or swapped with the next.
fn begins_nearly(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    (typed.len() - 1..=word.len().min(typed.len() + 1)).any(|length| is_one_change(&word[..length], &typed))
}

fn is_one_change(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([], [] | [_]) | ([_], [] | [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}
