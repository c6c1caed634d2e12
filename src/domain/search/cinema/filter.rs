//! A casting search, read from an address and written into one.

use std::collections::BTreeMap;

use super::{CastingFilterName as Name, FilterKind};
use crate::domain::{
    keyed, reference,
    search::{
        listing::{
            Cursor, ListFilter, add_key, city_name, code_beginning, country_code, gender_key, take, text_value,
            whole_number, yes_or_no,
        },
        text::query_words,
    },
};

/// Of one list no more keys than so many are looked for at once.
const MOST_KEYS: usize = 20;

keyed! {
    /// The order of the list.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Sort {
        #[default]
        Newest = "newest",
        /// Last names first; people whose name is hidden come after the others, by code.
        Name = "name",
    }
}

/// The filters of a search. Empty means every profile the viewer may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
}

impl ListFilter for CastingFilter {
    type Name = Name;
    const NAMES: &'static [Name] = &Name::ALL;
    const CURSOR: Name = Name::Cursor;

    fn key(name: Name) -> &'static str {
        name.key()
    }

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

    fn values(&self, name: Name) -> Vec<String> {
        match name {
            Name::Words => text_value(&self.words),
            Name::Code => text_value(&self.code),
            Name::Country => self.country.clone().into_iter().collect(),
            Name::City => text_value(&self.city),
            Name::Gender => self.gender.clone().into_iter().collect(),
            Name::HasPhoto => text_value(if self.has_photo { "1" } else { "" }),
            Name::Sort => text_value(if self.sort == Sort::default() { "" } else { self.sort.key() }),
            Name::Cursor => self.cursor.map(Cursor::encode).into_iter().collect(),
            name => self.number(name).map_or_else(|| self.keys(name).to_vec(), |number| vec![number.to_string()]),
        }
    }

    fn is_in_use(&self, name: Name) -> bool {
        match name {
            Name::Words => !self.query_words().is_empty(),
            Name::Sort | Name::Cursor => false,
            name => !self.values(name).is_empty(),
        }
    }

    /// A radius counts only together with its city.
    fn drop_dependent(&mut self) -> Option<Name> {
        let alone = self.city.is_empty() && self.numbers.remove(&Name::RadiusKm).is_some();
        alone.then_some(Name::RadiusKm)
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
        assert_eq!(filter.without_value(Name::Type, "extra").to_query(), "type=model");
        let none = filter.without_value(Name::Type, "extra").without_value(Name::Type, "model");
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
