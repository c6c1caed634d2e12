//! Unique codes and the people who have them.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::{columns::Doc, holders::Bits};

/// Every code as a number, with its person.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Codes(BTreeMap<u64, Doc>);

/// The most characters of a code: twelve of 36 with an end fit a number.
const LONGEST: usize = 12;

impl Codes {
    /// A code belongs to one person: the last one it was given to.
    pub fn add(&mut self, code: &str, doc: Doc) {
        self.0.insert(number(code, 0), doc);
    }

    /// People with a code that begins so.
    pub fn beginning_with(&self, beginning: &str) -> RoaringBitmap {
        let mut people = Bits::default();
        for doc in self.0.range(number(beginning, 0)..=number(beginning, 36)).map(|(_, doc)| *doc) {
            people.insert(doc);
        }
        people.to_bitmap()
    }
}

/// The code's place among all codes. What a shorter one lacks is filled up.
pub fn number(code: &str, filling: u64) -> u64 {
    let characters = code.bytes().map(|byte| match byte {
        b'0'..=b'9' => u64::from(byte - b'0') + 1,
        b'A'..=b'Z' => u64::from(byte - b'A') + 11,
        _ => 0,
    });
    characters.chain(std::iter::repeat(filling)).take(LONGEST).fold(0, |number, digit| number * 37 + digit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn beginnings_are_found() {
        let mut codes = Codes::default();
        for (doc, code) in (0..).zip(["MACAS0001F", "MACAS0002M", "MACASA001F", "MARAB0001F", "ZAZZZ99999N"]) {
            codes.add(code, doc);
        }
        let found = |beginning| codes.beginning_with(beginning).iter().collect::<Vec<_>>();
        assert_eq!(found("MACAS0"), [0, 1]);
        assert_eq!(found("MA"), [0, 1, 2, 3]);
        assert_eq!(found("ZAZZZ99999N"), [4]);
        assert_eq!(found("B"), [] as [Doc; 0]);
    }

    proptest! {
        #[test]
        fn numbers_are_in_the_order_of_codes(one in "[A-Z0-9]{1,12}", other in "[A-Z0-9]{1,12}") {
            prop_assert_eq!(number(&one, 0).cmp(&number(&other, 0)), one.cmp(&other));
        }
    }
}
