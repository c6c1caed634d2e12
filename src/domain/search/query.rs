//! A search, read from an address and written into one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    cursor::Cursor,
    filter::{FilterId, FilterKind},
    list::{Order, SearchList},
    values::canonical,
    words::{QueryWord, query_words},
};
use crate::domain::unique_code::{UniqueCode, beginning_of_code};

/// The most values of one filter that are searched for at once.
const MOST_VALUES: usize = 20;

/// The filters of a search of a list, with its order and its page. Without any it is everyone the viewer may find.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SearchQuery {
    list: SearchList,
    /// In the spelling of [`canonical`]; never an empty list.
    values: BTreeMap<FilterId, Vec<String>>,
}

impl SearchQuery {
    /// Everyone on a list.
    #[must_use]
    pub const fn everyone(list: SearchList) -> Self {
        Self { list, values: BTreeMap::new() }
    }

    /// Reads the query of an address. What makes no sense is left out and named.
    #[must_use]
    pub fn from_address(list: SearchList, address: &str) -> (Self, Vec<FilterId>) {
        let mut query = Self::everyone(list);
        let mut ignored = Vec::new();
        for (key, value) in form_urlencoded::parse(address.as_bytes()) {
            let Some(filter) = list.filter(&key) else { continue };
            // A plain form sends its empty fields too.
            if !value.trim().is_empty() && !query.add(filter.id, value.trim()) && !ignored.contains(&filter.id) {
                ignored.push(filter.id);
            }
        }
        ignored.extend(query.drop_dependent());
        (query, ignored)
    }

    /// The query of an address, without its question mark; empty for the first page of everyone.
    #[must_use]
    pub fn to_address(&self) -> String {
        let mut address = form_urlencoded::Serializer::new(String::new());
        for (id, values) in &self.values {
            address.extend_pairs(values.iter().map(|value| (id.key(), value)));
        }
        address.finish()
    }

    /// The list that is searched.
    #[must_use]
    pub const fn list(&self) -> SearchList {
        self.list
    }

    /// The values of a filter.
    #[must_use]
    pub fn values(&self, id: FilterId) -> &[String] {
        self.values.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The one value of a filter; empty where there is none.
    #[must_use]
    pub fn value(&self, id: FilterId) -> &str {
        self.values(id).first().map_or("", String::as_str)
    }

    /// The number of a filter.
    #[must_use]
    pub fn number(&self, id: FilterId) -> Option<u16> {
        self.value(id).parse().ok()
    }

    /// The day of a filter.
    #[must_use]
    pub fn day(&self, id: FilterId) -> Option<NaiveDate> {
        self.value(id).parse().ok()
    }

    /// The words to look for. A unique code is one word, however it is written.
    #[must_use]
    pub fn words(&self) -> Vec<QueryWord> {
        let typed = self.value(FilterId::Words);
        match typed.parse::<UniqueCode>() {
            Ok(code) => vec![QueryWord::plain(code.as_str().to_ascii_lowercase())],
            Err(_) => query_words(typed),
        }
    }

    /// The value of the filter for codes when it begins no code: it finds no person, and the page says so.
    #[must_use]
    pub fn unreadable_code(&self) -> Option<&str> {
        let typed = self.value(FilterId::Code);
        (!typed.is_empty() && beginning_of_code(typed).is_none()).then_some(typed)
    }

    /// The order of the list: the chosen one, or what a list without a choice has.
    #[must_use]
    pub fn order(&self) -> Order {
        Order::from_key(self.value(FilterId::Sort)).unwrap_or_else(|| self.usual_order())
    }

    /// The order without a choice: the best match for words, else faces first where parts are cast, elsewhere the newest.
    #[must_use]
    pub fn usual_order(&self) -> Order {
        match self.list {
            _ if self.values.contains_key(&FilterId::Words) => Order::Best,
            SearchList::Casting => Order::Photo,
            SearchList::Directory | SearchList::Desk => Order::Newest,
        }
    }

    /// The orders that make sense for these filters, the usual one first.
    #[must_use]
    pub fn orders(&self) -> Vec<Order> {
        let usual = self.usual_order();
        let others = Order::ALL.into_iter().filter(|order| *order != usual && self.has_order(*order));
        std::iter::once(usual).chain(others).collect()
    }

    fn has_order(&self, order: Order) -> bool {
        match order {
            Order::Best => self.values.contains_key(&FilterId::Words),
            Order::Nearest => self.values.contains_key(&FilterId::RadiusKm),
            Order::Newest | Order::Name | Order::Photo => true,
            Order::Oldest
            | Order::NameDown
            | Order::Code
            | Order::CodeDown
            | Order::Youngest
            | Order::Eldest
            | Order::Fullest
            | Order::Emptiest
            | Order::City
            | Order::CityDown => self.list == SearchList::Desk,
        }
    }

    /// Where the page begins.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::decode(self.value(FilterId::Page))
    }

    /// The filters in use, in the order of the form.
    #[must_use]
    pub fn in_use(&self) -> Vec<FilterId> {
        self.values.keys().copied().filter(|id| id.selects()).collect()
    }

    /// The same search from its beginning.
    #[must_use]
    pub fn first_page(&self) -> Self {
        self.keeping(|_, _| true)
    }

    /// The same search from its beginning without one filter. What depends on it goes too.
    #[must_use]
    pub fn without(&self, id: FilterId) -> Self {
        self.keeping(|other, _| other != id)
    }

    /// The same search from its beginning without one value of a filter.
    #[must_use]
    pub fn without_value(&self, id: FilterId, value: &str) -> Self {
        self.keeping(|other, kept| other != id || kept != value)
    }

    /// The same search from its beginning with a value more.
    #[must_use]
    pub fn with(&self, id: FilterId, value: &str) -> Self {
        let mut query = self.first_page();
        query.add(id, value);
        query
    }

    /// The same search on another page.
    #[must_use]
    pub fn at(&self, cursor: Cursor) -> Self {
        let mut query = self.clone();
        query.values.insert(FilterId::Page, vec![cursor.encode()]);
        query
    }

    /// Leaves out the values of a filter that a condition does not hold for; answers whether there were any.
    pub fn retain(&mut self, id: FilterId, condition: impl Fn(&str) -> bool) -> bool {
        let before = self.values(id).len();
        let rest: Vec<_> = self.values(id).iter().filter(|value| condition(value)).cloned().collect();
        let dropped = rest.len() < before;
        if dropped {
            self.set(id, rest);
            self.drop_dependent();
        }
        dropped
    }

    /// The search from its beginning with those of its values a condition holds for.
    fn keeping(&self, condition: impl Fn(FilterId, &str) -> bool) -> Self {
        let mut rest = Self::everyone(self.list);
        for (&id, values) in self.values.iter().filter(|(id, _)| **id != FilterId::Page) {
            rest.set(id, values.iter().filter(|value| condition(id, value)).cloned().collect());
        }
        rest.drop_dependent();
        rest
    }

    fn set(&mut self, id: FilterId, values: Vec<String>) {
        if values.is_empty() {
            self.values.remove(&id);
        } else {
            self.values.insert(id, values);
        }
    }

    /// Takes a value of an address; answers whether it makes sense and there was room for it.
    fn add(&mut self, id: FilterId, typed: &str) -> bool {
        let Some(value) = canonical(id, typed) else { return false };
        if matches!(id.kind(), FilterKind::AnyOf(_) | FilterKind::AllOf(_)) {
            let values = self.values(id);
            if values.contains(&value) {
                return true;
            }
            if values.len() == MOST_VALUES {
                return false;
            }
            self.values.entry(id).or_default().push(value);
        } else {
            // An unticked box is no filter, nor is a code of invisible marks.
            self.set(id, Some(value).filter(|value| !value.is_empty()).into_iter().collect());
        }
        true
    }

    /// Drops what counts only together with a filter that is not there, and names it.
    fn drop_dependent(&mut self) -> Vec<FilterId> {
        let mut dropped = Vec::new();
        for id in FilterId::ALL {
            let alone = self.list.required_by(id).is_some_and(|required| !self.values.contains_key(&required));
            if alone && self.values.remove(&id).is_some() {
                dropped.push(id);
            }
        }
        let order = Order::from_key(self.value(FilterId::Sort));
        if order.is_some_and(|order| !self.has_order(order)) {
            self.values.remove(&FilterId::Sort);
            dropped.push(FilterId::Sort);
        } else if order == Some(self.usual_order()) {
            // The address need not say what is so anyway.
            self.values.remove(&FilterId::Sort);
        }
        dropped
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
