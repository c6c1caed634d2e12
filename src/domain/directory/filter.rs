//! Filters and cursors of the directory, read from an address and written into one.

use serde::{Deserialize, Serialize};

use crate::domain::search_text::{normalise, query_words};

/// A parameter of the directory's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FilterName {
    Words,
    Code,
    Country,
    City,
    Talent,
    Gender,
    Cursor,
}

impl FilterName {
    const ALL: [Self; 7] =
        [Self::Words, Self::Code, Self::Country, Self::City, Self::Talent, Self::Gender, Self::Cursor];

    /// The parameter's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words => "q",
            Self::Code => "code",
            Self::Country => "country",
            Self::City => "city",
            Self::Talent => "talent",
            Self::Gender => "gender",
            Self::Cursor => "page",
        }
    }
}

/// Where a page begins: after or before a profile of the list, newest first. Opaque to whoever carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cursor {
    After(i64),
    Before(i64),
}

impl Cursor {
    /// As an address carries it.
    #[must_use]
    pub fn encode(self) -> String {
        match self {
            Self::After(id) => format!("n{id:x}"),
            Self::Before(id) => format!("p{id:x}"),
        }
    }

    /// Reads what [`Cursor::encode`] wrote.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let number = |rest: &str| i64::from_str_radix(rest, 16).ok().filter(|id| *id >= 0);
        match (text.strip_prefix('n'), text.strip_prefix('p')) {
            (Some(rest), _) => number(rest).map(Self::After),
            (_, Some(rest)) => number(rest).map(Self::Before),
            _ => None,
        }
    }
}

/// What somebody looks for. Empty means everybody the viewer may see.
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
            FilterName::Code => {
                let code: String = value.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
                let valid = !code.is_empty() && code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric());
                if valid {
                    self.code = code.to_ascii_uppercase();
                }
                valid
            }
            FilterName::Country => {
                let valid = value.len() == 2 && value.chars().all(|c| c.is_ascii_alphabetic());
                if valid {
                    self.country = Some(value.to_ascii_uppercase());
                }
                valid
            }
            FilterName::City => {
                let valid = value.len() <= 200 && !normalise(value).is_empty();
                if valid {
                    value.clone_into(&mut self.city);
                }
                valid
            }
            FilterName::Talent => {
                let valid = value.len() <= 64
                    && self.talents.len() < 10
                    && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                if valid && !self.talents.iter().any(|talent| talent == value) {
                    self.talents.push(value.to_owned());
                }
                valid
            }
            FilterName::Gender => {
                let gender = value.to_ascii_uppercase();
                let valid = matches!(gender.as_str(), "M" | "F" | "N");
                if valid {
                    self.gender = Some(gender);
                }
                valid
            }
            FilterName::Cursor => {
                self.cursor = Cursor::decode(value);
                self.cursor.is_some()
            }
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

    /// The same search on another page.
    #[must_use]
    pub fn at(&self, cursor: Cursor) -> Self {
        Self { cursor: Some(cursor), ..self.clone() }
    }

    /// The query of an address, without its question mark; empty for everybody's first page.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut append = |name: FilterName, value: &str| {
            if !value.is_empty() {
                query.append_pair(name.key(), value);
            }
        };
        append(FilterName::Words, &self.words);
        append(FilterName::Code, &self.code);
        append(FilterName::Country, self.country.as_deref().unwrap_or_default());
        append(FilterName::City, &self.city);
        for talent in &self.talents {
            append(FilterName::Talent, talent);
        }
        append(FilterName::Gender, self.gender.as_deref().unwrap_or_default());
        append(FilterName::Cursor, &self.cursor.map(Cursor::encode).unwrap_or_default());
        query.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nonsense_is_left_out_and_named() {
        let (filter, ignored) = DirectoryFilter::from_query(
            "q=&code=%3B%3B&country=Maroc&city=Fes&talent=DROP+TABLE&gender=X&page=zz&utm=1",
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
            [FilterName::Code, FilterName::Talent, FilterName::Gender]
        );
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

        #[test]
        fn cursors_come_back(id in 0..i64::MAX) {
            for cursor in [Cursor::After(id), Cursor::Before(id)] {
                prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
            }
        }
    }
}
