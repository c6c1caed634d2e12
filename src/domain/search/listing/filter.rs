//! The filters of a list, read from an address and written into one.

use super::Cursor;

/// The filters of a list of people, each a parameter of its address. Empty means every profile the viewer may see.
pub trait ListFilter: Clone + Default {
    /// The name of a parameter.
    type Name: Copy + PartialEq + 'static;
    /// Every parameter, in the order of the form.
    const NAMES: &'static [Self::Name];
    /// The parameter that says where a page begins.
    const CURSOR: Self::Name;

    /// A parameter as the address names it.
    fn key(name: Self::Name) -> &'static str;

    /// Takes a value of the address, unless it makes no sense; answers whether it does.
    fn take(&mut self, name: Self::Name, value: &str) -> bool;

    /// The values of a parameter, as [`take`](Self::take) reads them.
    fn values(&self, name: Self::Name) -> Vec<String>;

    /// Whether a parameter decides which people are found.
    fn is_in_use(&self, name: Self::Name) -> bool;

    /// Drops a filter that counts only together with another one which is not there, and names it.
    fn drop_dependent(&mut self) -> Option<Self::Name>;

    /// Reads the query of an address. What makes no sense is left out and named.
    #[must_use]
    fn from_query(query: &str) -> (Self, Vec<Self::Name>) {
        let mut filter = Self::default();
        let mut ignored = Vec::new();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            let Some(&name) = Self::NAMES.iter().find(|name| Self::key(**name) == key) else { continue };
            // A plain form sends its empty fields too.
            if !value.is_empty() && !filter.take(name, value) && !ignored.contains(&name) {
                ignored.push(name);
            }
        }
        ignored.extend(filter.drop_dependent());
        (filter, ignored)
    }

    /// The query of an address, without its question mark; empty for the first page without filters.
    #[must_use]
    fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for &name in Self::NAMES {
            query.extend_pairs(self.values(name).iter().map(|value| (Self::key(name), value)));
        }
        query.finish()
    }

    /// The filters in use.
    #[must_use]
    fn in_use(&self) -> Vec<Self::Name> {
        Self::NAMES.iter().copied().filter(|name| self.is_in_use(*name)).collect()
    }

    /// The same search from its beginning.
    #[must_use]
    fn first_page(&self) -> Self {
        self.keeping(|_, _| true)
    }

    /// The same search from its beginning without one filter. What depends on it goes too.
    #[must_use]
    fn without(&self, name: Self::Name) -> Self {
        self.keeping(|other, _| other != name)
    }

    /// The same search from its beginning without one value of a filter.
    #[must_use]
    fn without_value(&self, name: Self::Name, value: &str) -> Self {
        self.keeping(|other, kept| other != name || kept != value)
    }

    /// The same search on another page.
    #[must_use]
    fn at(&self, cursor: Cursor) -> Self {
        let mut other = self.clone();
        other.take(Self::CURSOR, &cursor.encode());
        other
    }

    /// The same search from its beginning with some of its values.
    #[must_use]
    fn keeping(&self, kept: impl Fn(Self::Name, &str) -> bool) -> Self {
        let mut rest = Self::default();
        for &name in Self::NAMES.iter().filter(|name| **name != Self::CURSOR) {
            for value in self.values(name).iter().filter(|value| kept(name, value)) {
                rest.take(name, value);
            }
        }
        rest.drop_dependent();
        rest
    }
}

/// The one value of a filter, or none where it is empty.
#[must_use]
pub fn text_value(text: &str) -> Vec<String> {
    Some(text).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect()
}
