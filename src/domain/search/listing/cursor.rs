//! Where a page of a list begins.

/// Where a page begins: after or before a profile of the list. Opaque to clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    After(i64),
    /// `Before(0)` is the last page: no profile has the number 0.
    Before(i64),
}

impl Cursor {
    /// As an address carries it.
    #[must_use]
    pub fn encode(self) -> String {
        match self {
            Self::After(id) => format!("n{id:x}"),
            Self::Before(id) => format!("p{id:x}"),
        }
    }

    /// Reads what [`Cursor::encode`] wrote.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let number = |rest: &str| i64::from_str_radix(rest, 16).ok().filter(|id| *id >= 0);
        match (text.strip_prefix('n'), text.strip_prefix('p')) {
            (Some(rest), _) => number(rest).map(Self::After),
            (_, Some(rest)) => number(rest).map(Self::Before),
            _ => None,
        }
    }

    /// Cursors of the pages before and after one that shows these ids. `more`: the list goes on where the page was
    /// read to.
    #[must_use]
    pub fn neighbours(ids: &[i64], cursor: Option<Self>, more: bool) -> (Option<Self>, Option<Self>) {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return (None, None) };
        let (has_previous, has_next) = match cursor {
            None => (false, more),
            Some(Self::After(_)) => (true, more),
            Some(Self::Before(_)) => (more, true),
        };
        (has_previous.then_some(Self::Before(*first)), has_next.then_some(Self::After(*last)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cursors_come_back(id in 0..i64::MAX) {
            for cursor in [Cursor::After(id), Cursor::Before(id)] {
                prop_assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
            }
        }
    }
}
