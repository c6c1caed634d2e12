//! Filters and cursors of the directory, read from an address and written into one.

use crate::domain::{
    keyed,
    search::{
        listing::{
            Cursor, ListFilter, add_key, city_name, code_beginning, country_code, gender_key, is_key, take, text_value,
            whole_number, yes_or_no,
        },
        text::query_words,
    },
};

keyed! {
    /// A parameter of the directory's address, in the order of the form.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum FilterName {
        Words = "q",
        Country = "country",
        City = "city",
        Talent = "talent",
        Availability = "availability",
        WorkMode = "work_mode",
        Language = "language",
        ExperienceMin = "experience_min",
        HasPhoto = "has_photo",
        Gender = "gender",
        Code = "code",
        Cursor = "page",
    }
}

/// Of talents and of languages no more than so many are looked for at once.
const MOST_KEYS: usize = 10;
/// The most years of experience that a filter takes.
pub const MOST_YEARS: u8 = 80;

/// The filters of a search. Empty means every profile the viewer may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DirectoryFilter {
    /// As typed.
    pub words: String,
    /// Beginning of a code, in its canonical spelling.
    pub code: String,
    pub country: Option<String>,
    /// As typed; only together with a country.
    pub city: String,
    pub talents: Vec<String>,
    pub gender: Option<String>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    pub languages: Vec<String>,
    /// Years.
    pub experience_min: Option<u8>,
    pub has_photo: bool,
    pub cursor: Option<Cursor>,
}

impl DirectoryFilter {
    /// The words to look for, normalised.
    #[must_use]
    pub fn query_words(&self) -> Vec<String> {
        query_words(&self.words)
    }
}

impl ListFilter for DirectoryFilter {
    type Name = FilterName;
    const NAMES: &'static [FilterName] = &FilterName::ALL;
    const CURSOR: FilterName = FilterName::Cursor;

    fn key(name: FilterName) -> &'static str {
        name.key()
    }

    fn take(&mut self, name: FilterName, value: &str) -> bool {
        match name {
            FilterName::Words => {
                value.clone_into(&mut self.words);
                !query_words(value).is_empty()
            }
            FilterName::Code => take(&mut self.code, code_beginning(value)),
            FilterName::Country => take(&mut self.country, country_code(value).map(Some)),
            FilterName::City => take(&mut self.city, city_name(value)),
            FilterName::Talent => add_key(&mut self.talents, value, MOST_KEYS),
            FilterName::Language => add_key(&mut self.languages, value, MOST_KEYS),
            FilterName::Availability => take(&mut self.availability, key(value)),
            FilterName::WorkMode => take(&mut self.work_mode, key(value)),
            FilterName::ExperienceMin => {
                let years = whole_number(value, 0, u16::from(MOST_YEARS)).and_then(|years| u8::try_from(years).ok());
                take(&mut self.experience_min, years.map(Some))
            }
            FilterName::HasPhoto => take(&mut self.has_photo, yes_or_no(value)),
            FilterName::Gender => take(&mut self.gender, gender_key(value).map(Some)),
            FilterName::Cursor => take(&mut self.cursor, Cursor::decode(value).map(Some)),
        }
    }

    fn values(&self, name: FilterName) -> Vec<String> {
        match name {
            FilterName::Words => text_value(&self.words),
            FilterName::Code => text_value(&self.code),
            FilterName::Country => self.country.clone().into_iter().collect(),
            FilterName::City => text_value(&self.city),
            FilterName::Talent => self.talents.clone(),
            FilterName::Language => self.languages.clone(),
            FilterName::Availability => self.availability.clone().into_iter().collect(),
            FilterName::WorkMode => self.work_mode.clone().into_iter().collect(),
            FilterName::ExperienceMin => self.experience_min.map(|years| years.to_string()).into_iter().collect(),
            FilterName::HasPhoto => text_value(if self.has_photo { "1" } else { "" }),
            FilterName::Gender => self.gender.clone().into_iter().collect(),
            FilterName::Cursor => self.cursor.map(Cursor::encode).into_iter().collect(),
        }
    }

    fn is_in_use(&self, name: FilterName) -> bool {
        match name {
            FilterName::Words => !self.query_words().is_empty(),
            FilterName::Cursor => false,
            name => !self.values(name).is_empty(),
        }
    }

    /// A city counts only together with its country.
    fn drop_dependent(&mut self) -> Option<FilterName> {
        let alone = self.country.is_none() && !self.city.is_empty();
        alone.then(|| {
            self.city.clear();
            FilterName::City
        })
    }
}

/// What could stand in a closed list.
fn key(value: &str) -> Option<Option<String>> {
    is_key(value).then(|| Some(value.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nonsense_is_left_out_and_named() {
        let (filter, ignored) = DirectoryFilter::from_query(
            "q=&code=%3B%3B&country=Maroc&city=Fes&talent=DROP+TABLE&gender=X&page=zz&utm=1\
             &availability=%27&work_mode=A&language=FR&experience_min=-1&has_photo=maybe",
        );
        assert_eq!(filter, DirectoryFilter::default());
        assert_eq!(
            ignored,
            [
                FilterName::Code,
                FilterName::Country,
                FilterName::Talent,
                FilterName::Gender,
                FilterName::Cursor,
                FilterName::Availability,
                FilterName::WorkMode,
                FilterName::Language,
                FilterName::ExperienceMin,
                FilterName::HasPhoto,
                FilterName::City
            ]
        );
    }

    #[test]
    fn spellings_meet() {
        let (filter, ignored) = DirectoryFilter::from_query(
            "code=ma-cas+0001&country=ma&city=F%C3%A8s&talent=dj&talent=dj&talent=actor&gender=f",
        );
        assert!(ignored.is_empty());
        assert_eq!(filter.code, "MACAS0001");
        assert_eq!(filter.country.as_deref(), Some("MA"));
        assert_eq!(filter.talents, ["dj", "actor"]);
        assert_eq!(
            filter.without(FilterName::Country).in_use(),
            [FilterName::Talent, FilterName::Gender, FilterName::Code]
        );
    }

    #[test]
    fn every_filter_is_written_as_it_is_read() {
        let query = "q=a&country=MA&city=Fes&talent=dj&talent=actor&availability=weekends&work_mode=remote\
                     &language=fr&language=ary&experience_min=3&has_photo=1&gender=F&code=MA&page=n1";
        let (filter, ignored) = DirectoryFilter::from_query(query);
        assert!(ignored.is_empty());
        assert_eq!(filter.to_query(), query);
        assert_eq!(filter.in_use().len(), FilterName::ALL.len() - 1);
        let nothing = filter.in_use().into_iter().fold(filter, |rest, name| rest.without(name));
        assert_eq!(nothing, DirectoryFilter::default());
    }

    #[test]
    fn no_more_keys_than_are_looked_for() {
        let many: Vec<_> = (0..=MOST_KEYS).map(|number| format!("language=l{number}")).collect();
        let (filter, ignored) = DirectoryFilter::from_query(&many.join("&"));
        assert_eq!(filter.languages.len(), MOST_KEYS);
        assert_eq!(ignored, [FilterName::Language]);
    }

    proptest! {
        #[test]
        fn any_address_can_be_read_and_written_again(query in any::<String>()) {
            let (filter, _) = DirectoryFilter::from_query(&query);
            let (again, ignored) = DirectoryFilter::from_query(&filter.to_query());
            if filter.in_use().contains(&FilterName::Words) || filter.words.is_empty() {
                prop_assert!(ignored.is_empty());
                prop_assert_eq!(again, filter);
            }
        }
    }
}
