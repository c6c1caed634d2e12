//! People in the order of their names.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::columns::Doc;

/// The distance of neighbours: it is halved 32 times before all places are numbered again.
const GAP: u64 = 1 << 32;

/// The names of people, and for each person a place that grows with the name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct NameOrder {
    /// Every name, one after the other.
    text: String,
    /// Where the name of a person ends in the text.
    ends: Vec<u32>,
    /// `people.id`: of equal names the older person comes first, on every server.
    people: Vec<i64>,
    /// People in the order of their names.
    sorted: Vec<Doc>,
    places: Vec<u64>,
    /// While many people are added, nothing is sorted.
    unsorted: usize,
}

impl NameOrder {
    /// Adds the next person. [`NameOrder::sort`] must follow before places are read.
    pub fn push(&mut self, name: &str, person_id: i64) {
        self.text.push_str(name);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.people.push(person_id);
        self.places.push(0);
        self.unsorted += 1;
    }

    /// The place of a person among the names.
    pub fn place(&self, doc: Doc) -> u64 {
        usize::try_from(doc).ok().and_then(|doc| self.places.get(doc)).copied().unwrap_or(u64::MAX)
    }

    /// People after a place, in their order.
    pub fn after(&self, place: u64) -> impl Iterator<Item = Doc> {
        let first = self.sorted.partition_point(|doc| self.place(*doc) <= place);
        self.sorted.get(first..).unwrap_or_default().iter().copied()
    }

    /// People before a place, the last one first.
    pub fn before(&self, place: u64) -> impl Iterator<Item = Doc> {
        let end = self.sorted.partition_point(|doc| self.place(*doc) < place);
        self.sorted.get(..end).unwrap_or_default().iter().rev().copied()
    }

    /// Puts the people added since the last time in their places.
    pub fn sort(&mut self) {
        let first = self.ends.len() - self.unsorted;
        let added: Vec<Doc> = (first..self.ends.len()).filter_map(|doc| Doc::try_from(doc).ok()).collect();
        self.unsorted = 0;
        // Each insertion moves a few megabytes of a million; beyond so many it is quicker to sort them all.
        if added.len() > 16 {
            let mut added = added;
            added.sort_unstable_by(|one, other| self.compare(*one, *other));
            let mut sorted = Vec::with_capacity(self.ends.len());
            let mut old = std::mem::take(&mut self.sorted).into_iter().peekable();
            for doc in added {
                while let Some(before) = old.next_if(|before| self.compare(*before, doc) == Ordering::Less) {
                    sorted.push(before);
                }
                sorted.push(doc);
            }
            sorted.extend(old);
            self.sorted = sorted;
            self.number_all();
        } else {
            for doc in added {
                self.insert(doc);
            }
        }
    }

    fn insert(&mut self, doc: Doc) {
        let position = self.sorted.partition_point(|other| self.compare(*other, doc) == Ordering::Less);
        let neighbour = |position: Option<usize>| position.and_then(|p| self.sorted.get(p)).map(|doc| self.place(*doc));
        let before = neighbour(position.checked_sub(1)).unwrap_or(0);
        let after = neighbour(Some(position)).unwrap_or_else(|| before.saturating_add(2 * GAP));
        self.sorted.insert(position, doc);
        let middle = before + (after - before) / 2;
        if middle == before {
            self.number_all();
        } else {
            self.set_place(doc, middle);
        }
    }

    fn number_all(&mut self) {
        let sorted = std::mem::take(&mut self.sorted);
        for (place, doc) in (1_u64..).zip(&sorted) {
            self.set_place(*doc, place * GAP);
        }
        self.sorted = sorted;
    }

    fn set_place(&mut self, doc: Doc, place: u64) {
        if let Some(own) = usize::try_from(doc).ok().and_then(|doc| self.places.get_mut(doc)) {
            *own = place;
        }
    }

    fn name(&self, doc: Doc) -> &str {
        let Ok(doc) = usize::try_from(doc) else { return "" };
        let end = |doc: usize| self.ends.get(doc).and_then(|end| usize::try_from(*end).ok());
        let from = doc.checked_sub(1).map_or(Some(0), end);
        from.zip(end(doc)).and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default()
    }

    fn compare(&self, one: Doc, other: Doc) -> Ordering {
        let person = |doc: Doc| usize::try_from(doc).ok().and_then(|doc| self.people.get(doc));
        let by_name = self.name(one).cmp(self.name(other));
        // The same person may stand here twice, once dead.
        by_name.then_with(|| person(one).cmp(&person(other))).then(one.cmp(&other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_grow_with_names(batches in proptest::collection::vec(proptest::collection::vec("[ab]{0,3}", 0..20), 0..20)) {
            let mut order = NameOrder::default();
            for batch in &batches {
                for name in batch {
                    order.push(name, 0);
                }
                order.sort();
            }
            let names = batches.concat();
            let place = |index: usize| order.place(Doc::try_from(index).unwrap());
            for one in 0..names.len() {
                for other in 0..names.len() {
                    prop_assert_eq!(
                        place(one).cmp(&place(other)),
                        names[one].cmp(&names[other]).then(one.cmp(&other))
                    );
                }
            }
        }
    }
}
