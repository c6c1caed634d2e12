//! Where lists and searches of them are.

use crate::{
    domain::search::{list::SearchList, query::SearchQuery},
    routes,
};

/// Where everyone on a list is.
pub const fn list_address(list: SearchList) -> &'static str {
    match list {
        SearchList::Directory => routes::TALENTS,
        SearchList::Casting => routes::CASTING,
        SearchList::Desk => routes::DESK_PEOPLE,
    }
}

/// The id of the form that compares people of a list.
pub const COMPARE_FORM: &str = "compare";

/// Where people of a list are compared.
pub const fn comparison_address(list: SearchList) -> &'static str {
    match list {
        SearchList::Directory | SearchList::Desk => routes::COMPARE_TALENTS,
        SearchList::Casting => routes::COMPARE_CASTING,
    }
}

/// Where a search is.
pub fn search_address(query: &SearchQuery) -> String {
    let (list, address) = (list_address(query.list()), query.to_address());
    if address.is_empty() { list.to_owned() } else { format!("{list}?{address}") }
}

/// Bytes that the links of one list may take together: each of them repeats the search.
const MOST_LINK_BYTES: usize = 32 * 1024;

/// What is left for the links of a list.
pub struct LinkRoom(usize);

impl Default for LinkRoom {
    fn default() -> Self {
        Self(MOST_LINK_BYTES)
    }
}

impl LinkRoom {
    /// Where a search is; `None` when the links before it took all the room.
    pub fn link(&mut self, query: &SearchQuery) -> Option<String> {
        if self.0 == 0 {
            return None;
        }
        let address = search_address(query);
        self.0 = self.0.saturating_sub(address.len());
        Some(address)
    }
}

/// Where people come to be on a list.
pub const fn registration_address(list: SearchList) -> &'static str {
    match list {
        SearchList::Directory | SearchList::Desk => routes::REGISTER,
        SearchList::Casting => routes::CINEMA_REGISTER,
    }
}

/// Where the people with a talent are.
pub fn people_with(key: &str) -> String {
    format!("{}/{key}", routes::TALENTS)
}
