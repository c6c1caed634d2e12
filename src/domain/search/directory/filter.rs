//! Filters and cursors of the directory, read from an address and written into one.

use serde::{Deserialize, Serialize};

use crate::domain::search::{
    listing::{
        Cursor, add_key, city_name, code_beginning, country_code, gender_key, is_key, take, whole_number, yes_or_no,
    },
    text::query_words,
};

/// A parameter of the directory's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FilterName {
    Words,
    Country,
    City,
    Talent,
    Availability,
    WorkMode,
    Language,
    ExperienceMin,
    HasPhoto,
    Gender,
    Code,
    Cursor,
}

impl FilterName {
    /// Every parameter, in the order of the form.
    pub const ALL: [Self; 12] = [
        Self::Words,
        Self::Country,
        Self::City,
        Self::Talent,
        Self::Availability,
        Self::WorkMode,
        Self::Language,
        Self::ExperienceMin,
        Self::HasPhoto,
        Self::Gender,
        Self::Code,
        Self::Cursor,
    ];

    /// The parameter's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words => "q",
            Self::Country => "country",
            Self::City => "city",
            Self::Talent => "talent",
            Self::Availability => "availability",
            Self::WorkMode => "work_mode",
            Self::Language => "language",
            Self::ExperienceMin => "experience_min",
            Self::HasPhoto => "has_photo",
            Self::Gender => "gender",
            Self::Code => "code",
            Self::Cursor => "page",
        }
    }
}

/// Of talents and of languages no more than so many are looked for at once.
const MOST_KEYS: usize = 10;
/// The most years of experience that a filter takes.
pub const MOST_YEARS: u8 = 80;

/// The filters of a search. Empty means every profile the viewer may see.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Reads the query of an address. What makes no sense is left out and named.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<FilterName>) {
        let mut filter = Self::default();
        let mut ignored = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            let Some(name) = FilterName::ALL.into_iter().find(|name| name.key() == key) else { continue };
            // A plain form sends its empty fields too.
            if !value.is_empty() && !filter.take(name, value) && !ignored.contains(&name) {
                ignored.push(name);
            }
        }
        if filter.country.is_none() && !filter.city.is_empty() {
            filter.city.clear();
            ignored.push(FilterName::City);
        }
        (filter, ignored)
    }

    /// Whether the value makes sense.
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

    /// The words to look for, normalised.
    #[must_use]
    pub fn query_words(&self) -> Vec<String> {
        query_words(&self.words)
    }

    /// The filters in use, cursor aside.
    #[must_use]
    pub fn in_use(&self) -> Vec<FilterName> {
        let used = |name: &FilterName| match name {
            FilterName::Words => !self.query_words().is_empty(),
            FilterName::Code => !self.code.is_empty(),
            FilterName::Country => self.country.is_some(),
            FilterName::City => !self.city.is_empty(),
            FilterName::Talent => !self.talents.is_empty(),
            FilterName::Gender => self.gender.is_some(),
            FilterName::Availability => self.availability.is_some(),
            FilterName::WorkMode => self.work_mode.is_some(),
            FilterName::Language => !self.languages.is_empty(),
            FilterName::ExperienceMin => self.experience_min.is_some(),
            FilterName::HasPhoto => self.has_photo,
            FilterName::Cursor => false,
        };
        FilterName::ALL.into_iter().filter(used).collect()
    }

    /// The same search from its beginning without one filter. A city goes with its country.
    #[must_use]
    pub fn without(&self, name: FilterName) -> Self {
        let mut rest = Self { cursor: None, ..self.clone() };
        match name {
            FilterName::Words => rest.words.clear(),
            FilterName::Code => rest.code.clear(),
            FilterName::Country => {
                rest.country = None;
                rest.city.clear();
            }
            FilterName::City => rest.city.clear(),
            FilterName::Talent => rest.talents.clear(),
            FilterName::Gender => rest.gender = None,
            FilterName::Availability => rest.availability = None,
            FilterName::WorkMode => rest.work_mode = None,
            FilterName::Language => rest.languages.clear(),
            FilterName::ExperienceMin => rest.experience_min = None,
            FilterName::HasPhoto => rest.has_photo = false,
            FilterName::Cursor => {}
        }
        rest
    }

    /// The same search from its beginning without one of its talents.
    #[must_use]
    pub fn without_talent(&self, key: &str) -> Self {
        let mut rest = Self { cursor: None, ..self.clone() };
        rest.talents.retain(|talent| talent != key);
        rest
    }

    /// The same search from its beginning without one of its languages.
    #[must_use]
    pub fn without_language(&self, key: &str) -> Self {
        let mut rest = Self { cursor: None, ..self.clone() };
        rest.languages.retain(|language| language != key);
        rest
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
        let mut append = |name: FilterName, value: &str| {
            if !value.is_empty() {
                query.append_pair(name.key(), value);
            }
        };
        append(FilterName::Words, &self.words);
        append(FilterName::Country, self.country.as_deref().unwrap_or_default());
        append(FilterName::City, &self.city);
        for talent in &self.talents {
            append(FilterName::Talent, talent);
        }
        append(FilterName::Availability, self.availability.as_deref().unwrap_or_default());
        append(FilterName::WorkMode, self.work_mode.as_deref().unwrap_or_default());
        for language in &self.languages {
            append(FilterName::Language, language);
        }
        append(FilterName::ExperienceMin, &self.experience_min.map(|years| years.to_string()).unwrap_or_default());
        append(FilterName::HasPhoto, if self.has_photo { "1" } else { "" });
        append(FilterName::Gender, self.gender.as_deref().unwrap_or_default());
        append(FilterName::Code, &self.code);
        append(FilterName::Cursor, &self.cursor.map(Cursor::encode).unwrap_or_default());
        query.finish()
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
