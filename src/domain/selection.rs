//! The people an administrator has selected in the table of everyone: some ticked, or all whom its filters find.

use serde::{Deserialize, Serialize};

use super::{
    registration::FormValues,
    search::{
        filter::{FilterId, FilterKind},
        list::SearchList,
        query::SearchQuery,
    },
    unique_code::UniqueCode,
};

/// The most people that can be ticked one by one.
pub const MOST_TICKED: usize = 500;
/// The most people that filters can select.
pub const MOST_MATCHING: usize = 1_000_000;
/// The most bytes of filters.
pub const LONGEST_FILTERS: usize = 8 << 10;

/// The box of a person, whose value is their code; repeated.
pub const PERSON_FIELD: &str = "person";
/// The box for all whom the filters find; ticked, the boxes of people do not count.
pub const ALL_FIELD: &str = "all";
/// The filters of the table, as an address has them.
pub const FILTERS_FIELD: &str = "filters";
/// How many people the table said that they find.
pub const SHOWN_FIELD: &str = "shown";

/// The people an administrator has selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Ticked one by one: at least one and at most [`MOST_TICKED`], each code once.
    Ticked(Vec<UniqueCode>),
    /// All whom filters find at the moment the selection is resolved.
    Matching(MatchingFilters),
}

/// The filters of the administrators' table, with the number of people it said they find. They may hold an e-mail
/// address or a telephone number: they are posted, never put into an address or stored ([`MatchingFilters::described`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchingFilters {
    query: SearchQuery,
    shown: u64,
}

/// Why a form selects no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SelectionProblem {
    /// Neither a person nor all was ticked, or there are no such people any more.
    Nobody,
    /// More than [`MOST_TICKED`] people were ticked, or more than [`MOST_MATCHING`] are found.
    TooMany,
    /// More than [`MOST_IN_A_DOCUMENT`](super::documents::MOST_IN_A_DOCUMENT) people, for a document about each.
    TooManyForDocument,
    /// The filters cannot be read whole, or a talent among them is gone: without it others would be found.
    BadFilters,
}

impl Selection {
    /// Reads the fields of a form. What is no code is left out: the boxes have codes only.
    ///
    /// # Errors
    /// When it selects no person, too many, or by filters that make no sense.
    pub fn from_form(form: &FormValues) -> Result<Self, SelectionProblem> {
        if form.is_ticked(ALL_FIELD) {
            let shown = form.trimmed(SHOWN_FIELD).parse().map_err(|_| SelectionProblem::BadFilters)?;
            return MatchingFilters::read(form.first(FILTERS_FIELD), shown).map(Self::Matching);
        }
        let boxes = form.all(PERSON_FIELD);
        if boxes.len() > MOST_TICKED {
            return Err(SelectionProblem::TooMany);
        }
        let mut codes: Vec<UniqueCode> = Vec::with_capacity(boxes.len());
        for code in boxes.iter().filter_map(|code| code.parse().ok()) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        if codes.is_empty() { Err(SelectionProblem::Nobody) } else { Ok(Self::Ticked(codes)) }
    }

    /// The fields of a form that [`Selection::from_form`] reads back.
    #[must_use]
    pub fn to_fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Ticked(codes) => codes.iter().map(|code| (PERSON_FIELD, code.to_string())).collect(),
            Self::Matching(filters) => vec![
                (ALL_FIELD, "1".to_owned()),
                (FILTERS_FIELD, filters.address()),
                (SHOWN_FIELD, filters.shown.to_string()),
            ],
        }
    }
}

impl MatchingFilters {
    /// The filters of a search of the table, which found so many people.
    ///
    /// # Errors
    /// When they are too long, or of another list.
    pub fn new(query: &SearchQuery, shown: u64) -> Result<Self, SelectionProblem> {
        Self::read(&query.first_page().to_address(), shown)
    }

    fn read(address: &str, shown: u64) -> Result<Self, SelectionProblem> {
        if address.len() > LONGEST_FILTERS {
            return Err(SelectionProblem::BadFilters);
        }
        let (query, ignored) = SearchQuery::from_address(SearchList::Desk, address);
        if ignored.is_empty() {
            Ok(Self { query: query.first_page(), shown })
        } else {
            Err(SelectionProblem::BadFilters)
        }
    }

    /// The query of an address with these filters, which may hold private values.
    #[must_use]
    pub fn address(&self) -> String {
        self.query.to_address()
    }

    /// How many people the table said that they find.
    #[must_use]
    pub const fn shown(&self) -> u64 {
        self.shown
    }

    /// The query of an address with these filters, without the private values that are found only whole, and the names
    /// of the filters whose values were left out. It may be stored and shown.
    #[must_use]
    pub fn described(&self) -> (String, Vec<FilterId>) {
        let private = |id: &FilterId| matches!(id.kind(), FilterKind::Exact(_));
        let left_out: Vec<FilterId> = self.query.in_use().into_iter().filter(private).collect();
        let query = left_out.iter().fold(self.query.clone(), |query, id| query.without(*id));
        (query.to_address(), left_out)
    }
}

/// The query of the table that a refused form was sent from, without private values and unreadable filters: it may stand
/// in an address.
#[must_use]
pub fn way_back(form: &FormValues) -> String {
    let address = form.first(FILTERS_FIELD);
    if address.len() > LONGEST_FILTERS {
        return String::new();
    }
    let (query, _) = SearchQuery::from_address(SearchList::Desk, address);
    MatchingFilters { query, shown: 0 }.described().0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> FormValues {
        fields.iter().copied().collect()
    }

    #[test]
    fn ticked_people_are_read_once_each_and_written_back() {
        let sent = form(&[(PERSON_FIELD, "MACAS0001F"), (PERSON_FIELD, "macas0001f"), (PERSON_FIELD, "?"), ("x", "y")]);
        let selection = Selection::from_form(&sent).unwrap();
        assert_eq!(selection, Selection::Ticked(vec!["MACAS0001F".parse().unwrap()]));
        let back: FormValues = selection.to_fields().into_iter().collect();
        assert_eq!(Selection::from_form(&back), Ok(selection));
    }

    #[test]
    fn all_that_match_are_read_with_their_filters_and_written_back() {
        let sent = form(&[
            (PERSON_FIELD, "MACAS0001F"),
            (ALL_FIELD, "1"),
            (FILTERS_FIELD, "gender=F&page=n5&city=Rabat"),
            (SHOWN_FIELD, "12431"),
        ]);
        let selection = Selection::from_form(&sent).unwrap();
        let Selection::Matching(filters) = &selection else { panic!("{selection:?}") };
        assert_eq!((filters.address().as_str(), filters.shown()), ("city=Rabat&gender=F", 12_431));
        let back: FormValues = selection.to_fields().into_iter().collect();
        assert_eq!(Selection::from_form(&back), Ok(selection));
    }

    #[test]
    fn everyone_is_selected_without_filters() {
        let sent = form(&[(ALL_FIELD, "1"), (FILTERS_FIELD, ""), (SHOWN_FIELD, "3")]);
        assert!(
            matches!(Selection::from_form(&sent), Ok(Selection::Matching(filters)) if filters.address().is_empty())
        );
    }

    #[test]
    fn what_selects_nobody_says_why() {
        let long = format!("q={}", "a".repeat(LONGEST_FILTERS));
        for (fields, problem) in [
            (vec![], SelectionProblem::Nobody),
            (vec![(PERSON_FIELD, "nobody")], SelectionProblem::Nobody),
            (vec![(PERSON_FIELD, "MACAS0001F"); MOST_TICKED + 1], SelectionProblem::TooMany),
            (vec![(ALL_FIELD, "1"), (FILTERS_FIELD, "gender=F")], SelectionProblem::BadFilters),
            (vec![(ALL_FIELD, "1"), (FILTERS_FIELD, "gender=moon"), (SHOWN_FIELD, "1")], SelectionProblem::BadFilters),
            (vec![(ALL_FIELD, "1"), (FILTERS_FIELD, &long), (SHOWN_FIELD, "1")], SelectionProblem::BadFilters),
        ] {
            assert_eq!(Selection::from_form(&form(&fields)), Err(problem));
        }
    }

    #[test]
    fn the_way_back_has_no_private_values() {
        let long = format!("q={}", "a".repeat(LONGEST_FILTERS));
        for (filters, expected) in
            [("email=a%40b.example&gender=F&gender=moon", "gender=F"), ("", ""), (long.as_str(), "")]
        {
            assert_eq!(way_back(&form(&[(FILTERS_FIELD, filters)])), expected);
        }
    }

    #[test]
    fn private_values_are_in_no_description() {
        let sent = form(&[
            (ALL_FIELD, "1"),
            (FILTERS_FIELD, "email=a%40b.example&phone=0612345678&gender=F"),
            (SHOWN_FIELD, "1"),
        ]);
        let Ok(Selection::Matching(filters)) = Selection::from_form(&sent) else { panic!("it is sound") };
        assert_eq!(filters.described(), ("gender=F".to_owned(), vec![FilterId::Email, FilterId::Phone]));
    }
}
