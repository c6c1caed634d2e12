//! Rows of several tables, put together person by person.

use std::{iter::Peekable, vec::IntoIter};

/// Rows of people, each with the person's id, ascending.
pub type Listed<T> = Vec<(i64, T)>;

/// Rows of people, walked person by person.
pub struct Walk<T>(Peekable<IntoIter<(i64, T)>>);

impl<T> Walk<T> {
    /// Begins with the first row.
    pub fn new(rows: Listed<T>) -> Self {
        Self(rows.into_iter().peekable())
    }

    /// The rows of a person. People are asked for in ascending order; rows of others between them are passed over.
    pub fn of(&mut self, person_id: i64) -> impl Iterator<Item = T> {
        while self.0.next_if(|(owner, _)| *owner < person_id).is_some() {}
        std::iter::from_fn(move || self.0.next_if(|(owner, _)| *owner == person_id).map(|(_, row)| row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_walked_with_their_people() {
        let mut walk = Walk::new(vec![(1, 'a'), (2, 'b'), (4, 'c'), (4, 'd'), (7, 'e')]);
        let mut of = |person_id| walk.of(person_id).collect::<String>();
        assert_eq!((of(2), of(3), of(4), of(9)), ("b".to_owned(), String::new(), "cd".to_owned(), String::new()));
    }
}
