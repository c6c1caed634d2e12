//! The people of a key of a closed list, ready to be counted.
//!
//! A page of results shows hundreds of counts, so they decide what a search costs. The people of a key that many have
//! are plain bits, compared 64 at a time; those of a rare one are a list, of which each is looked up. Roaring bitmaps,
//! which everything else uses, take five times as long where both sides are neither.

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::columns::Doc;

/// People as bits, one for each number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Bits(Vec<u64>);

/// The people of a key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Holders {
    /// Ascending.
    Few(Vec<Doc>),
    Many(Bits),
}

/// Lists shorter than this, or than a hundredth of everyone, are quicker than bits and smaller.
const FEW: usize = 512;
const SHARE: usize = 100;

impl Bits {
    /// These people. Bit by bit a large set would take as long as a hundred counts, so it is read in the portable form
    /// of Roaring bitmaps, which holds the bits of dense containers as they are.
    pub fn new(people: &RoaringBitmap) -> Self {
        let mut form = Vec::with_capacity(people.serialized_size());
        // Writing to memory does not fail.
        if let Some(words) = people.serialize_into(&mut form).ok().and_then(|()| words_of(&form)) {
            return Self(words);
        }
        let mut bits = Self::default();
        people.iter().for_each(|doc| bits.insert(doc));
        bits
    }

    /// Adds a person.
    pub fn insert(&mut self, doc: Doc) {
        let Ok(doc) = usize::try_from(doc) else { return };
        if self.0.len() <= doc / 64 {
            self.0.resize(doc / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(doc / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    /// 1 for a person who is among them, else 0.
    fn has(&self, doc: Doc) -> u64 {
        let word = usize::try_from(doc / 64).ok().and_then(|place| self.0.get(place)).copied().unwrap_or(0);
        (word >> (doc % 64)) & 1
    }

    /// How many people are in both.
    pub fn in_common(&self, other: &Self) -> u64 {
        self.0.iter().zip(&other.0).map(|(one, other)| u64::from((one & other).count_ones())).sum()
    }

    /// Adds all of others.
    fn add_all(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// The people as a set.
    pub fn to_bitmap(&self) -> RoaringBitmap {
        let bytes: Vec<u8> = self.0.iter().flat_map(|word| word.to_le_bytes()).collect();
        RoaringBitmap::from_lsb0_bytes(0, &bytes)
    }
}

/// What begins a bitmap without run containers (<https://github.com/RoaringBitmap/RoaringFormatSpec>).
const COOKIE: u32 = 12_346;
/// A container holds the numbers with the same upper half: so many words.
const CONTAINER: usize = (1 << 16) / 64;
/// A container of more numbers holds bits, one of fewer a list of lower halves.
const MOST_LISTED: usize = 4_096;

/// The numbers of a serialized bitmap as bits; `None` when it has run containers.
fn words_of(form: &[u8]) -> Option<Vec<u64>> {
    let (cookie, rest) = form.split_first_chunk()?;
    let (count, rest) = rest.split_first_chunk()?;
    if u32::from_le_bytes(*cookie) != COOKIE {
        return None;
    }
    let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
    let (keys, rest) = rest.split_at_checked(count * 4)?;
    let (_offsets, mut rest) = rest.split_at_checked(count * 4)?;
    let mut words = Vec::new();
    for key in keys.as_chunks::<4>().0 {
        let [low, high, less_one_low, less_one_high] = *key;
        let (key, len) = (
            usize::from(u16::from_le_bytes([low, high])),
            usize::from(u16::from_le_bytes([less_one_low, less_one_high])) + 1,
        );
        words.resize((key + 1) * CONTAINER, 0);
        let container = words.get_mut(key * CONTAINER..)?;
        let bytes = if len > MOST_LISTED { CONTAINER * 8 } else { len * 2 };
        let (own, after) = rest.split_at_checked(bytes)?;
        rest = after;
        if len > MOST_LISTED {
            for (word, bytes) in container.iter_mut().zip(own.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*bytes);
            }
        } else {
            for number in own.as_chunks::<2>().0 {
                let number = usize::from(u16::from_le_bytes(*number));
                *container.get_mut(number / 64)? |= 1 << (number % 64);
            }
        }
    }
    Some(words)
}

impl Default for Holders {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Holders {
    /// Adds the last person so far.
    pub fn add(&mut self, doc: Doc) {
        match self {
            Self::Many(many) => many.insert(doc),
            Self::Few(few) => {
                if few.last() != Some(&doc) {
                    few.push(doc);
                }
                let everyone = usize::try_from(doc).unwrap_or(usize::MAX);
                if few.len() > FEW.max(everyone / SHARE) {
                    let mut many = Bits::default();
                    for doc in &*few {
                        many.insert(*doc);
                    }
                    *self = Self::Many(many);
                }
            }
        }
    }

    /// Adds them to others.
    pub fn add_to(&self, others: &mut Bits) {
        match self {
            Self::Few(few) => few.iter().for_each(|doc| others.insert(*doc)),
            Self::Many(many) => others.add_all(many),
        }
    }

    /// How many of these people are among them.
    pub fn count_among(&self, people: &Bits) -> u64 {
        match self {
            Self::Few(few) => few.iter().map(|doc| people.has(*doc)).sum(),
            Self::Many(many) => many.in_common(people),
        }
    }

    /// The people as a set.
    pub fn to_bitmap(&self) -> RoaringBitmap {
        match self {
            Self::Few(few) => few.iter().copied().collect(),
            Self::Many(many) => many.to_bitmap(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sets_of_all_kinds_of_containers_are_laid_out() {
        let dense = (0..200_000_u32).filter(|doc| doc % 3 != 0);
        let sparse = (300_000..400_000_u32).step_by(1_000);
        let far = [5_000_000, 5_000_001];
        let mut set: RoaringBitmap = dense.chain(sparse).chain(far).collect();
        assert_eq!(Bits::new(&set).to_bitmap(), set);
        set.insert_range(600_000..700_000);
        set.optimize();
        assert_eq!(Bits::new(&set).to_bitmap(), set);
        assert_eq!(Bits::new(&RoaringBitmap::new()).to_bitmap(), RoaringBitmap::new());
    }

    proptest! {
        #[test]
        fn holders_are_counted_as_a_set_would(
            holders in proptest::collection::btree_set(0_u32..3_000, 0..1_500),
            people in proptest::collection::btree_set(0_u32..3_500, 0..1_500),
        ) {
            let mut own = Holders::default();
            for doc in &holders {
                own.add(*doc);
            }
            let people: RoaringBitmap = people.into_iter().collect();
            let set: RoaringBitmap = holders.into_iter().collect();
            prop_assert_eq!(own.count_among(&Bits::new(&people)), set.intersection_len(&people));
            let mut either = Bits::new(&people);
            own.add_to(&mut either);
            prop_assert_eq!(either.to_bitmap(), &set | &people);
            prop_assert_eq!(own.to_bitmap(), set);
        }
    }
}
