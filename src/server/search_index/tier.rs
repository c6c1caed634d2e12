//! People of a list in the order of one key.

use std::{cmp::Reverse, collections::BinaryHeap};

use roaring::RoaringBitmap;

use super::{
    columns::{BLOCK, Doc, Ids},
    names::NameOrder,
};

/// What people of a tier are ordered by: smaller comes first.
pub type Key = (u64, u64);

/// Comes before every key.
pub const FIRST: Key = (0, 0);

/// People who come before those of the next tier, with their order among themselves.
pub struct Tier<'a> {
    pub people: RoaringBitmap,
    pub by: TierOrder<'a>,
}

/// A number a person.
pub type NumberOf<'a> = Box<dyn Fn(Doc) -> u64 + 'a>;

/// The order of a tier.
pub enum TierOrder<'a> {
    /// The highest of these ids first.
    Newest(&'a Ids),
    /// The lowest rank first, then the highest of these ids.
    Nearest(NumberOf<'a>, &'a Ids),
    Name {
        names: &'a NameOrder,
        /// Whether people are found by walking through all names.
        walk: bool,
    },
    /// The lowest number first.
    Code(NumberOf<'a>),
}

impl Tier<'_> {
    /// The place of a person in the tier.
    pub fn key(&self, doc: Doc) -> Key {
        match &self.by {
            TierOrder::Newest(ids) => (0, newest(ids.of(doc))),
            TierOrder::Nearest(rank, ids) => (rank(doc), newest(ids.of(doc))),
            TierOrder::Name { names, .. } => (names.place(doc), 0),
            TierOrder::Code(number) => (number(doc), u64::from(doc)),
        }
    }

    /// The first people after a place, or of all.
    pub fn after(&self, place: Option<Key>, count: usize) -> Vec<Doc> {
        let is_after = |key: &Key| place.is_none_or(|place| *key > place);
        match &self.by {
            TierOrder::Newest(ids) => self.newest_after(ids, place, count),
            TierOrder::Name { names, walk: true } => {
                let walk = names.after(place.map_or(0, |(place, _)| place));
                walk.filter(|doc| self.people.contains(*doc)).take(count).collect()
            }
            _ => {
                let keys = self.people.iter().map(|doc| (self.key(doc), doc));
                smallest(keys.filter(|(key, _)| is_after(key)), count)
            }
        }
    }

    /// The last people before a place, or of all; the last one first.
    pub fn before(&self, place: Option<Key>, count: usize) -> Vec<Doc> {
        let is_before = |key: &Key| place.is_none_or(|place| *key < place);
        match &self.by {
            TierOrder::Newest(ids) => self.newest_before(ids, place, count),
            TierOrder::Name { names, walk: true } => {
                let walk = names.before(place.map_or(u64::MAX, |(place, _)| place));
                walk.filter(|doc| self.people.contains(*doc)).take(count).collect()
            }
            _ => {
                let keys = self.people.iter().map(|doc| (Reverse(self.key(doc)), doc));
                smallest(keys.filter(|(key, _)| is_before(&key.0)), count)
            }
        }
    }

    /// New people have high ids and high numbers: the last block is looked at first, and most others not at all.
    fn newest_after(&self, ids: &Ids, place: Option<Key>, count: usize) -> Vec<Doc> {
        let least = place.map_or(0, |(_, own)| own.saturating_add(1));
        let mut page = Smallest::new(count);
        for (start, smallest, greatest) in ids.blocks().rev() {
            let (first, last) = (newest(greatest), newest(smallest));
            if last >= least && !page.is_full_before(first) {
                let keys = self.people.range(start..=end_of(start)).rev().map(|doc| (newest(ids.of(doc)), doc));
                keys.filter(|(key, _)| *key >= least).for_each(|(key, doc)| page.add(key, doc));
            }
        }
        page.in_order()
    }

    /// As [`Tier::newest_after`], from the oldest on.
    fn newest_before(&self, ids: &Ids, place: Option<Key>, count: usize) -> Vec<Doc> {
        let end = place.map_or(u64::MAX, |(_, own)| own);
        let mut page = Smallest::new(count);
        for (start, smallest, greatest) in ids.blocks() {
            let (first, last) = (newest(greatest), newest(smallest));
            if first < end && !page.is_full_before(Reverse(last)) {
                let keys = self.people.range(start..=end_of(start)).map(|doc| (newest(ids.of(doc)), doc));
                keys.filter(|(key, _)| *key < end).for_each(|(key, doc)| page.add(Reverse(key), doc));
            }
        }
        page.in_order()
    }
}

/// What comes first has the highest number.
pub fn newest(id: i64) -> u64 {
    u64::MAX - u64::try_from(id).unwrap_or(0)
}

fn end_of(start: Doc) -> Doc {
    start.saturating_add(Doc::try_from(BLOCK - 1).unwrap_or(0))
}

/// The people with the smallest keys so far.
struct Smallest<K> {
    count: usize,
    heap: BinaryHeap<(K, Doc)>,
}

impl<K: Ord + Copy> Smallest<K> {
    fn new(count: usize) -> Self {
        Self { count, heap: BinaryHeap::with_capacity(count + 1) }
    }

    /// Whether no person with this key, or a greater one, is among them.
    fn is_full_before(&self, key: K) -> bool {
        self.heap.len() >= self.count && self.heap.peek().is_none_or(|(greatest, _)| key > *greatest)
    }

    fn add(&mut self, key: K, doc: Doc) {
        if !self.is_full_before(key) {
            self.heap.push((key, doc));
            if self.heap.len() > self.count {
                self.heap.pop();
            }
        }
    }

    fn in_order(self) -> Vec<Doc> {
        self.heap.into_sorted_vec().into_iter().map(|(_, doc)| doc).collect()
    }
}

/// The people with the smallest keys, in order.
fn smallest<K: Ord + Copy>(keys: impl Iterator<Item = (K, Doc)>, count: usize) -> Vec<Doc> {
    let mut page = Smallest::new(count);
    keys.for_each(|(key, doc)| page.add(key, doc));
    page.in_order()
}
