//! Pages of lists that are read by cursor, newest first.

use crate::domain::search::cursor::Cursor;

/// Lines on a page.
pub const PAGE: usize = 50;
/// Lines read for a page: one more says whether another page follows.
pub const READ: i64 = 51;

/// A page, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage<T> {
    pub lines: Vec<T>,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
}

impl<T> ListPage<T> {
    /// The page at a cursor from the [`READ`] rows that the database gave for it.
    pub fn new(rows: Vec<T>, cursor: Option<Cursor>, number: impl Fn(&T) -> i64) -> Self {
        Self::of_size(PAGE, rows, cursor, number)
    }

    /// The same of a page of another size; one row more was read.
    pub fn of_size(size: usize, mut rows: Vec<T>, cursor: Option<Cursor>, number: impl Fn(&T) -> i64) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let backwards = matches!(cursor, Some(Cursor::Before(_)));
        if backwards {
            rows.reverse();
        }
        let first = rows.first().map(&number).map(Cursor::Before);
        let last = rows.last().map(&number).map(Cursor::After);
        let (previous, next) = match cursor {
            None => (None, last.filter(|_| more)),
            Some(Cursor::After(_)) => (first, last.filter(|_| more)),
            Some(Cursor::Before(_)) => (first.filter(|_| more), last),
        };
        Self { lines: rows, previous, next }
    }

    /// The same page of other lines.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> ListPage<U> {
        ListPage { lines: self.lines.into_iter().map(change).collect(), previous: self.previous, next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the database gives: numbers 1 to `most`.
    fn page(most: i64, cursor: Option<Cursor>) -> ListPage<i64> {
        let rows: Vec<i64> = match cursor {
            None => (1..=most).rev().take(51).collect(),
            Some(Cursor::After(number)) => (1..=most).rev().filter(|n| *n < number).take(51).collect(),
            Some(Cursor::Before(number)) => (1..=most).filter(|n| *n > number).take(51).collect(),
        };
        ListPage::new(rows, cursor, |number| *number)
    }

    #[test]
    fn every_line_is_on_one_page_there_and_back() {
        for most in [0, 1, 49, 50, 51, 100, 101, 157] {
            let mut pages = vec![page(most, None)];
            while let Some(next) = pages.last().unwrap().next {
                pages.push(page(most, Some(next)));
            }
            let all: Vec<i64> = pages.iter().flat_map(|page| page.lines.clone()).collect();
            assert_eq!(all, (1..=most).rev().collect::<Vec<_>>(), "{most}");
            for pair in pages.windows(2) {
                let back = page(most, pair[1].previous);
                assert_eq!(back.lines, pair[0].lines, "{most}");
            }
            assert_eq!(page(most, None).previous, None);
        }
    }
}
