//! The index itself: bitmaps of people by what they answered, and who may reach them.

mod beginnings;
mod seen;

pub use self::seen::SeenPeople;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::{
    choices::KnownChoices,
    codes::{self, Codes},
    columns::{Columns, Day, Doc, day_number},
    dictionary::Dictionary,
    entry::PersonEntry,
    holders::Holders,
    labels::{Label, Labels},
    names::NameOrder,
};
use crate::domain::{
    age::latest_adult_birth,
    module::Module,
    search::{
        attribute::{ACTIVE, Attribute, Flag, TextField},
        list::SearchList,
        page::FacetCounts,
        words::stored_words,
    },
    visibility::Audience,
};

/// Everything searches read of every person.
#[derive(Debug, Serialize, Deserialize)]
pub struct Index {
    pub(super) columns: Columns,
    pub(super) names: NameOrder,
    /// What orders people whose name is hidden, by [`Doc`].
    code_numbers: Vec<u64>,
    pub(super) codes: Codes,
    /// People with smaller numbers stand in the order of `people.id`.
    in_order: Doc,
    /// Where the others are.
    moved: HashMap<i64, Doc>,
    /// Everyone who is not dead.
    pub(super) live: RoaringBitmap,
    pub(super) attributes: BTreeMap<Attribute, BTreeMap<Box<str>, Holders>>,
    pub(super) flags: BTreeMap<Flag, RoaringBitmap>,
    pub(super) switches: SwitchBitmaps,
    /// Where cities of the list stand in the column of cities, by `cities.id`; from 1 on.
    pub(super) city_places: HashMap<i64, u32>,
    /// By key of the name and country.
    pub(super) city_names: BTreeMap<(Box<str>, Box<str>), RoaringBitmap>,
    pub(super) texts: BTreeMap<TextField, Dictionary>,
    pub(super) labels: Labels,
    /// The day by which adults were born, on the day that `reachable` is of.
    adults_born_by: i32,
    /// Who reaches whom; administrators reach everyone.
    reachable: [RoaringBitmap; 4],
    pub(super) minors: RoaringBitmap,
    /// What was noted of earlier days about when people were last seen is known.
    seen_day: i32,
    /// People with a word that begins with one or two letters: most people, of most words. Found when first asked for.
    #[serde(skip)]
    pub(super) beginnings: Mutex<BTreeMap<TextField, HashMap<String, RoaringBitmap>>>,
    /// The counts of searches without any filter, until the next change: most people, and the most frequent search.
    #[serde(skip)]
    pub(super) counts_of_everyone: Mutex<HashMap<(SearchList, Audience), FacetCounts>>,
    /// As those: how many people there are, and in how many cities.
    #[serde(skip)]
    pub(super) figures: Mutex<HashMap<(SearchList, Audience), (u64, u64)>>,
    #[serde(skip)]
    pub(super) choices: KnownChoices,
    /// Whether it still holds words of people who were erased.
    #[serde(skip)]
    has_erased: bool,
    #[serde(skip, default = "Instant::now")]
    made: Instant,
}

/// So many people are read within a second.
const QUICKLY_MADE: u64 = 20_000;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Beginnings of so few letters have most people.
pub(super) const SHORT: usize = 2;

/// People who ticked a switch of visibility.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SwitchBitmaps {
    pub name_photo: RoaringBitmap,
    pub links: RoaringBitmap,
    pub origins: RoaringBitmap,
}

/// Cities in an order, by their place in the column of cities.
pub struct CityRanks(Vec<Option<u32>>);

impl CityRanks {
    /// Where a city stands in the order, if it does.
    pub fn of(&self, place: u32) -> Option<u32> {
        usize::try_from(place).ok().and_then(|place| self.0.get(place)).copied().flatten()
    }
}

/// The audiences and modules of [`Index::reachable`]; administrators' lists show everyone in a module who is not
/// suspended.
const REACH: [(Module, Audience); 4] = [
    (Module::Main, Audience::Anonymous),
    (Module::Main, Audience::SignedIn),
    (Module::Cinema, Audience::Anonymous),
    (Module::Cinema, Audience::SignedIn),
];

impl Default for Index {
    fn default() -> Self {
        Self {
            columns: Columns::default(),
            names: NameOrder::default(),
            code_numbers: Vec::new(),
            codes: Codes::default(),
            in_order: 0,
            moved: HashMap::new(),
            live: RoaringBitmap::new(),
            attributes: BTreeMap::new(),
            flags: BTreeMap::new(),
            switches: SwitchBitmaps::default(),
            city_places: HashMap::new(),
            city_names: BTreeMap::new(),
            texts: BTreeMap::new(),
            labels: Labels::default(),
            adults_born_by: 0,
            reachable: Default::default(),
            minors: RoaringBitmap::new(),
            seen_day: i32::MIN,
            beginnings: Mutex::default(),
            counts_of_everyone: Mutex::default(),
            figures: Mutex::default(),
            choices: KnownChoices::default(),
            has_erased: false,
            made: Instant::now(),
        }
    }
}

impl Index {
    /// Takes people as they are now, in place of what was known of them. `gone` are people who are no more.
    pub fn apply(&mut self, entries: &[PersonEntry], gone: &[i64]) {
        for person_id in gone {
            self.remove(*person_id);
            self.has_erased = true;
        }
        for entry in entries {
            self.remove(entry.person_id);
            self.add(entry);
        }
        self.names.sort();
        self.clear_counts();
    }

    /// Adds people who are not in the index. [`Index::finish`] must follow the last ones.
    pub fn add_many(&mut self, entries: &[PersonEntry]) {
        for entry in entries {
            self.add(entry);
        }
    }

    /// Puts the people that were added in order.
    pub fn finish(&mut self) {
        self.names.sort();
    }

    /// Makes the words of labels what people are found by.
    pub fn set_labels(&mut self, labels: Vec<Label>) {
        self.labels = Labels::new(labels);
    }

    /// The people in the index whose numbers lie between these.
    pub fn people_between(&self, first: i64, last: i64) -> Vec<i64> {
        if last.saturating_sub(first) < 1_000 {
            return (first..=last).filter(|person_id| self.doc_of(*person_id).is_some()).collect();
        }
        let people = self.live.iter().map(|doc| self.columns.id(None, doc));
        people.filter(|person_id| (first..=last).contains(person_id)).collect()
    }

    /// How many people there are, and how many numbers of dead ones take memory.
    pub fn size(&self) -> (u64, u64) {
        let given_out = u64::try_from(self.columns.len()).unwrap_or(u64::MAX);
        (self.live.len(), given_out - self.live.len())
    }

    /// For how long it has been in memory: since it was made from the database, or loaded.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.made.elapsed()
    }

    /// Whether it still holds words of people who were erased: then it may not be saved.
    #[must_use]
    pub fn has_erased(&self) -> bool {
        self.has_erased
    }

    /// Whether it should be made again when there is time: at once for people who were erased, daily for what was
    /// changed, and whenever it takes less than a second.
    #[must_use]
    pub fn should_be_renewed(&self) -> bool {
        let (live, dead) = self.size();
        dead > 0 && (self.has_erased || live < QUICKLY_MADE || self.made.elapsed() > DAY)
    }

    /// Whether so many numbers are of people who changed or went that the index should be made again.
    #[must_use]
    pub fn is_wasteful(&self) -> bool {
        let (live, dead) = self.size();
        dead > 10_000 + live / 4
    }

    /// Whether a day is the one that minors are minors on.
    pub fn is_of(&self, today: NaiveDate) -> bool {
        self.adults_born_by == day_number(latest_adult_birth(today))
    }

    /// Makes this day the one that minors are minors on.
    pub fn set_today(&mut self, today: NaiveDate) {
        let born_by = day_number(latest_adult_birth(today));
        let (first, last) = (self.adults_born_by.min(born_by), self.adults_born_by.max(born_by));
        self.adults_born_by = born_by;
        for doc in self.columns.days(Day::Born, first, last) & &self.live {
            self.place(doc);
        }
        self.clear_counts();
    }

    fn clear_counts(&mut self) {
        self.counts_of_everyone.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        self.figures.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        self.choices.clear();
    }

    fn remove(&mut self, person_id: i64) {
        let Some(doc) = self.doc_of(person_id) else { return };
        self.moved.remove(&person_id);
        self.live.remove(doc);
        self.minors.remove(doc);
        for reachable in &mut self.reachable {
            reachable.remove(doc);
        }
    }

    fn add(&mut self, entry: &PersonEntry) {
        let city = entry.city_id.map_or(0, |city_id| {
            let next = u32::try_from(self.city_places.len() + 1).unwrap_or(0);
            *self.city_places.entry(city_id).or_insert(next)
        });
        let doc = self.columns.push(entry, city);
        if self.in_order == doc
            && self.columns.ids(None).all().iter().rev().nth(1).is_none_or(|last| *last < entry.person_id)
        {
            self.in_order += 1;
        } else {
            self.moved.insert(entry.person_id, doc);
        }
        self.live.insert(doc);
        self.names.push(&entry.sort_name, entry.person_id);
        self.code_numbers.push(entry.codes.first().map_or(0, |code| codes::number(code, 0)));
        for code in &entry.codes {
            self.codes.add(code, doc);
        }
        for (attribute, key) in &entry.attributes {
            let keys = self.attributes.entry(*attribute).or_default();
            match keys.get_mut(key.as_str()) {
                Some(holders) => holders.add(doc),
                None => keys.entry(key.as_str().into()).or_default().add(doc),
            }
        }
        for flag in &entry.flags {
            self.flags.entry(*flag).or_default().insert(doc);
        }
        for (ticked, bitmap) in [
            (entry.switches.show_name_photo, &mut self.switches.name_photo),
            (entry.switches.show_links, &mut self.switches.links),
            (entry.switches.show_origins, &mut self.switches.origins),
        ] {
            if ticked {
                bitmap.insert(doc);
            }
        }
        let country = entry.attributes.iter().find(|(attribute, _)| *attribute == Attribute::Country);
        let country = country.map_or("", |(_, country)| country.as_str());
        self.city_names.entry((entry.city.as_str().into(), country.into())).or_default().insert(doc);
        let known = self.beginnings.get_mut().unwrap_or_else(PoisonError::into_inner);
        for (field, text) in &entry.texts {
            let dictionary = self.texts.entry(*field).or_default();
            for word in stored_words(text, field.is_name()) {
                dictionary.add(&word, doc);
                for (end, letter) in word.char_indices().take(SHORT) {
                    let beginning = word.get(..end + letter.len_utf8()).unwrap_or_default();
                    if let Some(people) = known.get_mut(field).and_then(|known| known.get_mut(beginning)) {
                        people.insert(doc);
                    }
                }
            }
        }
        self.place(doc);
    }

    /// Puts a person where they are reached today.
    fn place(&mut self, doc: Doc) {
        for (reachable, (module, audience)) in self.reachable.iter_mut().zip(REACH) {
            set(reachable, doc, self.columns.reachable(module, audience, doc, self.adults_born_by));
        }
        let minor = self.columns.is_minor(doc, self.adults_born_by);
        set(&mut self.minors, doc, minor);
    }

    /// Whom an audience reaches in a module, or everyone for the administrators' table.
    pub(super) fn reach(&self, module: Option<Module>, audience: Audience) -> RoaringBitmap {
        let of = |attribute: Attribute, key: &str| self.attributes.get(&attribute).and_then(|keys| keys.get(key));
        match (module, audience) {
            (None, Audience::Administrator) => self.live.clone(),
            // Only administrators have a table of everyone.
            (None, _) => RoaringBitmap::new(),
            (Some(module), Audience::Administrator) => {
                let all = of(Attribute::Module, module.key()).zip(of(Attribute::AccountState, ACTIVE));
                all.map(|(all, active)| all.to_bitmap() & active.to_bitmap() & &self.live).unwrap_or_default()
            }
            (Some(module), audience) => {
                let place = REACH.iter().position(|reach| *reach == (module, audience));
                place.and_then(|place| self.reachable.get(place)).cloned().unwrap_or_default()
            }
        }
    }

    /// The numbers of cities in the column of cities, in the order of the cities. 0 stands for no city at all.
    pub(super) fn city_ranks(&self, cities: &[i64]) -> CityRanks {
        let mut ranks = vec![None; self.city_places.len() + 1];
        for (rank, city) in (0..).zip(cities) {
            let place = self.city_places.get(city).and_then(|place| usize::try_from(*place).ok());
            if let Some(own) = place.and_then(|place| ranks.get_mut(place)) {
                *own = Some(rank);
            }
        }
        CityRanks(ranks)
    }

    /// Where a person is in the index.
    pub(super) fn doc_of(&self, person_id: i64) -> Option<Doc> {
        let in_order = usize::try_from(self.in_order).ok().and_then(|end| self.columns.ids(None).all().get(..end));
        let moved = self.moved.get(&person_id).copied();
        let doc = moved.or_else(|| Doc::try_from(in_order?.binary_search(&person_id).ok()?).ok());
        doc.filter(|doc| self.live.contains(*doc))
    }

    /// What orders people whose name is hidden.
    pub(super) fn code_number(&self, doc: Doc) -> u64 {
        usize::try_from(doc).ok().and_then(|doc| self.code_numbers.get(doc)).copied().unwrap_or(0)
    }
}

fn set(bitmap: &mut RoaringBitmap, doc: Doc, there: bool) {
    if there {
        bitmap.insert(doc)
    } else {
        bitmap.remove(doc)
    };
}
