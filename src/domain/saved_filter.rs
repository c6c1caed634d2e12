//! Searches of the administrators' table that are kept under a name.

use serde::{Deserialize, Serialize};

use super::{
    kept_name::NameProblem,
    keyed,
    search::{
        filter::{FilterId, FilterKind},
        list::SearchList,
        query::SearchQuery,
    },
    selection::LONGEST_FILTERS,
};

/// The most bytes of the filters of one: pages repeat them in links.
pub const LONGEST_SAVED: usize = 1000;

keyed! {
    /// How an action on saved filters, or on the columns of the table, ended; everything but the first five changed
    /// nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SavedFilterAnswer {
        Saved = "saved",
        Changed = "changed",
        Deleted = "deleted",
        ColumnsChosen = "columns_chosen",
        /// The usual columns are shown again.
        ColumnsReset = "columns_reset",
        /// It was so already.
        Unchanged = "unchanged",
        NameMissing = "name_missing",
        /// More than [`LONGEST_NAME`](super::kept_name::LONGEST_NAME) characters.
        NameTooLong = "name_too_long",
        /// The administrator has another one of this name.
        NameTaken = "name_taken",
        /// Without any filter or order there is nothing to keep.
        NothingChosen = "nothing_chosen",
        /// More than [`LONGEST_SAVED`] bytes.
        FiltersTooLong = "filters_too_long",
        /// Some of the filters make no sense.
        FiltersUnreadable = "filters_unreadable",
        /// There are [`MOST_KEPT`](super::kept_name::MOST_KEPT) already.
        TooMany = "too_many",
        /// The box that confirms the action was not ticked.
        NotConfirmed = "not_confirmed",
    }
}

impl SavedFilterAnswer {
    /// Whether something was changed.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Saved | Self::Changed | Self::Deleted | Self::ColumnsChosen | Self::ColumnsReset)
    }

    /// Whether what was typed must be sent again.
    #[must_use]
    pub const fn is_refused(self) -> bool {
        !self.is_done() && !matches!(self, Self::Unchanged | Self::NotConfirmed)
    }

    /// Whether the name that was typed is wrong.
    #[must_use]
    pub const fn is_about_the_name(self) -> bool {
        matches!(self, Self::NameMissing | Self::NameTooLong | Self::NameTaken)
    }
}

impl From<NameProblem> for SavedFilterAnswer {
    fn from(problem: NameProblem) -> Self {
        match problem {
            NameProblem::Missing => Self::NameMissing,
            NameProblem::TooLong => Self::NameTooLong,
        }
    }
}

/// The filters of an address as they are stored: read by the search itself, from the first page on, without private
/// values that are found only whole.
///
/// # Errors
/// When nothing is left, when they are too long or make no sense.
pub fn filters_of(address: &str) -> Result<String, SavedFilterAnswer> {
    if address.len() > LONGEST_FILTERS {
        return Err(SavedFilterAnswer::FiltersTooLong);
    }
    let (query, ignored) = SearchQuery::from_address(SearchList::Desk, address);
    if !ignored.is_empty() {
        return Err(SavedFilterAnswer::FiltersUnreadable);
    }
    let filters = shareable(&query).to_address();
    if filters.is_empty() {
        Err(SavedFilterAnswer::NothingChosen)
    } else if filters.len() > LONGEST_SAVED {
        Err(SavedFilterAnswer::FiltersTooLong)
    } else {
        Ok(filters)
    }
}

/// The same search from its first page without the private values that are found only whole.
#[must_use]
pub fn shareable(query: &SearchQuery) -> SearchQuery {
    let is_private = |id: &FilterId| matches!(id.kind(), FilterKind::Exact(_));
    FilterId::ALL.into_iter().filter(is_private).fold(query.first_page(), |query, id| query.without(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_stored_as_the_search_writes_them_without_page_and_private_values() {
        assert_eq!(filters_of("page=n5&gender=f&sort=name&q=&x=y"), Ok("gender=F&sort=name".to_owned()));
        assert_eq!(filters_of("q=F%C3%A8s+dj&code=ma+cas"), Ok("q=F%C3%A8s+dj&code=MACAS".to_owned()));
        assert_eq!(filters_of("email=a%40b.example&phone=0612345678&waiting=1"), Ok("waiting=1".to_owned()));
        let long = format!("city={}&q={}", "%C3%A9".repeat(90), "%C3%A9%C3%A9+".repeat(60));
        for (address, answer) in [
            ("", SavedFilterAnswer::NothingChosen),
            ("email=a%40b.example&page=n5", SavedFilterAnswer::NothingChosen),
            ("gender=moon", SavedFilterAnswer::FiltersUnreadable),
            (long.as_str(), SavedFilterAnswer::FiltersTooLong),
            (&*format!("q={}", "a".repeat(LONGEST_FILTERS)), SavedFilterAnswer::FiltersTooLong),
        ] {
            assert_eq!(filters_of(address), Err(answer), "{address}");
        }
    }
}
