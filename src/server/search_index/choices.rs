//! How many people on a list chose what: the figures of landing pages, kept until people change.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use crate::domain::{
    search::{attribute::Attribute, list::SearchList},
    visibility::Audience,
};

/// The people of a list by their keys of one attribute, as far as the audience may know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceFigures {
    /// How many have each key; a key of no one is left out.
    pub keys: BTreeMap<String, u64>,
    /// How many have at least one key of each group that was asked for.
    pub groups: Vec<u64>,
}

/// What figures are of.
type Place = (SearchList, Audience, Attribute);

/// Keys of one attribute, in groups.
type Groups = Vec<Vec<String>>;

/// The figures asked for since the last change, with the groups they were asked for.
#[derive(Debug, Default)]
pub struct KnownChoices(Mutex<HashMap<Place, (Groups, Arc<ChoiceFigures>)>>);

impl KnownChoices {
    /// The figures of a place, counted unless they are known.
    pub fn get_or_count(
        &self,
        place: Place,
        groups: &[Vec<String>],
        count: impl FnOnce() -> ChoiceFigures,
    ) -> Arc<ChoiceFigures> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, figures)) = known.get(&place).filter(|(asked, _)| asked == groups) {
            return figures.clone();
        }
        let figures = Arc::new(count());
        known.insert(place, (groups.to_vec(), figures.clone()));
        figures
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_once_for_the_same_groups() {
        let mut known = KnownChoices::default();
        let groups = |keys: &[&str]| vec![keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>()];
        let place = (SearchList::Directory, Audience::Anonymous, Attribute::Talent);
        let counted = |number| move || ChoiceFigures { groups: vec![number], ..ChoiceFigures::default() };
        for (keys, number, expected) in
            [(vec!["a"], 1, 1), (vec!["a"], 2, 1), (vec!["a", "b"], 3, 3), (vec!["a"], 4, 4)]
        {
            assert_eq!(known.get_or_count(place, &groups(&keys), counted(number)).groups, [expected]);
        }
        known.clear();
        assert_eq!(known.get_or_count(place, &groups(&["a"]), counted(5)).groups, [5]);
    }
}
