//! A casting search, read from an address and written into one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CastingFilterName as Name, FilterKind};
use crate::domain::{
    reference,
    search::{
        listing::{
            Cursor, add_key, city_name, code_beginning, country_code, gender_key, take, whole_number, yes_or_no,
        },
        text::query_words,
    },
};

/// Of one list no more keys than so many are looked for at once.
const MOST_KEYS: usize = 20;

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Newest,
    /// Last names first; people whose name is hidden come after the others, by code.
    Name,
}

impl Sort {
    /// As an address carries it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Name => "name",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        [Self::Newest, Self::Name].into_iter().find(|sort| sort.key() == key)
    }
}

/// The filters of a search. Empty means every profile the viewer may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastingFilter {
    /// As typed.
    pub words: String,
    /// Beginning of a code, in its canonical spelling.
    pub code: String,
    pub country: Option<String>,
    /// As typed.
    pub city: String,
    pub gender: Option<String>,
    pub has_photo: bool,
    keys: BTreeMap<Name, Vec<String>>,
    numbers: BTreeMap<Name, u16>,
    pub sort: Sort,
    pub cursor: Option<Cursor>,
}

impl CastingFilter {
    /// Reads the query of an address. What makes no sense is left out and named.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<Name>) {
        let mut filter = Self::default();
        let mut ignored = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            let Some(name) = Name::ALL.into_iter().find(|name| name.key() == key) else { continue };
            // A plain form sends its empty fields too.
            if !value.is_empty() && !filter.take(name, value) && !ignored.contains(&name) {
                ignored.push(name);
            }
        }
        if filter.city.is_empty() && filter.numbers.remove(&Name::RadiusKm).is_some() {
            ignored.push(Name::RadiusKm);
        }
        (filter, ignored)
    }

    /// Whether the value makes sense.
    fn take(&mut self, name: Name, value: &str) -> bool {
        match name.kind() {
            FilterKind::Keys(list) => {
                let known = reference::term(list.vocabulary(), value).is_some();
                return known && add_key(self.keys.entry(name).or_default(), value, MOST_KEYS);
            }
            FilterKind::Number { least, most } => {
                let number = whole_number(value, least, most);
                self.numbers.extend(number.map(|number| (name, number)));
                return number.is_some();
            }
            FilterKind::Other => {}
        }
        match name {
            Name::Words => {
                value.clone_into(&mut self.words);
                !query_words(value).is_empty()
            }
            Name::Code => take(&mut self.code, code_beginning(value)),
            Name::Country => {
                let known = country_code(value).filter(|code| reference::country(code).is_some());
                take(&mut self.country, known.map(Some))
            }
            Name::City => take(&mut self.city, city_name(value)),
            Name::Gender => take(&mut self.gender, gender_key(value).map(Some)),
            Name::HasPhoto => take(&mut self.has_photo, yes_or_no(value)),
            Name::Sort => take(&mut self.sort, Sort::from_key(value)),
            Name::Cursor => take(&mut self.cursor, Cursor::decode(value).map(Some)),
            _ => false,
        }
    }

    /// The words to look for, normalised.
    #[must_use]
    pub fn query_words(&self) -> Vec<String> {
        query_words(&self.words)
    }

    /// The keys a filter looks for.
    #[must_use]
    pub fn keys(&self, name: Name) -> &[String] {
        self.keys.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The number of a filter.
    #[must_use]
    pub fn number(&self, name: Name) -> Option<u16> {
        self.numbers.get(&name).copied()
    }

    /// The filters in use: order and cursor aside.
    #[must_use]
    pub fn in_use(&self) -> Vec<Name> {
        let used = |name: &Name| match name {
            Name::Words => !self.query_words().is_empty(),
            Name::Code => !self.code.is_empty(),
            Name::Country => self.country.is_some(),
            Name::City => !self.city.is_empty(),
            Name::Gender => self.gender.is_some(),
            Name::HasPhoto => self.has_photo,
            Name::Sort | Name::Cursor => false,
            name => !self.keys(*name).is_empty() || self.numbers.contains_key(name),
        };
        Name::ALL.into_iter().filter(used).collect()
    }

    /// The same search from its beginning without one filter. A radius goes with its city.
    #[must_use]
    pub fn without(&self, name: Name) -> Self {
        let mut rest = self.first_page();
        rest.keys.remove(&name);
        rest.numbers.remove(&name);
        match name {
            Name::Words => rest.words.clear(),
            Name::Code => rest.code.clear(),
            Name::Country => rest.country = None,
            Name::City => {
                rest.city.clear();
                rest.numbers.remove(&Name::RadiusKm);
            }
            Name::Gender => rest.gender = None,
            Name::HasPhoto => rest.has_photo = false,
            Name::Sort => rest.sort = Sort::default(),
            _ => {}
        }
        rest
    }

    /// The same search from its beginning without one key of a filter.
    #[must_use]
    pub fn without_key(&self, name: Name, key: &str) -> Self {
        let mut rest = self.first_page();
        if let Some(keys) = rest.keys.get_mut(&name) {
            keys.retain(|own| own != key);
        }
        rest.keys.retain(|_, keys| !keys.is_empty());
        rest
    }

    /// The same search from its beginning.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }

    /// The same search on another page.
    #[must_use]
    pub fn at(&self, cursor: Cursor) -> Self {
        Self { cursor: Some(cursor), ..self.clone() }
    }

    /// The query of an address, without its question mark; empty for the first page without filters.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for name in Name::ALL {
            let value = match name {
                Name::Words => self.words.clone(),
                Name::Code => self.code.clone(),
                Name::Country => self.country.clone().unwrap_or_default(),
                Name::City => self.city.clone(),
                Name::Gender => self.gender.clone().unwrap_or_default(),
                Name::HasPhoto if self.has_photo => "1".to_owned(),
                Name::Sort if self.sort != Sort::default() => self.sort.key().to_owned(),
                Name::Cursor => self.cursor.map(Cursor::encode).unwrap_or_default(),
                name => self.number(name).map(|number| number.to_string()).unwrap_or_default(),
            };
            for value in self.keys(name).iter().chain([&value]).filter(|value| !value.is_empty()) {
                query.append_pair(name.key(), value);
            }
        }
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EVERYTHING: &str = "q=a&type=extra&type=model&gender=F&age_min=18&age_max=30&playing_age_min=16\
        &playing_age_max=25&country=MA&city=Fes&radius_km=50&language=fr&language=ary&skill=parkour&skill=dj\
        &eye_color=green&hair_color=black&hair_type=curly&build=slender&height_min=150&height_max=190&ethnicity=amazigh\
        &skin_tone=olive&experience_min=3&has_photo=1&code=MACAS&sort=name&page=n1";

    #[test]
    fn every_filter_is_written_as_it_is_read() {
        let (filter, ignored) = CastingFilter::from_query(EVERYTHING);
        assert_eq!(ignored, []);
        assert_eq!(filter.to_query(), EVERYTHING);
        assert_eq!(filter.in_use().len(), Name::ALL.len() - 2);
        let nothing = filter.in_use().into_iter().fold(filter, |rest, name| rest.without(name));
        assert_eq!(nothing.without(Name::Sort), CastingFilter::default());
    }

    #[test]
    fn nonsense_is_left_out_and_named() {
        let bad = "q=%2C&type=dj&gender=X&age_min=-1&age_max=111&playing_age_min=a&playing_age_max=999&country=ZZ\
            &city=%3B&radius_km=501&language=klingon&skill=%27&eye_color=EYES&hair_color=1&hair_type=x&build=x\
            &height_min=49&height_max=251&ethnicity=x&skin_tone=x&experience_min=81&has_photo=maybe&code=%3B&sort=age\
            &page=zz&utm=1";
        let (filter, ignored) = CastingFilter::from_query(bad);
        assert_eq!(filter.to_query(), "q=%2C");
        assert_eq!(filter.in_use(), []);
        assert_eq!(ignored, Name::ALL);
    }

    #[test]
    fn a_radius_is_nothing_without_its_city() {
        let (filter, ignored) = CastingFilter::from_query("radius_km=20&country=ma");
        assert_eq!((filter.to_query().as_str(), ignored), ("country=MA", vec![Name::RadiusKm]));
        let (filter, _) = CastingFilter::from_query("city=Fes&radius_km=20");
        assert_eq!(filter.without(Name::City), CastingFilter::default());
    }

    #[test]
    fn keys_are_taken_off_one_by_one() {
        let (filter, _) = CastingFilter::from_query("type=extra&type=model&type=extra&page=n1");
        assert_eq!(filter.without_key(Name::Type, "extra").to_query(), "type=model");
        let none = filter.without_key(Name::Type, "extra").without_key(Name::Type, "model");
        assert_eq!(none, CastingFilter::default());
    }

    proptest! {
        #[test]
        fn any_address_can_be_read_and_written_again(query in any::<String>()) {
            let (filter, _) = CastingFilter::from_query(&query);
            let (again, ignored) = CastingFilter::from_query(&filter.to_query());
            if filter.in_use().contains(&Name::Words) || filter.words.is_empty() {
                prop_assert!(ignored.is_empty());
                prop_assert_eq!(again, filter);
            }
        }
    }
}
