//! Where a page of a list begins.

/// Where a page begins: after or before a place in the list. Opaque to clients.
///
/// In a list ordered by newest the number is the profile's own, so that the place outlives the profile; in every other
/// order it is the number of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    After(i64),
    /// `Before(0)` is the last page: nothing has the number 0.
    Before(i64),
}

impl Cursor {
    /// As an address carries it.
    #[must_use]
    pub fn encode(self) -> String {
        match self {
            Self::After(number) => format!("n{number:x}"),
            Self::Before(number) => format!("p{number:x}"),
        }
    }

    /// Reads what [`Cursor::encode`] wrote.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let number = |rest: &str| i64::from_str_radix(rest, 16).ok().filter(|number| *number >= 0);
        match (text.strip_prefix('n'), text.strip_prefix('p')) {
            (Some(rest), _) => number(rest).map(Self::After),
            (_, Some(rest)) => number(rest).map(Self::Before),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cursors_come_back(number in 0..i64::MAX) {
            for cursor in [Cursor::After(number), Cursor::Before(number)] {
                prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
            }
        }
    }
}
