//! What one audience can search: the only way to read who has what.
//!
//! Every set of people that a search compares comes out of a [`View`], which has already taken away those whose
//! answer this audience may not see. So a search cannot reveal more than pages show.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::{
    columns::{Day, Doc, Ids, Small},
    holders::{Bits, Holders},
    index::{Index, SHORT},
    names::NameOrder,
};
use crate::domain::{
    module::Module,
    search::{
        attribute::{Attribute, Flag, Measure, TextField},
        list::SearchList,
    },
    visibility::{Audience, Rule, TABLE, VisibilityField},
};

/// The index as an audience may search it for a list.
pub struct View<'a> {
    index: &'a Index,
    list: SearchList,
    audience: Audience,
}

/// Of whom a field can be searched.
enum Seen<'a> {
    OfEveryone,
    Of(&'a RoaringBitmap),
    OfNoOne,
}

impl<'a> View<'a> {
    /// Lists treat their viewer's own profile like any other.
    pub const fn new(index: &'a Index, list: SearchList, audience: Audience) -> Self {
        let audience = match audience {
            Audience::Owner => Audience::SignedIn,
            audience => audience,
        };
        Self { index, list, audience }
    }

    /// The same list as another audience may search it.
    pub const fn seen_by(&self, audience: Audience) -> Self {
        Self::new(self.index, self.list, audience)
    }

    /// Everyone on the list.
    pub fn everyone(&self) -> RoaringBitmap {
        self.index.reach(self.list.module(), self.audience)
    }

    /// People with a key.
    pub fn with_key(&self, attribute: Attribute, key: &str) -> RoaringBitmap {
        let people = self.index.attributes.get(&attribute).and_then(|keys| keys.get(key));
        self.limited(attribute.seen_as(), people.map(Holders::to_bitmap).unwrap_or_default())
    }

    /// How many of these people have each key of some attributes, as far as the audience may know.
    pub fn count_keys(
        &self,
        attributes: &[Attribute],
        people: &RoaringBitmap,
    ) -> Vec<(Attribute, BTreeMap<String, u64>)> {
        let mut counted = Vec::with_capacity(attributes.len());
        let open = attributes.iter().filter(|attribute| matches!(self.seen(attribute.seen_as()), Seen::OfEveryone));
        self.count_keys_of(&open.copied().collect::<Vec<_>>(), people, &mut counted);
        for attribute in attributes {
            if let Seen::Of(seen) = self.seen(attribute.seen_as()) {
                self.count_keys_of(&[*attribute], &(people & seen), &mut counted);
            }
        }
        counted
    }

    fn count_keys_of(
        &self,
        attributes: &[Attribute],
        people: &RoaringBitmap,
        counted: &mut Vec<(Attribute, BTreeMap<String, u64>)>,
    ) {
        let people = Bits::new(people);
        for attribute in attributes {
            let keys = self.index.attributes.get(attribute).into_iter().flatten();
            let counts = keys.map(|(key, holders)| (key.to_string(), holders.count_among(&people)));
            counted.push((*attribute, counts.filter(|(_, count)| *count > 0).collect()));
        }
    }

    /// How many of these people have at least one key of each group, as far as the audience may know.
    pub fn count_groups(&self, attribute: Attribute, groups: &[Vec<String>], people: &RoaringBitmap) -> Vec<u64> {
        let people = match self.seen(attribute.seen_as()) {
            Seen::OfEveryone => Bits::new(people),
            Seen::Of(seen) => Bits::new(&(people & seen)),
            Seen::OfNoOne => return vec![0; groups.len()],
        };
        let keys = self.index.attributes.get(&attribute);
        let count = |group: &Vec<String>| {
            let mut holders = Bits::default();
            for own in group.iter().filter_map(|key| keys?.get(key.as_str())) {
                own.add_to(&mut holders);
            }
            holders.in_common(&people)
        };
        groups.iter().map(count).collect()
    }

    pub fn with_flag(&self, flag: Flag) -> RoaringBitmap {
        self.limited(flag.seen_as(), self.index.flag(flag))
    }

    /// People whose number lies between these, both included. Ages are not among them: they are compared by birth date.
    pub fn with_number(&self, measure: Measure, least: u8, most: u8) -> RoaringBitmap {
        let columns = &self.index.columns;
        let people = match measure {
            Measure::Age => RoaringBitmap::new(),
            Measure::Height => columns.numbers(Small::Height, least, most),
            Measure::Experience => columns.numbers(Small::Experience, least, most),
            Measure::Completeness => columns.numbers(Small::Completeness, least, most),
            // A part in common is enough.
            Measure::PlayingAge => {
                columns.numbers(Small::PlayingFrom, 0, most) & columns.numbers(Small::PlayingTo, least, u8::MAX)
            }
        };
        self.limited(measure.seen_as(), people)
    }

    /// People born on these days, both included: their age can be searched.
    pub fn born(&self, first: i32, last: i32) -> RoaringBitmap {
        self.limited(Measure::Age.seen_as(), self.index.columns.days(Day::Born, first, last))
    }

    /// People registered on these days, both included.
    pub fn registered(&self, first: i32, last: i32) -> RoaringBitmap {
        self.limited(VisibilityField::Dates, self.index.columns.days(Day::Registered, first, last))
    }

    /// People seen last on these days, both included; who was never seen was so before every day.
    pub fn last_seen(&self, first: i32, last: i32) -> RoaringBitmap {
        self.limited(VisibilityField::Dates, self.index.columns.days(Day::Seen, first, last))
    }

    /// People in one of these cities of the list, or in a city typed by hand with this key.
    pub fn around(&self, cities: &[i64], name: &str) -> RoaringBitmap {
        let ranks = self.index.city_ranks(cities);
        let listed = self.index.columns.in_cities(|city| ranks.of(city).is_some());
        let typed = self.in_city_called(name).into_iter().filter(|doc| self.index.columns.city(*doc) == 0);
        let typed: RoaringBitmap = typed.collect();
        self.limited(VisibilityField::Residence, listed) | typed
    }

    /// For each person the rank of their city among these; the last one for a city typed by hand.
    pub fn city_ranks(&self, cities: &[i64]) -> impl Fn(Doc) -> u64 + use<'a> {
        let (columns, ranks) = (&self.index.columns, self.index.city_ranks(cities));
        move |doc| ranks.of(columns.city(doc)).map_or(u64::from(u32::MAX), u64::from)
    }

    /// People in a city with this key, listed or typed by hand.
    pub fn in_city_called(&self, name: &str) -> RoaringBitmap {
        let from = (Box::from(name), Box::from(""));
        let cities = self.index.city_names.range(from..).take_while(|((city, _), _)| &**city == name);
        let people = cities.fold(RoaringBitmap::new(), |all, (_, people)| all | people);
        self.limited(VisibilityField::Residence, people)
    }

    /// How many cities these people live in.
    pub fn count_cities(&self, people: &RoaringBitmap) -> u64 {
        let cities = self.index.city_names.values().filter(|city| !city.is_disjoint(people));
        u64::try_from(cities.count()).unwrap_or(u64::MAX)
    }

    /// People whose text has a word that begins so, or nearly so.
    pub fn with_word(&self, field: TextField, beginning: &str, nearly: bool) -> RoaringBitmap {
        let Some(dictionary) = self.index.texts.get(&field) else { return RoaringBitmap::new() };
        if matches!(self.seen(field.seen_as()), Seen::OfNoOne) {
            return RoaringBitmap::new();
        }
        let people = if nearly {
            dictionary.beginning_nearly_with(beginning)
        } else if beginning.chars().count() > SHORT {
            dictionary.beginning_with(beginning)
        } else {
            self.index.short_beginning(field, dictionary, beginning)
        };
        self.limited(field.seen_as(), people)
    }

    /// People whose text has this word.
    pub fn with_whole_word(&self, field: TextField, word: &str) -> RoaringBitmap {
        let people = self.index.texts.get(&field).map(|dictionary| dictionary.with(word));
        self.limited(field.seen_as(), people.unwrap_or_default())
    }

    /// People with a key whose label has a word that begins so, or nearly so.
    pub fn with_label(&self, attributes: &[Attribute], beginning: &str, nearly: bool) -> RoaringBitmap {
        self.with_keys(attributes, self.index.labels.beginning_with(beginning, nearly))
    }

    /// People with a key whose label has this word.
    pub fn with_whole_label(&self, attributes: &[Attribute], word: &str) -> RoaringBitmap {
        self.with_keys(attributes, self.index.labels.with(word))
    }

    fn with_keys<'k>(
        &self,
        attributes: &[Attribute],
        keys: impl Iterator<Item = (Attribute, &'k str)>,
    ) -> RoaringBitmap {
        let mut people = RoaringBitmap::new();
        for (attribute, key) in keys.filter(|(attribute, _)| attributes.contains(attribute)) {
            people |= self.with_key(attribute, key);
        }
        people
    }

    /// People with a code that begins so.
    pub fn with_code(&self, beginning: &str) -> RoaringBitmap {
        self.limited(VisibilityField::Code, self.index.codes.beginning_with(beginning))
    }

    /// These people, by `people.id`: found by a value that only administrators search.
    pub fn people(&self, ids: &[i64]) -> RoaringBitmap {
        ids.iter().filter_map(|id| self.index.doc_of(*id)).collect()
    }

    /// Those of these people whose name is shown.
    pub fn named(&self, people: &RoaringBitmap) -> RoaringBitmap {
        self.limited(VisibilityField::FullName, people.clone())
    }

    /// What orders people whose name is hidden.
    pub fn code_number(&self, doc: Doc) -> u64 {
        self.index.code_number(doc)
    }

    /// The day of a person's birth. Only lists whose every viewer may see it are ordered by it.
    pub fn birth_number(&self, doc: Doc) -> u64 {
        self.index.columns.day(Day::Born, doc).and_then(|day| u64::try_from(day).ok()).unwrap_or(0)
    }

    /// How complete a person's main profile is, 0 to 100. As [`View::birth_number`].
    pub fn completeness(&self, doc: Doc) -> Option<u64> {
        self.index.columns.number(Small::Completeness, doc).map(u64::from)
    }

    /// Where the city of a person stands among all of them by name; `None` without one. As [`View::birth_number`].
    pub fn city_places(&self) -> impl Fn(Doc) -> Option<u64> + use<'a> {
        let mut places: Vec<Option<u32>> = vec![None; self.index.columns.len()];
        let named = self.index.city_names.iter().filter(|((city, _), _)| !city.is_empty());
        for (place, (_, people)) in (0_u32..).zip(named) {
            for doc in people {
                if let Some(own) = usize::try_from(doc).ok().and_then(|doc| places.get_mut(doc)) {
                    *own = Some(place);
                }
            }
        }
        move |doc| usize::try_from(doc).ok().and_then(|doc| places.get(doc)).copied().flatten().map(u64::from)
    }

    /// The list's profiles of people, or the people, by [`Doc`].
    pub fn ids(&self) -> &'a Ids {
        self.index.columns.ids(self.list.module())
    }

    /// How many numbers of people there are.
    pub fn size(&self) -> u64 {
        u64::try_from(self.ids().all().len()).unwrap_or(u64::MAX)
    }

    /// People in the order of their names, those whose name is hidden too; see [`View::named`].
    pub fn by_name(&self) -> &'a NameOrder {
        &self.index.names
    }

    /// The list's profile of a person, or the person.
    pub fn id(&self, doc: Doc) -> i64 {
        self.index.columns.id(self.list.module(), doc)
    }

    /// `people.id`.
    pub fn person_id(&self, doc: Doc) -> i64 {
        self.index.columns.id(None, doc)
    }

    /// The person with this number.
    pub fn doc_of(&self, person_id: i64) -> Option<Doc> {
        self.index.doc_of(person_id)
    }

    fn limited(&self, field: VisibilityField, people: RoaringBitmap) -> RoaringBitmap {
        match self.seen(field) {
            Seen::OfEveryone => people,
            Seen::Of(seen) => people & seen,
            Seen::OfNoOne => RoaringBitmap::new(),
        }
    }

    /// Of whom this audience sees a field. A masked value is found only whole, never by a filter.
    fn seen(&self, field: VisibilityField) -> Seen<'a> {
        let column = Audience::ALL.into_iter().position(|audience| audience == self.audience);
        let row = TABLE.iter().find(|row| row.field == field);
        let switches = &self.index.switches;
        match row.zip(column).and_then(|(row, column)| row.rules.get(column)) {
            Some(Rule::Yes) => Seen::OfEveryone,
            Some(Rule::IfShowNamePhoto) => Seen::Of(&switches.name_photo),
            Some(Rule::IfShowLinks) => Seen::Of(&switches.links),
            Some(Rule::IfShowOrigins) => Seen::Of(&switches.origins),
            Some(Rule::Masked | Rule::No) | None => Seen::OfNoOne,
        }
    }
}

/// The texts and labels in which words are searched.
pub fn searched(list: SearchList) -> (&'static [TextField], &'static [Attribute]) {
    match list.module() {
        Some(Module::Main) => (&[TextField::Names, TextField::CivilNames, TextField::Bio], &[Attribute::Talent]),
        Some(Module::Cinema) => (
            &[TextField::Names, TextField::CivilNames, TextField::Productions],
            &[Attribute::CinemaType, Attribute::CinemaSkill],
        ),
        None => (&TextField::ALL, &[Attribute::Talent, Attribute::CinemaType, Attribute::CinemaSkill]),
    }
}
